package care.weald.audit.event;

import static care.weald.audit.event.Fhir.coding;
import static care.weald.audit.event.Fhir.identified;

import care.weald.audit.log.Gaps;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code AuditEvent.entity}: the patient, what was asked for, the request, the decision and the token. */
final class Entities {

    private static final String CATEGORY = "https://weald.care/CodeSystem/information-category";
    private static final String DECISION = "https://weald.care/Id/decision";
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/CodeSystem/";
    private static final Pattern REFERENCE =
            Pattern.compile("[A-Z][A-Za-z]{1,63}/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?");

    private Entities() {}

    static ObjectNode patient(UUID person, Gaps gaps) {
        ObjectNode entity = Fhir.object();
        entity.putObject("what").put("reference", gaps.text("Patient/" + person));
        entity.set("type", coding(Fhir.ENTITY_TYPE, "1"));
        entity.set("role", coding(Fhir.OBJECT_ROLE, "1"));
        return entity;
    }

    /** What was asked for, with the categories of what left: BALP's {@code query} entity, or its {@code data} one. */
    static ObjectNode asked(Shape shape, PostedEvent event, Gaps gaps) {
        boolean query = shape == Shape.QUERY;
        ObjectNode entity = Fhir.object();
        if (!query) {
            entity.set("what", target(event.request().path(), gaps));
        }
        entity.set("type", coding(Fhir.ENTITY_TYPE, "2"));
        entity.set("role", coding(Fhir.OBJECT_ROLE, query ? "24" : "4"));
        if (!event.disclosure().categories().isEmpty()) {
            entity.set("securityLabel", labels(event.disclosure().categories()));
        }
        if (query || !event.request().query().isEmpty()) {
            entity.put("query", gaps.base64(base64(event.request())));
        }
        return entity;
    }

    static ObjectNode request(UUID requestId) {
        ObjectNode entity = Fhir.object();
        entity.set("what", identified("", requestId.toString()));
        entity.set("type", coding(BALP + "BasicAuditEntityType", "XrequestId"));
        return entity;
    }

    /** The decision that refused, in the place of the Consent it was made under (BALP AuthZconsent). */
    static ObjectNode decision(String decisionId) {
        ObjectNode entity = Fhir.object();
        entity.set("what", identified(DECISION, decisionId));
        entity.set("type", coding("http://hl7.org/fhir/resource-types", "Consent"));
        return entity;
    }

    static ObjectNode token(String tokenId) {
        ObjectNode entity = Fhir.object();
        entity.set("what", identified("", tokenId));
        entity.set("type", coding(BALP + "UserAgentTypes", "UserOauthAgent"));
        return entity;
    }

    private static ObjectNode target(String path, Gaps gaps) {
        return REFERENCE.matcher(path).matches()
                ? Fhir.object().put("reference", gaps.text(path))
                : Fhir.object().put("display", gaps.text(Fhir.string(path)));
    }

    private static ArrayNode labels(List<String> categories) {
        ArrayNode labels = Fhir.array();
        categories.forEach(category -> labels.add(coding(CATEGORY, category)));
        return labels;
    }

    private static String base64(PostedEvent.Request request) {
        return Base64.getEncoder().encodeToString(request.line().getBytes(StandardCharsets.UTF_8));
    }
}
