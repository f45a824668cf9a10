package care.weald.consent.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Codes and organisations as this service's FHIR resources have them. */
public final class Terms {

    /** What our own code systems begin with. */
    public static final String SYSTEM = "https://weald.care/CodeSystem/";

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private Terms() {}

    /** Gives a CodeableConcept a code of one of our own systems. */
    public static void code(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", SYSTEM + system).put("code", code);
    }

    /** Makes a reference one to an organisation, by its ODS code. */
    public static void organisation(ObjectNode reference, String code) {
        reference.putObject("identifier").put("system", ODS).put("value", code);
    }

    /** A new input or output of a Task, of a type of one of our own systems. */
    public static ObjectNode put(ArrayNode to, String system, String type) {
        ObjectNode one = to.addObject();
        code(one.putObject("type"), system, type);
        return one;
    }

    /** A page of resources: a searchset whose links begin with {@code url}; {@code next} is empty on the last page. */
    public static ObjectNode bundle(String url, String next, List<ObjectNode> entries) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceType", "Bundle").put("type", "searchset");
        json.withArray("/link").addObject().put("relation", "self").put("url", url);
        if (!next.isEmpty()) {
            json.withArray("/link")
                    .addObject()
                    .put("relation", "next")
                    .put("url", url + (url.contains("?") ? "&" : "?") + "_cursor=" + next);
        }
        entries.forEach(json.withArray("/entry")::add);
        if (entries.isEmpty()) {
            Object _ = json.remove("entry");
        }
        return json;
    }

    /** An entry of a searchset. */
    public static ObjectNode entry(String fullUrl, ObjectNode resource) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("fullUrl", fullUrl);
        entry.set("resource", resource);
        entry.putObject("search").put("mode", "match");
        return entry;
    }

    /** FHIR Parameters without a parameter yet. */
    public static ObjectNode parameters() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        json.putArray("parameter");
        return json;
    }

    /** A new parameter of {@code parameters}, whose value is still to be put. */
    public static ObjectNode parameter(ObjectNode parameters, String name) {
        return parameters.withArray("/parameter").addObject().put("name", name);
    }

    /** What an answer about these people discloses, for the audit trail. */
    public static String disclosing(List<UUID> persons, int items) {
        return persons.stream()
                .distinct()
                .map(person -> "\"" + person + "\"")
                .collect(Collectors.joining(
                        ",",
                        "{\"categories\":[],\"items\":" + items + ",\"withheld\":0,\"organisations\":[],\"persons\":[",
                        "]}"));
    }
}
