package care.weald.record.feed;

import care.weald.record.document.Attachments;
import care.weald.record.feed.FeedMessage.Reading.Accepted;
import care.weald.record.feed.FeedRepository.Origin;
import care.weald.record.support.Feeds;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The CPU that a feed's resources cost before the database is asked: run by hand. No test asserts a time. */
final class FeedCost {

    private static final int ROUNDS = 400;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ORGANISATION = "KZ016";

    private FeedCost() {}

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    public static void main(String[] arguments) {
        byte[] content = Feeds.sample("p012.json").getBytes(StandardCharsets.UTF_8);
        FeedPatients patients = new FeedPatients(Map.of(Feeds.P012, UUID.randomUUID()));
        Lookups lookups = new Lookups(Map.of(), Map.of(), Map.of());
        Origin origin = new Origin(ORGANISATION, "message", NOW);
        long[] spent = new long[3];
        int resources = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean warm = round >= ROUNDS / 2;
            long start = cpu();
            FeedMessage message = ((Accepted) FeedReader.read(content, ORGANISATION, patients, 20_000)).message();
            long read = cpu();
            References references =
                    new References(ORGANISATION, patients, message.entries(), lookups, "https://weald.example/fhir");
            Renderer renderer = new Renderer(message, origin, lookups, references, new Attachments(1_000_000));
            List<Rendering> renderings = new ArrayList<>();
            message.entries().forEach(entry -> renderings.add(renderer.render(entry)));
            long rendered = cpu();
            byte[] answer = FeedAnswer.gzip(FeedAnswer.entries(renderings, NOW));
            byte[] kept = FeedAnswer.gzip(content);
            long packed = cpu();
            if (warm) {
                spent[0] += read - start;
                spent[1] += rendered - read;
                spent[2] += packed - rendered;
                resources += renderings.size() + Math.min(0, answer.length + kept.length);
            }
        }
        double each = resources * 1_000.0;
        System.out.printf(
                "a resource: reading and checking %.1f us, rendering %.1f us, packing %.1f us%n",
                spent[0] / each, spent[1] / each, spent[2] / each);
    }
}
