package care.weald.audit.event;

import static care.weald.audit.event.Fhir.coding;
import static care.weald.audit.event.Fhir.concept;

import care.weald.audit.access.Requester;
import care.weald.audit.log.Content;
import care.weald.audit.log.Entry;
import care.weald.audit.log.Gaps;
import care.weald.audit.token.Caller;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A told event as it stands in the log: an AuditEvent of ours that says that a partner told something, with all that it
 * told as data in one entity. Its type, source and agents are ours to write, so it never looks like what Weald saw.
 */
final class ReportedFhir {

    /** What stands for type and subtype, and where an event of our own has what it rests on. */
    static final String REPORTED = "reported";

    private static final String EXTENSION = "https://weald.care/StructureDefinition/";
    private static final String SYSTEM = "https://weald.care/CodeSystem/audit-event-type";
    private static final Duration LATE = Duration.ofDays(1);

    private final Requester requester;
    private final EventConfig config;
    private final Gaps gaps = new Gaps();

    ReportedFhir(Requester requester, EventConfig config) {
        this.requester = requester;
        this.config = config;
    }

    /** The event for the log, recorded at {@code now}. To be asked for once. */
    Entry entry(ReportedEvent event, Instant now, byte[] salts) {
        Caller caller = requester.caller();
        UUID id = event.idOf(caller.organisation());
        Content content = gaps.content(json(event, id, now).toString(), salts);
        List<UUID> persons = event.persons();
        Entry.Facets facets = new Entry.Facets(
                caller.organisation(),
                caller.subject(),
                persons.size() == 1 ? persons.getFirst() : null,
                persons.size() == 1 ? List.of() : persons,
                new Entry.Kind(REPORTED, REPORTED, event.action(), event.outcome(), caller.organisation(), List.of()),
                REPORTED,
                List.of(),
                id.toString(),
                "");
        return Entry.of(id, now, facets, event.contentHash(caller.organisation()), content);
    }

    private ObjectNode json(ReportedEvent event, UUID id, Instant now) {
        ObjectNode root = Fhir.object().put("resourceType", "AuditEvent").put("id", id.toString());
        root.putObject("meta").putArray("tag").add(coding(SYSTEM, REPORTED));
        ArrayNode extensions = root.putArray("extension");
        extension(extensions, "reported-by")
                .put("valueString", requester.caller().organisation());
        extension(extensions, "reported-recorded")
                .put("valueInstant", event.recorded().toString());
        if (event.recorded().isBefore(now.minus(LATE))) {
            extension(extensions, "reported-late").put("valueBoolean", true);
        }
        event.kinds()
                .forEach(kind ->
                        extension(extensions, "reported-kind").set("valueCoding", coding(kind.system(), kind.code())));
        root.set("type", coding(SYSTEM, REPORTED));
        root.put("action", event.action()).put("recorded", now.toString()).put("outcome", event.outcome());
        agents(root.putArray("agent"));
        root.putObject("source").set("observer", organisation());
        entities(root.putArray("entity"), event);
        return root;
    }

    private static ObjectNode extension(ArrayNode extensions, String name) {
        return extensions.addObject().put("url", EXTENSION + name);
    }

    private void agents(ArrayNode agents) {
        ObjectNode client = agents.addObject();
        client.set(
                "who",
                Fhir.identified(
                        config.clientIdentifierSystem(), requester.caller().client()));
        client.put("requestor", true);
        ObjectNode partner = agents.addObject();
        partner.set("type", concept("http://terminology.hl7.org/CodeSystem/v3-RoleClass", "PROV"));
        partner.set("who", organisation());
        partner.put("requestor", false);
    }

    private ObjectNode organisation() {
        return Fhir.identified(Fhir.ODS, requester.caller().organisation());
    }

    private void entities(ArrayNode entities, ReportedEvent event) {
        event.persons().forEach(person -> entities.add(Entities.patient(person, gaps)));
        ObjectNode told = entities.addObject();
        told.set("type", coding(SYSTEM, REPORTED));
        byte[] text = event.text().getBytes(StandardCharsets.UTF_8);
        told.put("query", gaps.base64(Base64.getEncoder().encodeToString(text)));
    }
}
