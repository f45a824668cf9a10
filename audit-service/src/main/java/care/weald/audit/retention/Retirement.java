package care.weald.audit.retention;

import care.weald.audit.log.Entry;
import care.weald.audit.log.Gaps;
import care.weald.audit.log.Leaf;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The event that tells what is dropped at the end of its keeping: of when, and how much, and of nobody. */
record Retirement(UUID id, Term term, Due due) {

    /** The event for the log. */
    Entry entry(Instant recorded, byte[] salts) {
        String kept = fhir(recorded).toString();
        Entry.Facets facets = new Entry.Facets(
                "weald",
                "audit-service",
                null,
                List.of(),
                new Entry.Kind("rest", "retention", "D", "0", "audit-service", List.of()),
                "",
                List.of(),
                id.toString(),
                "");
        String hash = Leaf.plainHash(kept.getBytes(StandardCharsets.UTF_8));
        return Entry.of(id, recorded, facets, hash, new Gaps().content(kept, salts));
    }

    private ObjectNode fhir(Instant recorded) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("resourceType", "AuditEvent").put("id", id.toString());
        root.set("type", coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest"));
        root.putArray("subtype").add(coding("https://weald.care/CodeSystem/audit-event-subtype", "retention"));
        root.put("action", "D").put("recorded", recorded.toString()).put("outcome", "0");
        ObjectNode agent = root.putArray("agent").addObject();
        agent.putObject("who").putObject("identifier").put("value", "urn:weald:audit-service");
        agent.put("requestor", true);
        root.putObject("source").putObject("observer").putObject("identifier").put("value", "urn:weald:audit-service");
        ArrayNode details = root.putArray("entity").addObject().putArray("detail");
        detail(details, "events-before", term.events().toString());
        detail(details, "events", Long.toString(due.events()));
        detail(details, "held", Long.toString(due.held()));
        detail(details, "alerts-before", term.alerts().toString());
        detail(details, "alerts", Long.toString(due.alerts()));
        return root;
    }

    private static ObjectNode coding(String system, String code) {
        return JsonNodeFactory.instance.objectNode().put("system", system).put("code", code);
    }

    private static void detail(ArrayNode details, String type, String value) {
        details.addObject().put("type", type).put("valueString", value);
    }
}
