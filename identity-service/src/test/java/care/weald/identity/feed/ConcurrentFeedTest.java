package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ConcurrentFeedTest {

    private static final int FEEDS = 24;

    @Test
    void concurrentFeedsOfANewNumberMakeOnePerson() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 4; round++) {
            String number = nhsNumber();

            Set<Object> persons =
                    stored(i -> store("KZ1" + (10 + i), patient("", verified(number), local("race-" + number))))
                            .stream()
                            .map(row -> row.getOrDefault("person", "none"))
                            .collect(Collectors.toSet());

            assertEquals(Set.of(byNumber(number).getString("sub")), persons);
            assertEquals(FEEDS, byNumber(number).getList("source_patients").size());
        }
    }

    @Test
    void concurrentFeedsOfOneRegistrationMakeOneVersion() throws InterruptedException, ExecutionException {
        String same = patient("", local("once-only"));

        List<Map<String, Object>> rows = stored(i -> store("KZ140", same));

        assertEquals(
                Set.of(1),
                rows.stream().map(row -> row.getOrDefault("version", 0)).collect(Collectors.toSet()));
        assertEquals(
                1,
                rows.stream()
                        .filter(row -> "201 Created".equals(row.get("status")))
                        .count());
    }

    private static List<Map<String, Object>> stored(java.util.function.IntFunction<Map<String, Object>> feed)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(FEEDS)) {
            List<Future<Map<String, Object>>> all = pool.invokeAll(IntStream.range(0, FEEDS)
                    .<java.util.concurrent.Callable<Map<String, Object>>>mapToObj(i -> () -> feed.apply(i))
                    .toList());
            List<Map<String, Object>> rows = new java.util.ArrayList<>();
            for (Future<Map<String, Object>> one : all) {
                rows.add(one.get());
            }
            return rows;
        }
    }
}
