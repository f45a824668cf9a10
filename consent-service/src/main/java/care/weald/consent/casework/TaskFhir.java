package care.weald.consent.casework;

import care.weald.consent.casework.ObjectionCase.Done;
import care.weald.consent.casework.ObjectionCase.Effect;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Cases as FHIR R4 {@code Task}s (row C3): inputs are what was said, outputs what was decided and the letter about it.
 *
 * @param base the public FHIR base, without a slash at the end
 * @param now for what is due soon
 * @param remindDays days before it is due at which a case becomes urgent
 */
record TaskFhir(String base, Instant now, int remindDays) {

    static final String ID = "objection-";
    static final String CODE = "article-21-objection";
    private static final String SYSTEM = "https://weald.care/CodeSystem/";
    private static final String CATEGORY = SYSTEM + "information-category";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    /** One case. */
    ObjectNode resource(ObjectionCase stands) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Task").put("id", ID + stands.id());
        json.putObject("meta")
                .put("versionId", String.valueOf(stands.version()))
                .put("lastUpdated", stands.steps().getLast().at().toString());
        json.put("status", stands.state().taskStatus());
        code(json.putObject("businessStatus"), "objection-state", stands.state().code());
        json.put("intent", "order").put("priority", priority(stands));
        code(json.putObject("code"), "task-code", CODE);
        json.putObject("for").put("reference", "Patient/" + stands.person());
        json.put("authoredOn", stands.lodgedAt().toString())
                .put("lastModified", stands.steps().getLast().at().toString());
        organisation(json.putObject("requester"), stands.organisation());
        organisation(json.putObject("owner"), stands.organisation());
        json.putObject("restriction")
                .putObject("period")
                .put("start", stands.lodgedAt().toString())
                .put("end", stands.due().toString());
        inputs(json.putArray("input"), stands);
        outputs(json, stands);
        return json;
    }

    private String priority(ObjectionCase stands) {
        if (!stands.state().isOpen()) {
            return "routine";
        }
        return now.isAfter(stands.due())
                ? "stat"
                : now.isAfter(stands.due().minus(Duration.ofDays(remindDays))) ? "urgent" : "routine";
    }

    private static void inputs(ArrayNode inputs, ObjectionCase stands) {
        Lodging said = stands.lodging();
        put(inputs, "on-behalf-of").put("valueCode", said.onBehalf().code());
        if (!said.authority().isEmpty()) {
            put(inputs, "authority").put("valueString", said.authority());
        }
        put(inputs, "interim").put("valueBoolean", said.interim());
        scope(inputs, said.scope());
        for (Done done : stands.steps()) {
            if (!done.action().equals("decide")) {
                ObjectNode input = put(inputs, done.action());
                input.putArray("extension").add(moment(done));
                input.put("valueString", done.text());
            }
        }
    }

    private static ObjectNode moment(Done done) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", "https://weald.care/StructureDefinition/done-at")
                .put("valueInstant", done.at().toString());
    }

    private void outputs(ObjectNode json, ObjectionCase stands) {
        List<Done> decisions = stands.steps().stream()
                .filter(done -> done.action().equals("decide"))
                .toList();
        if (decisions.isEmpty()) {
            return;
        }
        ArrayNode outputs = json.putArray("output");
        for (Done decision : decisions) {
            ObjectNode output = put(outputs, "outcome");
            output.putArray("extension").add(moment(decision));
            output.put("valueCode", decision.outcome());
            put(outputs, "reason").put("valueString", decision.text());
        }
        LocalDate review = stands.review();
        if (review != null) {
            put(outputs, "review").put("valueDate", review.toString());
        }
        stands.effects().stream()
                .filter(effect -> !effect.interim())
                .max(Comparator.comparing(Effect::from))
                .ifPresent(effect ->
                        put(outputs, "consent").putObject("valueReference").put("reference", "Consent/" + effect.id()));
        put(outputs, "letter")
                .putObject("valueAttachment")
                .put("contentType", "text/plain; charset=utf-8")
                .put("language", "en-GB")
                .put(
                        "data",
                        Base64.getEncoder().encodeToString(Letter.of(stands).getBytes(StandardCharsets.UTF_8)));
    }

    /** The categories and organisations of a scope, one parameter each. */
    private static void scope(ArrayNode to, Scope scope) {
        scope.categories().stream()
                .sorted()
                .forEach(category -> put(to, "category")
                        .putObject("valueCoding")
                        .put("system", CATEGORY)
                        .put("code", category));
        scope.excepted().stream()
                .sorted()
                .forEach(organisation ->
                        organisation(put(to, "excepted-organization").putObject("valueReference"), organisation));
    }

    private static ObjectNode put(ArrayNode to, String type) {
        ObjectNode one = to.addObject();
        code(one.putObject("type"), "objection-parameter", type);
        return one;
    }

    static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", SYSTEM + system).put("code", code);
    }

    static void organisation(ObjectNode reference, String code) {
        reference.putObject("identifier").put("system", ODS).put("value", code);
    }

    /** A page of cases; {@code query} is the one that they answer. */
    ObjectNode bundle(List<ObjectionCase> cases, CaseQuery query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Bundle").put("type", "searchset");
        boolean more = cases.size() > query.count();
        List<ObjectionCase> page = more ? cases.subList(0, query.count()) : cases;
        link(json, "self", "");
        if (more) {
            ObjectionCase last = page.getLast();
            link(json, "next", "&_cursor=" + new CaseQuery.Place(last.due(), last.id()).cursor());
        }
        for (ObjectionCase one : page) {
            ObjectNode entry = json.withArray("/entry").addObject();
            entry.put("fullUrl", base + "/Task/" + ID + one.id()).set("resource", resource(one));
            entry.putObject("search").put("mode", "match");
        }
        return json;
    }

    private void link(ObjectNode json, String relation, String more) {
        json.withArray("/link").addObject().put("relation", relation).put("url", base + "/Task?code=" + CODE + more);
    }
}
