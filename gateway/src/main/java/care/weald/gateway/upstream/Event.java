package care.weald.gateway.upstream;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * An audit event, as far as the gateway knows it; who, whom and why are in the tokens that go with it.
 *
 * @param id UUID version 7
 * @param act what was done
 * @param outcome AuditEvent.outcome: 0 success, 4 the request was at fault, 8 refused or failed
 * @param method HTTP method
 * @param requestId {@code X-Request-ID}
 * @param recorded when
 * @param remote the caller's network address
 * @param disclosure what is disclosed
 * @param bodyHash hex SHA-256 of the JSON body that is released, or empty
 * @param status HTTP status code
 */
public record Event(
        String id,
        Act act,
        String outcome,
        String method,
        String requestId,
        Instant recorded,
        String remote,
        Disclosure disclosure,
        String bodyHash,
        int status) {

    /**
     * What was done, in the words of FHIR's restful-interaction.
     *
     * @param subtype {@code read}, {@code search}, {@code operation}, {@code update}, {@code delete},
     *     {@code transaction}, {@code batch}
     * @param action AuditEvent.action: R, E, C, U or D
     * @param path the path below the base, without the person's identifier
     * @param query the search parameters, without any identifier
     */
    public record Act(String subtype, String action, String path, String query) {}

    /** What audit-service is sent. */
    public Buffer toJson() {
        return JsonBody.object(json -> {
            json.writeStringField("id", id);
            json.writeStringField("type", "rest");
            json.writeStringField("subtype", act.subtype());
            json.writeStringField("action", act.action());
            json.writeStringField("outcome", outcome);
            json.writeStringField("method", method);
            json.writeStringField("path", act.path());
            json.writeStringField("query", act.query());
            json.writeStringField("requestId", requestId);
            json.writeStringField("recorded", recorded.toString());
            json.writeStringField("remote", remote);
            json.writeObjectFieldStart("disclosure");
            strings(json, "categories", disclosure.categories());
            json.writeNumberField("items", disclosure.items());
            json.writeNumberField("withheld", disclosure.withheld());
            strings(json, "organisations", disclosure.organisations());
            if (!disclosure.persons().isEmpty()) {
                strings(json, "persons", disclosure.persons());
            }
            json.writeEndObject();
            json.writeStringField("bodyHash", bodyHash);
            json.writeNumberField("status", status);
        });
    }

    private static void strings(JsonGenerator json, String name, Set<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : new TreeSet<>(values)) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
