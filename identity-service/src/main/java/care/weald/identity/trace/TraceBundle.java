package care.weald.identity.trace;

import care.weald.identity.patient.TracePatient;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A searchset of people, and what it discloses. */
final class TraceBundle {

    private static final String SPINE = "https://fhir.hl7.org.uk/CodeSystem/UKCore-SpineErrorOrWarningCode";

    private final String base;
    private final ObjectNode bundle =
            JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle").put("type", "searchset");
    private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    private final SortedSet<String> persons = new TreeSet<>();
    private final SortedSet<String> organisations = new TreeSet<>();

    /** An empty one; {@code base} is the public FHIR base, which every full URL starts with. */
    TraceBundle(String base) {
        this.base = base;
    }

    /** Adds {@code patient} with a score from 0 to 1. */
    void add(TracePatient patient, double score) {
        search(patient, score, List.of());
    }

    /** Adds {@code patient} with a score from 0 to 1 and what {@code extensions} say of the match. */
    void search(TracePatient patient, double score, List<ObjectNode> extensions) {
        String id = patient.patient().path("id").asText();
        persons.add(id);
        organisations.addAll(patient.organisations());
        ObjectNode entry = entries.addObject().put("fullUrl", base + "/Patient/" + id);
        entry.set("resource", patient.patient());
        ObjectNode search = entry.putObject("search");
        if (!extensions.isEmpty()) {
            search.putArray("extension").addAll(extensions);
        }
        search.put("mode", "match").put("score", score);
    }

    /** Says that there are more than may be shown, and shows nobody. */
    TraceBundle tooMany() {
        entries.removeAll();
        persons.clear();
        organisations.clear();
        ObjectNode entry = entries.addObject();
        ObjectNode issue = entry.putObject("resource")
                .put("resourceType", "OperationOutcome")
                .putArray("issue")
                .addObject()
                .put("severity", "information")
                .put("code", "too-costly");
        issue.putObject("details")
                .putArray("coding")
                .addObject()
                .put("system", SPINE)
                .put("code", "TOO_MANY_MATCHES")
                .put("display", "Too Many Matches");
        entry.putObject("search").put("mode", "outcome");
        return this;
    }

    /** The Bundle. */
    ObjectNode json() {
        bundle.put("total", persons.size());
        if (!entries.isEmpty()) {
            bundle.set("entry", entries);
        }
        return bundle;
    }

    /** What it discloses, for the audit trail (docs/contracts/services.md). */
    String disclosure() {
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        ArrayNode categories = disclosure.putArray("categories");
        (persons.isEmpty() ? Set.<String>of() : Set.of("cat-01")).forEach(categories::add);
        disclosure.put("items", persons.size()).put("withheld", 0);
        ArrayNode from = disclosure.putArray("organisations");
        organisations.forEach(from::add);
        ArrayNode about = disclosure.putArray("persons");
        persons.forEach(about::add);
        return disclosure.toString();
    }
}
