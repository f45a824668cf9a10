package care.weald.record.quality;

import care.weald.record.support.Feeds;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What looking for faults costs beside reading the JSON of the same resources: run by hand. No test asserts a time. */
final class QualityCost {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 200;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private QualityCost() {}

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public static void main(String[] arguments) throws JsonProcessingException {
        List<String> texts = new ArrayList<>();
        for (String name : List.of("p006.json", "p012.json")) {
            JSON.readTree(Feeds.sample(name))
                    .path("entry")
                    .forEach(entry -> texts.add(entry.path("resource").toString()));
        }
        Map<String, Integer> found = new TreeMap<>();
        long read = 0;
        long looked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean warm = round >= ROUNDS / 2;
            List<JsonNode> resources = new ArrayList<>();
            long start = cpu();
            for (String text : texts) {
                resources.add(JSON.readTree(text));
            }
            long middle = cpu();
            for (JsonNode resource : resources) {
                List<String> faults =
                        QualityRules.faults(resource.path("resourceType").asText(), resource, NOW);
                if (round == 0) {
                    faults.forEach(code -> found.merge(code, 1, Integer::sum));
                    found.merge(faults.isEmpty() ? "none" : "some", 1, Integer::sum);
                }
            }
            read += warm ? middle - start : 0;
            looked += warm ? cpu() - middle : 0;
        }
        double each = texts.size() * (ROUNDS / 2.0) * 1_000;
        System.out.printf(
                "%d resources: reading %.2f us each, looking for faults %.2f us each; %s%n",
                texts.size(), read / each, looked / each, found);
    }
}
