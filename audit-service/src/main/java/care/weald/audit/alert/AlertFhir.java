package care.weald.audit.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Alerts as FHIR R4 {@code DetectedIssue}s. A list tells of no user and no person; the detail of one does, by their ids.
 *
 * @param base the public FHIR base, without a slash at the end
 */
record AlertFhir(String base) {

    private static final String SYSTEM = "https://weald.care/CodeSystem/";
    private static final String EXTENSION = "https://weald.care/StructureDefinition/";
    private static final String USER = "https://fhir.nhs.uk/Id/sds-user-id";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    /** One alert without whom it is about. */
    ObjectNode brief(Alert alert) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "DetectedIssue").put("id", alert.id().toString());
        json.putObject("meta").put("lastUpdated", alert.found().toString());
        extensions(json.putArray("extension"), alert);
        json.put("status", alert.standing().code());
        json.putObject("code")
                .put("text", alert.text())
                .putArray("coding")
                .addObject()
                .put("system", SYSTEM + "monitoring-rule")
                .put("code", alert.rule());
        json.put("severity", alert.severity())
                .put("identifiedDateTime", alert.found().toString());
        if (!alert.events().isEmpty()) {
            ArrayNode implicated = json.putArray("implicated");
            alert.events().forEach(event -> implicated.addObject().put("reference", "AuditEvent/" + event));
        }
        return json.put("detail", detail(alert));
    }

    /** The same with the user and the person. */
    ObjectNode whole(Alert alert) {
        ObjectNode json = brief(alert);
        alert.person().ifPresent(person -> json.putObject("patient").put("reference", "Patient/" + person));
        if (!alert.subject().isEmpty()) {
            json.withArray("/extension")
                    .addObject()
                    .put("url", EXTENSION + "alert-user")
                    .putObject("valueIdentifier")
                    .put("system", USER)
                    .put("value", alert.subject());
        }
        return json;
    }

    private static String detail(Alert alert) {
        return alert.count() + (alert.count() == 1 ? " event" : " events");
    }

    private static void extensions(ArrayNode extensions, Alert alert) {
        add(extensions, "rule-number").put("valueUnsignedInt", alert.number());
        add(extensions, "evidence-count").put("valueUnsignedInt", alert.count());
        add(extensions, "measure").put("valueDecimal", Math.round(alert.measure() * 1_000) / 1_000.0);
        add(extensions, "occurred").put("valueInstant", alert.occurred().toString());
        add(extensions, "organisation")
                .putObject("valueIdentifier")
                .put("system", ODS)
                .put("value", alert.organisation());
        alert.categories()
                .forEach(category -> add(extensions, "category")
                        .putObject("valueCoding")
                        .put("system", SYSTEM + "information-category")
                        .put("code", category));
        alert.caseId()
                .ifPresent(id ->
                        add(extensions, "case").putObject("valueReference").put("reference", "Task/case-" + id));
    }

    private static ObjectNode add(ArrayNode extensions, String name) {
        return extensions.addObject().put("url", EXTENSION + name);
    }

    /** A page of {@code found}, of which there is one more when there is a next page. */
    ObjectNode bundle(List<Alert> found, AlertQuery query, Map<String, List<String>> asked) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Bundle").put("type", "searchset");
        boolean more = found.size() > query.count();
        List<Alert> page = more ? found.subList(0, query.count()) : found;
        link(json, "self", asked, "");
        if (more) {
            Alert last = page.getLast();
            link(json, "next", asked, new AlertQuery.Place(last.found(), last.id()).cursor());
        }
        for (Alert alert : page) {
            ObjectNode entry = json.withArray("/entry").addObject();
            entry.put("fullUrl", base + "/DetectedIssue/" + alert.id()).set("resource", brief(alert));
            entry.putObject("search").put("mode", "match");
        }
        return json;
    }

    private void link(ObjectNode json, String relation, Map<String, List<String>> asked, String cursor) {
        StringBuilder url = new StringBuilder(base + "/DetectedIssue");
        asked.forEach((name, values) -> values.stream()
                .filter(_ -> cursor.isEmpty() || !name.equals("_cursor"))
                .forEach(value -> add(url, name, value)));
        if (!cursor.isEmpty()) {
            add(url, "_cursor", cursor);
        }
        json.withArray("/link").addObject().put("relation", relation).put("url", url.toString());
    }

    private static void add(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
