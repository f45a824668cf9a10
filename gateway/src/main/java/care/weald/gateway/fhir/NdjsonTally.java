package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has become of a file so far. Not safe for several threads at once. */
final class NdjsonTally {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FAULTS = 1_000;

    private final List<Map.Entry<Long, String>> faults = new ArrayList<>();
    private long created;
    private long updated;
    private long refused;

    /** Counts a batch that was answered with {@code response}, a batch-response Bundle. */
    void stored(NdjsonBatch batch, byte[] response) {
        batch.faults().forEach(fault -> refuse(fault.line(), Outcome.json(fault.fault())));
        try {
            JsonNode entries = JSON.readTree(response).path("entry");
            for (int i = 0; i < batch.numbers().size(); i++) {
                JsonNode answer = entries.path(i).path("response");
                String status = answer.path("status").asText("");
                if (status.startsWith("201")) {
                    created++;
                } else if (status.startsWith("200")) {
                    updated++;
                } else {
                    refuse(batch.numbers().get(i), answer.path("outcome").toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an answer of our own cannot be read", e);
        }
    }

    /** Counts a batch of which nothing was stored. */
    void refused(NdjsonBatch batch, Fault fault) {
        batch.faults().forEach(one -> refuse(one.line(), Outcome.json(one.fault())));
        batch.numbers().forEach(line -> refuse(line, Outcome.json(fault)));
    }

    private void refuse(long line, String outcome) {
        refused++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(Map.entry(line, outcome));
        }
    }

    /** FHIR Parameters: counts, and an OperationOutcome for each of the first 1,000 lines that were refused. */
    byte[] toJson(long lines) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters");
        ArrayNode parameters = resource.putArray("parameter");
        parameters.addObject().put("name", "status").put("valueCode", "done");
        count(parameters, "lines", lines);
        count(parameters, "created", created);
        count(parameters, "updated", updated);
        count(parameters, "refused", refused);
        faults.forEach(fault -> {
            ArrayNode parts = parameters.addObject().put("name", "fault").putArray("part");
            count(parts, "line", fault.getKey());
            parts.addObject().put("name", "outcome").putRawValue("resource", new RawValue(fault.getValue()));
        });
        return resource.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void count(ArrayNode parameters, String name, long count) {
        parameters.addObject().put("name", name).put("valueInteger", (int) Math.min(Integer.MAX_VALUE, count));
    }
}
