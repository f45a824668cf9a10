package care.weald.audit.event;

import static care.weald.audit.event.Fhir.coding;

import care.weald.audit.access.Decision;
import care.weald.audit.access.Decision.Deny;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.access.Decision.Terms;
import care.weald.audit.access.Decision.Undecided;
import care.weald.audit.access.Near;
import care.weald.audit.access.Requester;
import care.weald.audit.log.Content;
import care.weald.audit.log.Gaps;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A FHIR R4 AuditEvent in the patterns of IHE BALP. Who, whom and what was allowed come from the tokens; only facts of
 * the request come from what was posted. Its bytes are written once, here, and kept as they are.
 */
final class AuditEventFhir {

    private static final String EXTENSION = "https://weald.care/StructureDefinition/";
    private static final String BALP_SUBTYPE = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType";

    private final Requester requester;
    private final Decision decision;
    private final PostedEvent event;
    private final Shape shape;
    private final Gaps gaps = new Gaps();

    AuditEventFhir(Requester requester, Decision decision, PostedEvent event) {
        this.requester = requester;
        this.decision = decision;
        this.event = event;
        this.shape = Shape.of(event, decision);
    }

    /** The code of {@code AuditEvent.type}. */
    String type() {
        return shape == Shape.REFUSAL ? "110113" : "rest";
    }

    /** The code of {@code AuditEvent.subtype}. */
    String subtype() {
        return shape == Shape.REFUSAL ? (person().isPresent() ? "AuthZ-Consent" : "AuthZ-Role") : event.subtype();
    }

    /** The code of {@code AuditEvent.action}. */
    String action() {
        return shape == Shape.REFUSAL ? "E" : event.action();
    }

    /** Which service saw it happen: the gateway, or for a refusal who refused (BALP AuthZconsent, val-audit-source). */
    String source() {
        return shape == Shape.REFUSAL ? "consent-service" : "gateway";
    }

    /** Whose record it is. */
    Optional<UUID> person() {
        return terms().flatMap(terms -> Optional.ofNullable(terms.person()));
    }

    /** Everybody whom the event is about. BALP's patient profiles take one; with several the plain one holds. */
    private List<UUID> patients() {
        return person().map(List::of).orElse(event.disclosure().persons());
    }

    /** What was decided about; empty when nobody decided. */
    Optional<Terms> terms() {
        return switch (decision) {
            case Permit permit -> Optional.of(permit.terms());
            case Deny deny -> Optional.of(deny.terms());
            case Undecided _ -> Optional.empty();
        };
    }

    /** The resource, recorded at {@code recorded}; {@code salts} are random. To be asked for once. */
    Content content(Instant recorded, EventConfig config, byte[] salts) {
        ObjectNode root = Fhir.object()
                .put("resourceType", "AuditEvent")
                .put("id", event.id().toString());
        String profile = shape.profile(event, patients().size() == 1);
        if (!profile.isEmpty()) {
            root.putObject("meta").putArray("profile").add(profile);
        }
        extensions(root.putArray("extension"));
        codes(root);
        root.put("recorded", recorded.toString());
        root.put("outcome", event.outcome());
        outcomeDesc().ifPresent(text -> root.put("outcomeDesc", text));
        root.set("purposeOfEvent", Agents.purposes(requester.caller()));
        new Agents(requester, config, gaps)
                .addTo(root.putArray("agent"), shape, event.request().remote());
        source(root.putObject("source"), config);
        entities(root.putArray("entity"));
        return gaps.content(root.toString(), salts);
    }

    private void codes(ObjectNode root) {
        boolean refusal = shape == Shape.REFUSAL;
        String types = refusal ? Fhir.DCM : "http://terminology.hl7.org/CodeSystem/audit-event-type";
        String subtypes = refusal ? BALP_SUBTYPE : "http://hl7.org/fhir/restful-interaction";
        root.set("type", coding(types, type()));
        root.putArray("subtype").add(coding(subtypes, subtype()));
        root.put("action", action());
    }

    private Optional<String> outcomeDesc() {
        return switch (decision) {
            case Deny deny -> Optional.of(Fhir.string(deny.reason()));
            case Permit _, Undecided _ -> event.isSuccess() ? Optional.empty() : Optional.of("HTTP " + event.status());
        };
    }

    private void source(ObjectNode source, EventConfig config) {
        source.put("site", config.publicBase());
        source.set("observer", Agents.service(source()));
        source.putArray("type").add(coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4"));
    }

    private void entities(ArrayNode entities) {
        patients().forEach(person -> entities.add(Entities.patient(person, gaps)));
        if (decision instanceof Deny deny) {
            entities.add(Entities.decision(deny.terms().id()));
            entities.add(Entities.token(requester.tokenId()));
        } else {
            entities.add(Entities.asked(shape, event, gaps));
            entities.add(Entities.request(event.request().id()));
        }
    }

    private void extensions(ArrayNode extensions) {
        terms().ifPresent(terms -> {
            text(extensions, "decision-id", terms.id());
            text(extensions, "interaction", terms.interaction());
            text(extensions, "matrix-version", terms.matrix());
            text(extensions, "basis", terms.basis());
            near(extensions, terms);
        });
        Disclosure disclosure = event.disclosure();
        number(extensions, "items-count", disclosure.items());
        number(extensions, "withheld-count", disclosure.withheld());
        disclosure.organisations().forEach(code -> text(extensions, "organisation", code));
        text(extensions, "body-hash", event.bodyHash());
        number(extensions, "status", event.status());
        String request = shape == Shape.REFUSAL
                ? event.request().line()
                : event.request().target();
        add(extensions, "request").put("valueString", gaps.text(Fhir.string(request)));
        text(extensions, "request-id", event.request().id().toString());
        add(extensions, "reported").put("valueInstant", event.reported().toString());
    }

    /** What is known of user and person together is as identifying as both are. */
    private void near(ArrayNode extensions, Terms terms) {
        if (!terms.about().near().isEmpty()) {
            String codes =
                    terms.about().near().stream().map(Near::code).sorted().collect(Collectors.joining(" "));
            add(extensions, "near").put("valueString", gaps.text(codes));
        }
    }

    private static void text(ArrayNode extensions, String name, String value) {
        if (!value.isEmpty()) {
            add(extensions, name).put("valueString", Fhir.string(value));
        }
    }

    private static void number(ArrayNode extensions, String name, int value) {
        add(extensions, name).put("valueUnsignedInt", value);
    }

    private static ObjectNode add(ArrayNode extensions, String name) {
        return extensions.addObject().put("url", EXTENSION + name);
    }
}
