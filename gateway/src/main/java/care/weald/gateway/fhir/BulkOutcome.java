package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Outcome;
import care.weald.gateway.upstream.FeedReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What became of work in the background, as FHIR Parameters: counts, and an OperationOutcome for each line refused. */
final class BulkOutcome {

    private BulkOutcome() {}

    /** The outcome of a file whose job is at {@code url}, as {@code service} tells it. */
    static byte[] ofFile(JsonNode job, String service, String url) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        ArrayNode parameters = resource.putArray("parameter");
        counts(job, List.of("lines", "created", "updated", "refused"), parameters);
        for (JsonNode fault : job.path("faults")) {
            ArrayNode parts = parameters.addObject().put("name", "fault").putArray("part");
            parts.addObject()
                    .put("name", "line")
                    .put("valueInteger", fault.path("line").asInt());
            parts.addObject()
                    .put("name", "outcome")
                    .putRawValue(
                            "resource", new RawValue(Outcome.json(FeedReply.fault(service, fault.path("problem")))));
        }
        if (job.has("next")) {
            parameters
                    .addObject()
                    .put("name", "next")
                    .put("valueUri", url + "?_cursor=" + job.get("next").asLong());
        }
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The outcome of a search for duplicates. */
    static byte[] ofSearch(JsonNode job) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        counts(
                job,
                List.of("registrations", "compared", "candidates", "linked", "tasks"),
                resource.putArray("parameter"));
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void counts(JsonNode job, List<String> names, ArrayNode parameters) {
        parameters
                .addObject()
                .put("name", "status")
                .put("valueCode", job.path("status").asText());
        names.forEach(name -> parameters.addObject().put("name", name).put("valueInteger", (int)
                Math.min(Integer.MAX_VALUE, job.path(name).asLong())));
    }
}
