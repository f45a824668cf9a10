package care.weald.record.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One source's word about one medicine: a MedicationRequest or a MedicationStatement.
 *
 * @param concept what it is
 * @param dose how it is taken
 * @param current whether the source says that it is taken now
 * @param repeat whether it goes on until somebody stops it
 * @param issued when it was authorised or last issued, whichever is later; empty when nobody says
 * @param ended when it ended; empty when it has not, or nobody says
 */
record Medicine(
        Entry entry,
        JsonNode concept,
        Dose dose,
        boolean current,
        boolean repeat,
        Optional<Instant> issued,
        Optional<Instant> ended) {

    private static final String LAST_ISSUE =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationStatementLastIssueDate";
    private static final Set<String> CURRENT = Set.of("active", "on-hold", "intended", "unknown", "");
    private static final Set<String> REPEAT = Set.of("continuous", "seasonal", "repeat", "repeat-dispensing");

    /** Reads one. {@code medications} are the entries of the directory that it may refer to, by reference. */
    static Medicine of(Entry entry, Map<String, JsonNode> medications, Instant now) {
        JsonNode content = entry.content();
        JsonNode period = content.path("effectivePeriod");
        Optional<Instant> ended = Moments.end(period.path("end").asText(""));
        boolean current = CURRENT.contains(content.path("status").asText(""))
                && ended.filter(end -> end.isBefore(now)).isEmpty();
        Optional<Instant> issued = Stream.of(
                        content.path("authoredOn").asText(""),
                        content.path("effectiveDateTime").asText(""),
                        period.path("start").asText(""),
                        lastIssue(content))
                .flatMap(text -> Moments.end(text).stream())
                .max(Instant::compareTo);
        return new Medicine(
                entry,
                concept(content, medications),
                Dose.of(content),
                current,
                Codes.has(content.path("courseOfTherapyType"), REPEAT),
                issued,
                ended);
    }

    /** The last moment at which it is known to have been taken or given. */
    Optional<Instant> last() {
        return ended.or(() -> issued);
    }

    private static String lastIssue(JsonNode content) {
        for (JsonNode extension : content.path("extension")) {
            if (LAST_ISSUE.equals(extension.path("url").asText())) {
                return extension.path("valueDateTime").asText("");
            }
        }
        return "";
    }

    private static JsonNode concept(JsonNode content, Map<String, JsonNode> medications) {
        if (content.has("medicationCodeableConcept")) {
            return content.get("medicationCodeableConcept");
        }
        JsonNode reference = content.path("medicationReference");
        String target = reference.path("reference").asText("");
        for (JsonNode contained : content.path("contained")) {
            if (target.equals("#" + contained.path("id").asText())) {
                return contained.path("code");
            }
        }
        JsonNode known = medications.get(target);
        return known != null ? known.path("code") : reference.has("display") ? reference : MissingNode.getInstance();
    }
}
