package care.weald.identity.population;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.DemographicsBuilder;
import java.util.ArrayList;
import java.util.List;

/** One organisation's registration of a person, as raw text: what a clerk typed. Mutable, so that errors can be made. */
public final class Registration {

    /** The person registered; the truth of evaluations and never an input of matching. */
    public final long truth;

    /** The kind of organisation. */
    public final String source;

    String nhs = "";
    boolean verified;
    String formerNhs = "";
    List<String> given = new ArrayList<>();
    String family = "";
    String previousFamily = "";
    String gender = "";
    String birthDate = "";
    String line = "";
    String town = "";
    String postcode = "";
    String previousPostcode = "";
    String phone = "";
    String email = "";

    /** An empty registration of the person {@code truth} at {@code source}. */
    Registration(long truth, String source) {
        this.truth = truth;
        this.source = source;
    }

    /** All that is known of {@code person}, without an error. */
    public static Registration of(Person person) {
        Registration r = new Registration(person.number(), "index");
        r.nhs = person.nhs();
        r.verified = true;
        r.formerNhs = person.formerNhs();
        r.given = new ArrayList<>(person.given());
        r.family = person.family();
        r.previousFamily = person.previousFamily();
        r.gender = person.gender();
        r.birthDate = person.birth().toString();
        r.line = person.address().line();
        r.town = person.address().town();
        r.postcode = person.address().postcode();
        r.previousPostcode = person.before().postcode();
        r.phone = person.phone();
        r.email = person.email();
        return r;
    }

    /** What the matching engine sees of it. */
    public Demographics demographics() {
        DemographicsBuilder out = Demographics.builder()
                .nhsNumber(nhs, verified)
                .formerNhsNumber(formerNhs)
                .given(given)
                .family(family)
                .previousFamily(previousFamily)
                .birthDate(birthDate)
                .gender(gender)
                .previousPostcode(previousPostcode)
                .phone(phone)
                .email(email);
        if (!line.isEmpty() || !town.isEmpty() || !postcode.isEmpty()) {
            return out.address(List.of(line), town, postcode).build();
        }
        return out.build();
    }

    @Override
    public String toString() {
        return String.join(
                "; ",
                source,
                nhs,
                String.join(" ", given),
                family,
                previousFamily,
                gender,
                birthDate,
                line,
                postcode,
                phone);
    }
}
