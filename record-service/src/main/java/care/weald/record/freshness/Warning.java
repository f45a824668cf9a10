package care.weald.record.freshness;

import care.weald.record.category.Category;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A warning of UKCore-ListWarningCode.
 *
 * @param code its code
 * @param display the code in words
 * @param text what it means here; no characters that JSON would escape
 */
public record Warning(String code, String display, String text) {

    /** There may be something that is not for this job role. */
    public static final Warning CONFIDENTIAL = new Warning(
            "confidential-items", "Confidential Items", "There may be more, which is not shown to this job role");

    private static final String SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-ListWarningCode";

    /** The warning that a feed of these organisations is late with one of these categories; none when none is. */
    public static List<Warning> late(
            Standing standing, Collection<String> organisations, Collection<Category> categories) {
        Map<Category, Optional<Instant>> late = standing.late(organisations);
        if (late.isEmpty()) {
            return List.of();
        }
        return categories.stream()
                .filter(late::containsKey)
                .map(late::get)
                .reduce(Standing::longer)
                .map(Warning::inTransit)
                .stream()
                .toList();
    }

    private static Warning inTransit(Optional<Instant> last) {
        String since = last.map(time -> "has sent nothing since " + time.truncatedTo(ChronoUnit.SECONDS))
                .orElse("has sent nothing yet");
        return new Warning(
                "data-in-transit",
                "Data in Transit",
                "A source of this " + since + "; what is newer is not here, and what is not here may exist");
    }

    /** As the CodeableConcept that the extension ListWarningCode has. */
    public String concept() {
        return "{\"coding\":[{\"system\":\"" + SYSTEM + "\",\"code\":\"" + code + "\",\"display\":\"" + display
                + "\"}]}";
    }

    /** As an OperationOutcome in a searchset. */
    public byte[] outcome() {
        return ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"incomplete\","
                        + "\"details\":" + concept() + ",\"diagnostics\":\"" + text + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
