package care.weald.consent.casework;

import care.weald.consent.casework.ObjectionCase.Done;
import care.weald.consent.casework.ObjectionCase.Effect;
import care.weald.consent.form.TaskQuery;
import care.weald.consent.form.Terms;
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
import java.util.Set;

/**
 * Cases as FHIR R4 {@code Task}s (row C3): inputs are what was said, outputs what was decided and the letter about it.
 *
 * @param base the public FHIR base, without a slash at the end
 * @param now for what is due soon
 * @param remindDays days before it is due at which a case becomes urgent
 * @param toCitizen whether it is the citizen who reads: what others have said about the case is left out then
 */
record TaskFhir(String base, Instant now, int remindDays, boolean toCitizen) {

    static final String ID = "objection-";
    static final String CODE = "article-21-objection";
    /** What staff note, perhaps about third parties. */
    private static final Set<String> OF_OTHERS = Set.of("inform", "review");

    private static final String CATEGORY = Terms.SYSTEM + "information-category";

    /** One case. */
    ObjectNode resource(ObjectionCase stands) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Task").put("id", ID + stands.id());
        json.putObject("meta")
                .put("versionId", String.valueOf(stands.version()))
                .put("lastUpdated", stands.steps().getLast().at().toString());
        json.put("status", stands.state().taskStatus());
        Terms.code(
                json.putObject("businessStatus"),
                "objection-state",
                stands.state().code());
        json.put("intent", "order").put("priority", priority(stands));
        Terms.code(json.putObject("code"), "task-code", CODE);
        json.putObject("for").put("reference", "Patient/" + stands.person());
        json.put("authoredOn", stands.lodgedAt().toString())
                .put("lastModified", stands.steps().getLast().at().toString());
        Terms.organisation(json.putObject("requester"), stands.organisation());
        Terms.organisation(json.putObject("owner"), stands.organisation());
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

    private void inputs(ArrayNode inputs, ObjectionCase stands) {
        Lodging said = stands.lodging();
        put(inputs, "on-behalf-of").put("valueCode", said.onBehalf().code());
        if (!said.authority().isEmpty()) {
            put(inputs, "authority").put("valueString", said.authority());
        }
        put(inputs, "interim").put("valueBoolean", said.interim());
        scope(inputs, said.scope());
        for (Done done : stands.steps()) {
            if (!done.action().equals("decide") && !(toCitizen && OF_OTHERS.contains(done.action()))) {
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
                        Terms.organisation(put(to, "excepted-organization").putObject("valueReference"), organisation));
    }

    private static ObjectNode put(ArrayNode to, String type) {
        return Terms.put(to, "objection-parameter", type);
    }

    /** A page of cases; {@code query} is the one that they answer. */
    ObjectNode bundle(List<ObjectionCase> cases, TaskQuery query) {
        boolean more = cases.size() > query.count();
        List<ObjectionCase> page = more ? cases.subList(0, query.count()) : cases;
        String next =
                more ? new TaskQuery.Place(page.getLast().due(), page.getLast().id()).cursor() : "";
        return Terms.bundle(
                base + "/Task?code=" + CODE,
                next,
                page.stream()
                        .map(one -> Terms.entry(base + "/Task/" + ID + one.id(), resource(one)))
                        .toList());
    }
}
