package care.weald.audit.event;

import care.weald.audit.access.Requester;
import care.weald.audit.log.Content;
import care.weald.audit.log.Entry;
import care.weald.audit.log.Gaps;
import care.weald.audit.log.Leaf;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The decision that the identifying part of some events shall be dropped. It names them in its kept part, which is what
 * lets the owner of the database carry it out, and what an auditor finds in their place.
 *
 * @param id of the event that tells of it
 * @param reason one of {@link #REASONS}
 * @param approver the user who has approved it, another than the one who records it
 */
record Erasure(UUID id, List<UUID> events, String reason, String approver) {

    private static final Set<String> REASONS = Set.of("subject-request", "court-order", "recorded-in-error");
    private static final Set<String> MEMBERS = Set.of("id", "events", "reason", "approver");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9@._:-]{1,128}");
    private static final int MOST = 100;

    Erasure {
        events = List.copyOf(events);
    }

    /** What was posted; empty when anything about it is not as it should be. */
    static Optional<Erasure> read(byte[] body) {
        try {
            JsonNode root = PostedEventReader.JSON.readTree(body);
            if (root == null || !root.isObject()) {
                return Optional.empty();
            }
            Members members = new Members(root, "", MEMBERS);
            Erasure erasure = new Erasure(
                    UUID.fromString(members.matching("id", UUID_TEXT)),
                    members.texts("events", MOST, UUID_TEXT).stream()
                            .map(UUID::fromString)
                            .toList(),
                    members.oneOf("reason", REASONS),
                    members.matching("approver", USER));
            boolean whole = erasure.id().version() == 7
                    && !erasure.events().isEmpty()
                    && !erasure.events().contains(erasure.id());
            return whole ? Optional.of(erasure) : Optional.empty();
        } catch (IOException | Members.Unfit e) {
            return Optional.empty();
        }
    }

    /** The event for the log. */
    Entry entry(Requester requester, Instant recorded, byte[] salts) {
        Gaps gaps = new Gaps();
        Content content = gaps.content(fhir(requester, gaps, recorded).toString(), salts);
        Entry.Facets facets = new Entry.Facets(
                requester.caller().organisation(),
                requester.caller().subject(),
                null,
                List.of(),
                new Entry.Kind(
                        "rest",
                        "erasure",
                        "D",
                        "0",
                        "audit-service",
                        requester.caller().purposes()),
                "",
                List.of(),
                id.toString(),
                "");
        return Entry.of(id, recorded, facets, contentHash(requester), content);
    }

    private String contentHash(Requester requester) {
        ArrayNode parts = Fhir.array()
                .add(requester.caller().organisation())
                .add(requester.caller().subject())
                .add(reason)
                .add(approver);
        events.forEach(event -> parts.add(event.toString()));
        return Leaf.plainHash(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode fhir(Requester requester, Gaps gaps, Instant recorded) {
        ObjectNode root = Fhir.object().put("resourceType", "AuditEvent").put("id", id.toString());
        root.set("type", Fhir.coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest"));
        root.putArray("subtype").add(Fhir.coding("https://weald.care/CodeSystem/audit-event-subtype", "erasure"));
        root.put("action", "D").put("recorded", recorded.toString()).put("outcome", "0");
        root.put("outcomeDesc", reason);
        ArrayNode agents = root.putArray("agent");
        agent(agents, gaps.text(Fhir.string(requester.caller().subject())), true);
        agent(agents, gaps.text(approver), false);
        root.putObject("source").set("observer", Agents.service("audit-service"));
        ArrayNode entities = root.putArray("entity");
        events.forEach(event ->
                entities.addObject().set("what", Fhir.object().put("reference", "AuditEvent/" + event)));
        return root;
    }

    private static void agent(ArrayNode agents, String user, boolean requestor) {
        ObjectNode agent = agents.addObject();
        agent.putObject("who").putObject("identifier").put("value", user);
        agent.put("requestor", requestor);
    }
}
