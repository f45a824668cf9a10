package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.outcome.Outcome;
import care.weald.gateway.upstream.FeedReply;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The transaction-response or batch-response Bundle, from the rows of record- and identity-service. */
final class FeedResponse {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String type;
    private final JsonNode items;
    private final Map<Integer, JsonNode> persons = new HashMap<>();

    /**
     * A response.
     *
     * @param type {@code transaction} or {@code batch}
     * @param stored record-service's answer
     * @param checked identity-service's answer to the check
     * @param committed identity-service's answer to the commit; no rows when there was nobody to store
     */
    FeedResponse(String type, JsonNode stored, JsonNode checked, JsonNode committed) {
        this.type = type;
        this.items = stored.path("entries");
        for (JsonNode answer : new JsonNode[] {checked, committed}) {
            answer.path("patients").forEach(row -> persons.put(row.path("entry").asInt(-1), row));
        }
    }

    byte[] toJson() {
        ObjectNode bundle = JSON.objectNode().put("resourceType", "Bundle").put("type", type + "-response");
        var entries = bundle.putArray("entry");
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            entries.addObject().set("response", item.isNull() ? person(i) : item(item));
        }
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode item(JsonNode row) {
        ObjectNode response = JSON.objectNode().put("status", row.path("status").asText());
        copy(row, "location", response);
        copy(row, "etag", response);
        copy(row, "lastModified", response);
        return problem(row, Services.RECORD, response);
    }

    private ObjectNode person(int entry) {
        JsonNode row = persons.get(entry);
        if (row == null || (!row.has("problem") && !row.has("person"))) {
            throw Faulted.unavailable(Services.IDENTITY, "incomplete-answer");
        }
        ObjectNode response = JSON.objectNode();
        if (row.has("problem")) {
            return problem(row, Services.IDENTITY, response);
        }
        String version = row.path("version").asText("1");
        return response.put("status", row.path("status").asText("200 OK"))
                .put("location", "Patient/" + row.path("person").asText() + "/_history/" + version)
                .put("etag", "W/\"" + version + "\"");
    }

    private static void copy(JsonNode row, String name, ObjectNode response) {
        if (row.path(name).isTextual()) {
            response.put(name, row.get(name).textValue());
        }
    }

    private static ObjectNode problem(JsonNode row, String service, ObjectNode response) {
        if (row.has("problem")) {
            var fault = FeedReply.fault(service, row.get("problem"));
            if (!response.has("status")) {
                response.put("status", Integer.toString(fault.status()));
            }
            response.putRawValue("outcome", new RawValue(Outcome.json(fault)));
        }
        return response;
    }
}
