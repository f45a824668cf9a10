package care.weald.audit.casework;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Cases as FHIR R4 {@code Task}s: the alert is the focus, inputs are what was done, the output is the outcome. A list
 * tells of no person and of nobody whom a case is about.
 *
 * @param base the public FHIR base, without a slash at the end
 */
record TaskFhir(String base) {

    static final String ID = "case-";
    private static final String CODE = "privacy-case";
    private static final String SYSTEM = "https://weald.care/CodeSystem/";
    private static final String EXTENSION = "https://weald.care/StructureDefinition/";
    private static final String USER = "https://fhir.nhs.uk/Id/sds-user-id";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    /** One case without whom it is about and what was said. */
    ObjectNode brief(PrivacyCase stands, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String changed = stands.steps().getLast().at().toString();
        json.put("resourceType", "Task").put("id", ID + stands.id());
        json.putObject("meta")
                .put("versionId", Integer.toString(stands.version()))
                .put("lastUpdated", changed);
        json.put("status", stands.state().taskStatus());
        code(
                json.putObject("businessStatus"),
                "privacy-case-state",
                stands.state().code());
        json.put("intent", "order").put("priority", priority(stands, now));
        code(json.putObject("code"), "task-code", CODE);
        json.put("description", stands.text());
        json.putObject("focus").put("reference", "DetectedIssue/" + stands.alert());
        json.put("authoredOn", stands.opened().toString()).put("lastModified", changed);
        identifier(json.putObject("requester"), ODS, stands.about().organisation());
        if (!stands.state().owner().isEmpty()) {
            identifier(json.putObject("owner"), USER, stands.state().owner());
        }
        code(json.putObject("reasonCode"), "monitoring-rule", stands.rule());
        json.putObject("restriction")
                .putObject("period")
                .put("start", stands.opened().toString())
                .put("end", stands.due().toString());
        if (stands.state() instanceof CaseState.FollowingUp following) {
            put(json.withArray("/input"), "until")
                    .put("valueDate", following.until().toString());
        }
        if (stands.state() instanceof CaseState.Closed closed) {
            put(json.putArray("output"), "outcome")
                    .put("valueCode", closed.outcome().code());
        }
        return json;
    }

    /** The same with the person, the user and every step. */
    ObjectNode whole(PrivacyCase stands, Instant now) {
        ObjectNode json = brief(stands, now);
        stands.about().person().ifPresent(person -> json.putObject("for").put("reference", "Patient/" + person));
        if (!stands.about().subject().isEmpty()) {
            ObjectNode user = json.putArray("extension").addObject().put("url", EXTENSION + "alert-user");
            user.putObject("valueIdentifier")
                    .put("system", USER)
                    .put("value", stands.about().subject());
        }
        ArrayNode inputs = json.withArray("/input");
        stands.steps().forEach(done -> step(inputs, done));
        return json;
    }

    private static void step(ArrayNode inputs, PrivacyCase.Done done) {
        ObjectNode input = put(inputs, done.action());
        ArrayNode extensions = input.putArray("extension");
        extensions
                .addObject()
                .put("url", EXTENSION + "done-at")
                .put("valueInstant", done.at().toString());
        extensions
                .addObject()
                .put("url", EXTENSION + "done-by")
                .putObject("valueIdentifier")
                .put("system", USER)
                .put("value", done.subject());
        if (!done.detail().isEmpty()) {
            extensions.addObject().put("url", EXTENSION + "detail").put("valueString", done.detail());
        }
        input.put("valueString", done.said().isEmpty() ? done.action() : done.said());
    }

    private static String priority(PrivacyCase stands, Instant now) {
        if (stands.state() instanceof CaseState.Closed) {
            return "routine";
        }
        return now.isAfter(stands.due()) ? "stat" : stands.severity().equals("high") ? "urgent" : "routine";
    }

    private static ObjectNode put(ArrayNode to, String type) {
        ObjectNode one = to.addObject();
        code(one.putObject("type"), "privacy-case-parameter", type);
        return one;
    }

    private static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", SYSTEM + system).put("code", code);
    }

    private static void identifier(ObjectNode reference, String system, String value) {
        reference.putObject("identifier").put("system", system).put("value", value);
    }

    /** A page of {@code found}, of which there is one more when there is a next page. */
    ObjectNode bundle(List<PrivacyCase> found, CaseQuery query, Map<String, List<String>> asked, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Bundle").put("type", "searchset");
        boolean more = found.size() > query.count();
        List<PrivacyCase> page = more ? found.subList(0, query.count()) : found;
        link(json, "self", asked, "");
        if (more) {
            PrivacyCase last = page.getLast();
            link(json, "next", asked, new CaseQuery.Place(last.opened(), last.id()).cursor());
        }
        for (PrivacyCase one : page) {
            ObjectNode entry = json.withArray("/entry").addObject();
            entry.put("fullUrl", base + "/Task/" + ID + one.id()).set("resource", brief(one, now));
            entry.putObject("search").put("mode", "match");
        }
        return json;
    }

    private void link(ObjectNode json, String relation, Map<String, List<String>> asked, String cursor) {
        StringBuilder url = new StringBuilder(base + "/Task?code=" + CODE);
        asked.forEach((name, values) -> values.stream()
                .filter(_ -> cursor.isEmpty() || !name.equals("_cursor"))
                .forEach(value -> add(url, name, value)));
        if (!cursor.isEmpty()) {
            add(url, "_cursor", cursor);
        }
        json.withArray("/link").addObject().put("relation", relation).put("url", url.toString());
    }

    private static void add(StringBuilder url, String name, String value) {
        url.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
