package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.upstream.FeedReply;
import care.weald.gateway.upstream.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some lines of a file as record-service keeps them (docs/contracts/services.md): what became of those that are done, then the
 * entries of the others. Of one request, and not safe for several threads at once.
 */
final class NdjsonPart {

    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[[0-9]+](?:\\.resource)?(.*)");

    private final NdjsonBatch batch;
    private final BundleHead head;
    private final ArrayNode faults = JsonNodeFactory.instance.arrayNode();
    private final Set<Integer> done = new HashSet<>();
    private long created;
    private long updated;

    NdjsonPart(NdjsonBatch batch, BundleHead head) {
        this.batch = batch;
        this.head = head;
        batch.faults().forEach(fault -> refuse(fault.line(), fault.fault(), "Resource"));
    }

    /** Notes that none of the lines can be stored. */
    void refuse(Fault fault) {
        for (int i = 0; i < batch.numbers().size(); i++) {
            done.add(i);
            refuse(batch.numbers().get(i), fault, "Resource");
        }
    }

    /** Notes what identity-service said of the Patients when it checked them. The answer is those that may be stored. */
    Set<Integer> checked(JsonNode answer) {
        Set<Integer> good = new HashSet<>();
        rows(answer).forEach((entry, row) -> {
            done.add(entry);
            if (row.has("problem")) {
                refusePatient(entry, FeedReply.fault(Services.IDENTITY, row.get("problem")));
            } else {
                good.add(entry);
            }
        });
        return good;
    }

    /** Notes what became of the {@code stored} Patients. */
    void committed(Set<Integer> stored, JsonNode answer) {
        Map<Integer, JsonNode> rows = rows(answer);
        for (int entry : stored) {
            JsonNode row = rows.getOrDefault(entry, JsonNodeFactory.instance.objectNode());
            if (row.has("problem")) {
                refusePatient(entry, FeedReply.fault(Services.IDENTITY, row.get("problem")));
            } else if (row.path("status").asText("").startsWith("201")) {
                created++;
            } else {
                updated++;
            }
        }
    }

    /** Notes that none of these Patients could be stored. */
    void refusePatients(Set<Integer> entries, Fault fault) {
        entries.forEach(entry -> refusePatient(entry, fault));
    }

    private Map<Integer, JsonNode> rows(JsonNode answer) {
        Map<Integer, JsonNode> rows = new HashMap<>();
        for (JsonNode row : answer.path("patients")) {
            int entry = row.path("entry").asInt(-1);
            if (entry >= 0 && entry < batch.numbers().size()) {
                rows.put(entry, row);
            }
        }
        return rows;
    }

    private void refusePatient(int entry, Fault fault) {
        refuse(batch.numbers().get(entry), fault, "Patient");
    }

    private void refuse(long line, Fault fault, String type) {
        Matcher place = ENTRY.matcher(fault.place());
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "type",
                        "urn:weald:problem:"
                                + fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("place", place.matches() ? type + place.group(1) : fault.place());
        faults.addObject().put("line", line).set("problem", problem);
    }

    /** The body; lines from {@code first} to {@code last}, blank ones too. */
    byte[] body(long first, long last, byte[] bundle) {
        ObjectNode known = JsonNodeFactory.instance
                .objectNode()
                .put("first", first)
                .put("last", last)
                .put("created", created)
                .put("updated", updated);
        known.set("faults", faults);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bundle.length + 256);
        out.writeBytes(known.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        int[] places = head.entries();
        for (int i = 0; 2 * i + 1 < places.length; i++) {
            if (!done.contains(i)) {
                out.write(bundle, places[2 * i], places[2 * i + 1] - places[2 * i]);
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "NdjsonPart[" + batch.numbers().size() + "]";
    }
}
