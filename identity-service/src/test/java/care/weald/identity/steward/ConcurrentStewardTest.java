package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.registered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.steward.PersonName.ById;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ConcurrentStewardTest {

    private static final int ACTIONS = 1_000;
    private static final int SOURCES = 60;

    @Inject
    Pool pool;

    @Inject
    PatientMerger merger;

    @Inject
    PatientUnlinker unlinker;

    /** One thing that a steward or a feed does, picked by {@code random}. */
    private Uni<Outcome> act(Random random, List<UUID> sources) {
        UUID one = sources.get(random.nextInt(sources.size()));
        UUID other = sources.get(random.nextInt(sources.size()));
        Steward by = new Steward("steward-" + random.nextInt(5), "KZ001");
        return random.nextInt(2) == 0
                ? person(one)
                        .chain(person -> unlinker.unlink(
                                new Order.Unlink(person, Set.of(one), "Two humans"), by, Optional.empty()))
                : person(one)
                        .chain(source -> person(other)
                                .chain(target -> merger.merge(
                                        new Order.Merge(new ById(source), new ById(target), false, "Registered twice"),
                                        by,
                                        UUID.randomUUID().toString())));
    }

    private Uni<UUID> person(UUID source) {
        return pool.preparedQuery("select person from link where source_patient = $1 and valid_to is null")
                .execute(Tuple.of(source))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    @Test
    void aThousandMergesAndUnlinksAtOnceLoseNothing() throws InterruptedException, ExecutionException {
        // Given
        String number = nhsNumber();
        List<String> sources = IntStream.range(0, SOURCES)
                .mapToObj(i -> store(
                        "KZ001",
                        i % 2 == 0
                                ? patient("", verified(number), local("crowd-" + i))
                                : patient("", local("crowd-" + i))))
                .map(row -> String.valueOf(Objects.requireNonNull(row.get("sourcePatient"))))
                .toList();
        List<UUID> ids = sources.stream().map(UUID::fromString).toList();

        // When
        List<Outcome> outcomes = crowd(ids, number);

        // Then each is linked to one person, which is active and which its token names
        assertEquals(ACTIONS, outcomes.size());
        Map<String, Long> kinds = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome instanceof Outcome.Refused refused
                                ? refused.kind() + refused.rule()
                                : outcome.getClass().getSimpleName(),
                        Collectors.counting()));
        assertTrue(kinds.getOrDefault("Merged", 0L) > ACTIONS / 20, kinds.toString());
        assertTrue(kinds.getOrDefault("Unlinked", 0L) > ACTIONS / 20, kinds.toString());
        assertTrue(kinds.getOrDefault("CONFLICTmoved", 0L) < ACTIONS / 100, kinds.toString());
        List<JsonPath> tokens =
                sources.stream().map(source -> registered(source)).toList();
        for (int i = 0; i < SOURCES; i++) {
            assertTrue(tokens.get(i).getList("source_patients.patient").contains(sources.get(i)));
        }
        assertEquals(0, count("""
                select count(*) from link join person on person.id = link.person
                 where link.valid_to is null and person.status <> 'active' and link.source_patient = any($1)
                """, sources));
        assertEquals(SOURCES, count("""
                select count(*) from link where valid_to is null and source_patient = any($1)
                """, sources));
        assertEquals(0, count("""
                select count(*) from no_link join link as one on one.source_patient = a and one.valid_to is null
                  join link as other on other.source_patient = b and other.valid_to is null
                 where no_link.ended_at is null and one.person = other.person and a = any($1)
                """, sources));
        assertEquals(0, count("""
                select count(*) from link as one join link as other on other.source_patient = one.source_patient
                 where one.id < other.id and one.source_patient = any($1)
                   and one.valid_from < other.valid_to and other.valid_from < one.valid_to
                """, sources));
    }

    /** A registration with a birth date of its own, linked to its person by {@code number} and no more. */
    private static Map<String, Object> born(String name, int day, String... number) {
        String[] identifiers =
                number.length == 0 ? new String[] {local(name)} : new String[] {verified(number[0]), local(name)};
        return store("KZ001", patient("", identifiers).replace("1970-03-04", "1970-03-" + day));
    }

    private static UUID id(Map<String, Object> stored, String name) {
        return UUID.fromString(String.valueOf(Objects.requireNonNull(stored.get(name))));
    }

    /** Links {@code source} to {@code person} as a match does. */
    private void matched(Map<String, Object> source, UUID person) {
        for (String sql : List.of(
                "update link set valid_to = clock_timestamp() where source_patient = $1 and valid_to is null and $2 <> person",
                "insert into link (source_patient, person, origin, model_version) values ($1, $2, 'match', 'test')")) {
            pool.preparedQuery(sql)
                    .execute(Tuple.of(id(source, "sourcePatient"), person))
                    .await()
                    .indefinitely();
        }
    }

    @Test
    void anEmptyHomeIsNeverFilledByTwoAtOnce() {
        // Given homes that nobody is in, and three who were there one after another and nobody has ever said are one
        List<List<UUID>> visitors = new ArrayList<>();
        List<Uni<Object>> all = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            String name = "home-" + round + "-";
            String number = nhsNumber();
            Map<String, Object> owner = born(name + "owner", 10, number);
            UUID home = id(owner, "person");
            Map<String, Object> one = born(name + "one", 11);
            Map<String, Object> two = born(name + "two", 12);
            Map<String, Object> ones = born(name + "ones", 13);
            Map<String, Object> twos = born(name + "twos", 14);
            matched(one, home);
            matched(one, id(ones, "person"));
            matched(two, home);
            matched(two, id(twos, "person"));
            String left =
                    patient("", numbered(number, "05"), local(name + "owner")).replace("1970-03-04", "1970-03-10");
            store("KZ001", left);
            visitors.add(List.of(id(one, "sourcePatient"), id(two, "sourcePatient"), id(owner, "sourcePatient")));
            Steward by = new Steward("steward-home", "KZ001");
            for (List<Map<String, Object>> pair : List.of(List.of(one, ones), List.of(two, twos))) {
                all.add(unlinker.unlink(
                                new Order.Unlink(
                                        id(pair.get(1), "person"),
                                        Set.of(id(pair.get(0), "sourcePatient")),
                                        "Two humans"),
                                by,
                                Optional.empty())
                        .map(outcome -> outcome));
            }
            all.add(Uni.createFrom()
                    .item(() -> (Object) born(name + "owner", 10, number))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
        }

        // When they all leave and come at once
        List<Object> outcomes = Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUni(one -> one)
                .merge(12)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(60));

        // Then
        assertTrue(outcomes.stream().noneMatch(outcome -> outcome instanceof Outcome.Refused), outcomes.toString());
        for (List<UUID> three : visitors) {
            assertEquals(
                    3,
                    three.stream()
                            .map(source -> registered(source).getString("sub"))
                            .distinct()
                            .count());
        }
    }

    private List<Outcome> crowd(List<UUID> sources, String number) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Map<String, Object>>> feeds = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> store(
                            "KZ3" + (10 + i % SOURCES),
                            patient("", verified(number), local("crowd-" + (i < SOURCES ? "new" : "old"))))))
                    .toList();
            List<Outcome> outcomes = Multi.createFrom()
                    .range(0, ACTIONS)
                    .onItem()
                    .transformToUni(i -> act(new Random(i), sources))
                    .merge(16)
                    .collect()
                    .asList()
                    .await()
                    .atMost(Duration.ofMinutes(4));
            for (Future<Map<String, Object>> feed : feeds) {
                assertTrue(feed.get().containsKey("person"));
            }
            return outcomes;
        }
    }

    private long count(String sql, List<String> sources) {
        return pool.preparedQuery(sql)
                .execute(
                        Tuple.of((Object) sources.stream().map(UUID::fromString).toArray(UUID[]::new)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
