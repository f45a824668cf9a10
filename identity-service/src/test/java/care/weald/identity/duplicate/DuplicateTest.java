package care.weald.identity.duplicate;

import static care.weald.identity.samples.Imports.over;
import static care.weald.identity.samples.Imports.taken;
import static care.weald.identity.support.Waiting.until;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.population.Clerk;
import care.weald.identity.population.Person;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import care.weald.identity.population.RegistrationFhir;
import care.weald.identity.samples.Calls;
import care.weald.identity.samples.Samples;
import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file or a search of the whole index comes to is what the registrations would have come to one by one. */
@QuarkusTest
@TestProfile(DuplicateTest.Linking.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class DuplicateTest {

    private static final String KEEPER = "KZ001";
    private static final int PEOPLE = 40;

    /** Feeds link by match, and one organisation keeps the index. */
    public static class Linking implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "weald.match.feeds",
                    "link",
                    "weald.deduplicate.organisations",
                    KEEPER,
                    "weald.deduplicate.chunk",
                    "7");
        }
    }

    /** A registration and who sends it. */
    private record Sent(String organisation, boolean verified, String line) {}

    /** Who is one person, and which pairs are on the work list; by the ids of source patients, which are always the same. */
    private record Result(Set<String> persons, Set<String> tasks) {}

    @Inject
    Pool pool;

    @Inject
    Deduplicator deduplicator;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void nobodyElseSearches() {
        scheduler.pause(Deduplicator.JOB);
        asOwner("truncate person, source_patient cascade", "truncate import_job, deduplication cascade");
    }

    @AfterEach
    void goOn() {
        scheduler.resume(Deduplicator.JOB);
    }

    private static void asOwner(String... statements) {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = DriverManager.getConnection(database, "identity_owner", "");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Families with twins and namesakes, many of them registered several times, with the clerks' errors, in any order. */
    private static List<Sent> registrations(long seed) {
        Clerk clerk = new Clerk(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Sent> sent = new ArrayList<>();
        for (Person person : new Population(seed).people(PEOPLE).toList()) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                Registration registration = clerk.register(person);
                sent.add(new Sent(
                        "KZ40" + random.nextInt(3),
                        RegistrationFhir.isVerified(registration),
                        RegistrationFhir.line(registration, "d" + sent.size())));
            }
        }
        Collections.shuffle(sent, new Random(seed));
        return sent;
    }

    private static void feedOneByOne(List<Sent> sent) {
        for (Sent one : sent) {
            String entry = Samples.bundle("batch", Samples.entry(one.line()));
            Calls.feed(one.organisation(), "commit", entry).statusCode(200);
        }
    }

    private Set<String> texts(String sql) {
        return StreamSupport.stream(pool.query(sql).executeAndAwait().spliterator(), false)
                .map(row -> row.getString(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Result result() {
        return new Result(
                texts("select string_agg(source_patient::text, ' ' order by source_patient) from link"
                        + " where valid_to is null group by person"),
                texts("select a || ' ' || b || ' ' || priority || ' ' || weight from review_task"));
    }

    private long count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getLong(0);
    }

    private static RequestSpecification steward(String organisation) {
        return given().header("Authorization", "Bearer " + Stewards.caller(organisation, "R0260"))
                .header("Weald-Permit", Stewards.permit(organisation, "R0260", "steward"));
    }

    private static String begin() {
        return steward(KEEPER)
                .post("/deduplications")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("job");
    }

    private static Response state(String job) {
        return steward(KEEPER).get("/deduplications/" + job);
    }

    /** Everybody as if feeds had not matched: whoever was linked by match is a person of their own, in the same place. */
    private static void apart() {
        asOwner("delete from review_task", """
                with fresh as (select id, gen_random_uuid() as person from link where origin = 'match'),
                     made as (insert into person (id) select person from fresh)
                update link set person = fresh.person, origin = 'new', weight = null, probability = null,
                                model_version = null, explanation = null
                  from fresh where fresh.id = link.id
                """);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aFileComesToWhatItsLinesComeToOneByOne(long seed) {
        List<Sent> sent = registrations(seed);
        sent.sort(Comparator.comparing(Sent::organisation));
        feedOneByOne(sent);
        Result expected = result();
        asOwner("truncate person, source_patient cascade");

        sent.stream()
                .map(Sent::organisation)
                .distinct()
                .forEach(organisation -> assertEquals(
                        "done",
                        over(
                                        organisation,
                                        taken(
                                                organisation,
                                                sent.stream()
                                                        .filter(one -> one.organisation()
                                                                .equals(organisation))
                                                        .map(Sent::line)
                                                        .toList()))
                                .getString("status")));

        assertEquals(expected, result());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSearchComesToWhatFeedsComeToOneByOne(long seed) {
        List<Sent> sent = registrations(seed);
        sent.sort(Comparator.comparing(Sent::verified).reversed());
        feedOneByOne(sent);
        Result expected = result();
        apart();
        assertFalse(expected.equals(result()));

        String job = begin();
        deduplicator.run().await().indefinitely();

        assertEquals(expected, result());
        Response outcome = state(job);
        outcome.then().statusCode(200);
        assertEquals("done", outcome.jsonPath().getString("status"));
        assertEquals(expected.tasks().size(), outcome.jsonPath().getInt("tasks"));
        assertEquals(
                count("select count(*) from link where origin = 'match'"),
                outcome.jsonPath().getLong("linked"));
        assertTrue(outcome.jsonPath().getInt("compared") > 0);
        assertTrue(outcome.jsonPath().getInt("compared") <= outcome.jsonPath().getInt("registrations"));
        assertEquals(0, count("select count(*) from deduplication_candidate"));

        assertEquals("done", done(begin()));
        assertTrue(result().tasks().containsAll(expected.tasks()));
    }

    @Test
    void killedInEitherHalfItGoesOnWhereItWas() throws Exception {
        List<Sent> sent = registrations(9);
        sent.sort(Comparator.comparing(Sent::verified).reversed());
        feedOneByOne(sent);
        Result expected = result();
        apart();
        String job = begin();
        assertTrue(deduplicator.compare().await().indefinitely());

        killedWhile("lock table deduplication_candidate in exclusive mode", deduplicator.compare());
        long compared = count("select compared from deduplication");
        assertTrue(compared > 0 && compared < count("select total from deduplication"));
        while (deduplicator.compare().await().indefinitely()) {
            state(job).then().statusCode(202);
        }
        pool.query("update deduplication set status = 'settling'").executeAndAwait();
        killedWhile("lock table deduplication_candidate in exclusive mode", deduplicator.run());

        deduplicator.run().await().indefinitely();

        assertEquals(expected, result());
        assertEquals("done", state(job).jsonPath().getString("status"));
        assertEquals(expected.tasks().size(), state(job).jsonPath().getInt("tasks"));
    }

    private void killedWhile(String lock, Uni<?> work) {
        var holder = pool.getConnection().await().indefinitely();
        holder.query("begin").executeAndAwait();
        holder.query(lock).executeAndAwait();
        CompletableFuture<?> working = work.subscribeAsCompletionStage().toCompletableFuture();
        until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);
        pool.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'")
                .executeAndAwait();
        assertThrows(CompletionException.class, working::join);
        holder.query("rollback").executeAndAwait();
        holder.close().await().indefinitely();
    }

    @Test
    void whoWasToldApartStaysApart() {
        List<Sent> sent = registrations(5);
        feedOneByOne(sent);
        apart();
        Result before = result();
        asOwner("insert into no_link (a, b, reason, made_by) select least(a.source_patient, b.source_patient),"
                + " greatest(a.source_patient, b.source_patient), 'Two humans', 'steward'"
                + " from link as a join link as b on a.source_patient < b.source_patient"
                + " where a.valid_to is null and b.valid_to is null");

        String job = begin();
        deduplicator.run().await().indefinitely();

        assertEquals(before.persons(), result().persons());
        assertEquals(0, state(job).jsonPath().getInt("linked"));
    }

    @Test
    void onlyOneSearchAtATimeAndOnlyByThoseWhoKeepTheIndex() {
        steward("KZ002").post("/deduplications").then().statusCode(403);
        given().header("Authorization", "Bearer " + Stewards.caller(KEEPER, "R0260"))
                .header("Weald-Permit", Stewards.permit(KEEPER, "R0260", "people"))
                .post("/deduplications")
                .then()
                .statusCode(403);
        feedOneByOne(registrations(3).subList(0, 20));
        String job = begin();

        steward(KEEPER).post("/deduplications").then().statusCode(409);
        steward("KZ002").get("/deduplications/" + job).then().statusCode(403);
        state(UUID.randomUUID().toString()).then().statusCode(404);
        steward(KEEPER).delete("/deduplications/" + job).then().statusCode(202);
        deduplicator.run().await().indefinitely();

        assertEquals("cancelled", state(job).jsonPath().getString("status"));
        assertEquals(0, count("select count(*) from deduplication_range"));
        assertEquals("done", done(begin()));
    }

    private String done(String job) {
        deduplicator.run().await().indefinitely();
        return state(job).jsonPath().getString("status");
    }
}
