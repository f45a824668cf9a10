package care.weald.consent.override;

import care.weald.consent.form.TaskQuery;
import care.weald.consent.form.Terms;
import care.weald.consent.override.FollowUp.Declared;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * Follow-ups as FHIR R4 {@code Task}s: inputs are what was declared, outputs what looking into it came to.
 *
 * @param base the public FHIR base, without a slash at the end
 * @param now for what is overdue
 */
record FollowUpFhir(String base, Instant now) {

    static final String ID = "override-";
    static final String CODE = "override-follow-up";
    private static final String TYPES = "override-parameter";

    /** One follow-up. */
    ObjectNode resource(FollowUp one) {
        Declared declared = one.declared();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Task").put("id", ID + one.id());
        json.put("status", one.status())
                .put("intent", "order")
                .put("priority", one.closed().isEmpty() && now.isAfter(one.due()) ? "stat" : "routine");
        Terms.code(json.putObject("code"), "task-code", CODE);
        json.putObject("for").put("reference", "Patient/" + declared.person());
        json.put("authoredOn", declared.at().toString());
        Terms.organisation(json.putObject("requester"), one.organisation());
        Terms.organisation(json.putObject("owner"), one.organisation());
        json.putObject("restriction")
                .putObject("period")
                .put("start", declared.at().toString())
                .put("end", one.due().toString());
        inputs(json.putArray("input"), one);
        one.closed().ifPresent(closed -> {
            ArrayNode outputs = json.putArray("output");
            Terms.put(outputs, TYPES, "outcome").put("valueCode", closed.outcome());
            Terms.put(outputs, TYPES, "reason").put("valueString", closed.reason());
            Terms.put(outputs, TYPES, "closed-by").put("valueString", closed.by());
            json.put("lastModified", closed.at().toString());
        });
        return json;
    }

    private static void inputs(ArrayNode inputs, FollowUp one) {
        Declared declared = one.declared();
        Terms.put(inputs, TYPES, "code")
                .putObject("valueCoding")
                .put("system", "https://fhir.nhs.uk/CodeSystem/SCR-AlertReason")
                .put("code", declared.code());
        Terms.put(inputs, TYPES, "reason").put("valueString", declared.reason());
        Terms.put(inputs, TYPES, "user").put("valueString", declared.subject());
        Terms.put(inputs, TYPES, "client").put("valueString", declared.client());
        Terms.put(inputs, TYPES, "until").put("valueInstant", declared.until().toString());
        if (!one.confirmedBy().isEmpty()) {
            Terms.put(inputs, TYPES, "confirmed-by").put("valueString", one.confirmedBy());
        }
    }

    /** A page of follow-ups; {@code query} is the one that they answer. */
    ObjectNode bundle(List<FollowUp> found, TaskQuery query) {
        boolean more = found.size() > query.count();
        List<FollowUp> page = more ? found.subList(0, query.count()) : found;
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
