package care.weald.audit.watch;

import java.time.Instant;
import java.util.List;

/**
 * A rule of monitoring as it stands.
 *
 * @param number its number in the list of the assurance design
 * @param severity {@code high}, {@code moderate} or {@code low} (FHIR detectedissue-severity)
 * @param urgent whether its alerts come within seconds; others come within {@link WatchConfig#unhurried}
 * @param measure what the threshold counts; empty when the rule has none
 * @param floor what {@code least} is for; empty when the rule has none
 * @param minutes the window
 * @param codes categories, operations or job roles that it looks at
 * @param next the index of the first event it has not seen
 * @param ran when it had last seen all there was
 */
public record Rule(
        String id,
        int number,
        String text,
        String severity,
        boolean urgent,
        String measure,
        double threshold,
        String floor,
        double least,
        int minutes,
        List<String> codes,
        boolean enabled,
        int version,
        long next,
        Instant ran) {

    public Rule {
        codes = List.copyOf(codes);
    }
}
