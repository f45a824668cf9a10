package care.weald.identity.population;

import java.time.LocalDate;
import java.util.List;

/**
 * An invented person; empty text where there is nothing.
 *
 * @param number counted from 0
 * @param household the household's number
 * @param nhs NHS number, of a range that is never issued
 * @param formerNhs a number it superseded
 * @param given given names
 * @param family present family name
 * @param previousFamily family name before marriage
 * @param male sex
 * @param birth birth date
 * @param address present address
 * @param before previous address
 * @param phone telephone
 * @param email electronic mail
 * @param death date of death, ISO
 */
public record Person(
        long number,
        long household,
        String nhs,
        String formerNhs,
        List<String> given,
        String family,
        String previousFamily,
        boolean male,
        LocalDate birth,
        Address address,
        Address before,
        String phone,
        String email,
        String death) {

    public Person {
        given = List.copyOf(given);
    }

    String gender() {
        return male ? "male" : "female";
    }
}
