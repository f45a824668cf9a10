package care.weald.record.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.Period;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which problems, allergies and medicines a summary has (NHS England SCR-IPS draft, 03-RequiredDataItems). What the
 * statement that reads them knows is not asked again.
 */
final class Selection {

    private static final Period AUTHORISED = Period.ofYears(2);
    private static final Period ACUTE = Period.ofYears(1);
    private static final Period DISCONTINUED = Period.ofMonths(6);
    private static final Set<String> ERROR = Set.of("entered-in-error");
    private static final Set<String> NO_PROBLEM = Set.of("entered-in-error", "refuted");
    private static final Set<String> NO_LONGER = Set.of("inactive", "resolved");
    private static final Set<String> REFUTED = Set.of("refuted");

    private Selection() {}

    /** What becomes of an item. */
    enum Choice {
        /** It is listed. */
        LISTED,
        /** It is right and not listed, and the section says so. */
        LEFT_OUT,
        /** It is no such thing: an error, or a diagnosis that was ruled out. */
        NOTHING
    }

    /** A problem, present or past. */
    static Choice problem(JsonNode condition) {
        return Codes.has(condition.path("verificationStatus"), NO_PROBLEM) ? Choice.NOTHING : Choice.LISTED;
    }

    /** Every active allergy; one that is over, or was refuted, where there is a date. */
    static Choice allergy(JsonNode allergy) {
        if (Codes.has(allergy.path("verificationStatus"), ERROR)) {
            return Choice.NOTHING;
        }
        boolean over = Codes.has(allergy.path("clinicalStatus"), NO_LONGER)
                || Codes.has(allergy.path("verificationStatus"), REFUTED);
        boolean dated = Stream.of("recordedDate", "lastOccurrence").anyMatch(allergy::has);
        return over && !dated ? Choice.LEFT_OUT : Choice.LISTED;
    }

    /**
     * What is taken now and was authorised or issued within two years; a repeat medicine that was discontinued within six
     * months; any other of the last year. One without a date is listed, since nobody knows that it is old.
     */
    static Choice medicine(Medicine medicine, Instant now) {
        if (medicine.current()) {
            return within(medicine.issued().orElse(now), AUTHORISED, now);
        }
        return within(medicine.last().orElse(now), medicine.repeat() ? DISCONTINUED : ACUTE, now);
    }

    private static Choice within(Instant last, Period limit, Instant now) {
        return last.isBefore(Moments.before(now, limit)) ? Choice.LEFT_OUT : Choice.LISTED;
    }
}
