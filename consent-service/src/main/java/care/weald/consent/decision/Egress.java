package care.weald.consent.decision;

import java.time.LocalDate;
import java.util.Set;

/**
 * A named agreement under which data of many people may leave, for one purpose (S165, S166; rows X13 and D15).
 *
 * @param name its name, which a flow states
 * @param organisation ODS code of whom the data go to
 * @param purpose the purpose of use (v3-ActReason)
 * @param categories the information categories that it covers
 * @param from its first day
 * @param to its last day
 * @param approved whether a second person has approved it, and nobody has ended it
 * @param personsADay how many people a day it is agreed for
 * @param personsToday how many have left today
 */
public record Egress(
        String name,
        String organisation,
        String purpose,
        Set<String> categories,
        LocalDate from,
        LocalDate to,
        boolean approved,
        int personsADay,
        long personsToday) {

    /** No agreement: nothing leaves under it. */
    public static final Egress NONE = new Egress("", "", "", Set.of(), LocalDate.MAX, LocalDate.MIN, false, 0, 0);

    public Egress {
        categories = Set.copyOf(categories);
    }

    boolean isLiveOn(LocalDate day) {
        return approved && !day.isBefore(from) && !day.isAfter(to);
    }
}
