package care.weald.audit.event;

import care.weald.audit.log.Content;
import care.weald.audit.log.Entry;
import care.weald.audit.log.Gaps;
import care.weald.audit.log.Leaf;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How some disclosures ended.
 *
 * @param id of the event that tells of them
 */
record Closings(UUID id, List<Closing> list) {

    Closings {
        list = List.copyOf(list);
    }

    /**
     * How one ended.
     *
     * @param event the disclosure's own event
     * @param sent true when all of it was; false when the connection ended before
     * @param bytes how many were written
     */
    record Closing(UUID event, boolean sent, int bytes, Instant ended) {

        private String outcome() {
            return sent ? "sent" : "aborted";
        }
    }

    /** The event for the log: an AuditEvent with an entity for each. It has no identifying part but its salt. */
    Entry entry(Instant recorded, byte[] salts) {
        Content content = new Gaps().content(fhir(recorded).toString(), salts);
        Entry.Facets facets = new Entry.Facets(
                "weald",
                "gateway",
                null,
                List.of(),
                new Entry.Kind("rest", "closing", "E", "0", "gateway", List.of()),
                "",
                List.of(),
                id.toString(),
                "");
        return Entry.of(id, recorded, facets, contentHash(), content);
    }

    private String contentHash() {
        ArrayNode parts = Fhir.array();
        list.forEach(closing -> parts.add(closing.event().toString())
                .add(closing.outcome())
                .add(closing.bytes())
                .add(closing.ended().toString()));
        return Leaf.plainHash(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode fhir(Instant recorded) {
        ObjectNode root = Fhir.object().put("resourceType", "AuditEvent").put("id", id.toString());
        root.set("type", Fhir.coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest"));
        root.putArray("subtype").add(Fhir.coding("https://weald.care/CodeSystem/audit-event-subtype", "closing"));
        root.put("action", "E").put("recorded", recorded.toString()).put("outcome", "0");
        ObjectNode agent = root.putArray("agent").addObject();
        agent.set("who", Agents.service("gateway"));
        agent.put("requestor", false);
        root.putObject("source").set("observer", Agents.service("gateway"));
        ArrayNode entities = root.putArray("entity");
        list.forEach(closing -> {
            ObjectNode entity = entities.addObject();
            entity.set("what", Fhir.identified("", closing.event().toString()));
            entity.putArray("detail")
                    .addObject()
                    .put("type", closing.outcome())
                    .put("valueString", Integer.toString(closing.bytes()));
        });
        return root;
    }
}
