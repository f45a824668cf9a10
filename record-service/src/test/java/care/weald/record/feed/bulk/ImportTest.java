package care.weald.record.feed.bulk;

import static care.weald.record.feed.bulk.Files.as;
import static care.weald.record.feed.bulk.Files.begin;
import static care.weald.record.feed.bulk.Files.begun;
import static care.weald.record.feed.bulk.Files.body;
import static care.weald.record.feed.bulk.Files.complete;
import static care.weald.record.feed.bulk.Files.entries;
import static care.weald.record.feed.bulk.Files.entry;
import static care.weald.record.feed.bulk.Files.entryOf;
import static care.weald.record.feed.bulk.Files.over;
import static care.weald.record.feed.bulk.Files.part;
import static care.weald.record.feed.bulk.Files.taken;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of resources. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ImportTest {

    private static final String PATIENT = "Patient/p";

    @Inject
    Pool pool;

    @Inject
    Importer importer;

    @Inject
    Scheduler scheduler;

    @AfterEach
    void goOn() {
        scheduler.resume(Importer.JOB);
    }

    private long count(String sql, Object... values) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.from(values))
                .iterator()
                .next()
                .getLong(0);
    }

    private long items(UUID patient) {
        return count("select count(*) from item where source_patient = $1", patient);
    }

    @Test
    void linesAreStoredInTheBackgroundAndTheirOutcomeIsTold() {
        // Given
        UUID patient = UUID.randomUUID();
        String job = begun("KZ400");
        String first = "{\"first\":1,\"last\":4,\"created\":1,\"updated\":1,\"faults\":[{\"line\":4,\"problem\":"
                + "{\"type\":\"urn:weald:problem:invalid-content\",\"place\":\"Patient.birthDate\"}}]}\n"
                + entry(3, "a3", PATIENT) + "\n";

        // When
        part("KZ400", job, Map.of(patient, List.of(PATIENT)), first).statusCode(204);
        part("KZ400", job, Map.of(patient, List.of(PATIENT)), body(5, 6, List.of(entry(6, "a6", PATIENT))))
                .statusCode(204);
        complete("KZ400", job).statusCode(202);

        // Then
        JsonPath outcome = over("KZ400", job);
        assertEquals("done", outcome.getString("status"));
        assertEquals(6, outcome.getInt("lines"));
        assertEquals(3, outcome.getInt("created"));
        assertEquals(1, outcome.getInt("updated"));
        assertEquals(List.of(4), outcome.getList("faults.line"));
        assertEquals("Patient.birthDate", outcome.getString("faults[0].problem.place"));
        assertEquals(2, items(patient));
        assertEquals(0, count("select count(*) from import_part where job = $1", UUID.fromString(job)));
    }

    @Test
    void whatIsSentAgainIsToldAsThereAlready() {
        UUID patient = UUID.randomUUID();
        List<String> entries = new ArrayList<>(entries("again", PATIENT, 4));
        entries.set(1, entryOf(2, "again2", "{\"resourceType\":\"Observation\",\"id\":\"again2\"}"));
        assertEquals(3, over("KZ401", taken("KZ401", patient, entries)).getInt("created"));

        JsonPath again = over("KZ401", taken("KZ401", patient, entries));

        assertEquals(0, again.getInt("created"));
        assertEquals(3, again.getInt("updated"));
        assertEquals(List.of(2), again.getList("faults.line"));
        assertEquals(3, items(patient));
    }

    @Test
    void aLineThatIsNotTakenStopsNoOtherAndIsNamedByNumberAndPlaceAlone() {
        UUID patient = UUID.randomUUID();
        String wrong = Feeds.observation("b2", PATIENT, "laboratory", "1-8", ",\"issued\":\"Ashdown\"");

        String job = taken(
                "KZ402",
                patient,
                List.of(
                        entry(1, "b1", PATIENT),
                        entryOf(2, "b2", wrong),
                        entry(3, "b3", "Patient/somebody-else"),
                        entry(4, "b4", PATIENT),
                        "{\"id\":\"5\",\"resource\":{\"resourceType\":\"Patient\"},"
                                + "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}",
                        entry(6, "b6", PATIENT)));

        JsonPath outcome = over("KZ402", job);
        assertEquals(3, outcome.getInt("created"));
        assertEquals(List.of(2, 3, 5), outcome.getList("faults.line"));
        assertEquals("Observation.issued", outcome.getString("faults[0].problem.place"));
        assertEquals("urn:weald:problem:invalid-content", outcome.getString("faults[0].problem.type"));
        assertEquals("Observation.subject", outcome.getString("faults[1].problem.place"));
        assertFalse(outcome.prettify().contains("Ashdown"));
        assertEquals(3, items(patient));
    }

    @Test
    void aLineThatBreaksTheJsonOfItsPartIsAloneWithItsFault() {
        UUID patient = UUID.randomUUID();
        List<String> entries = new ArrayList<>(entries("j", PATIENT, 5));
        entries.set(2, "{\"id\":\"3\",\"resource\":{\"resourceType\":\"Observation\",\"id\":\"x\",\"id\":\"y\"}}");

        JsonPath outcome = over("KZ403", taken("KZ403", patient, entries));

        assertEquals(4, outcome.getInt("created"));
        assertEquals(List.of(3), outcome.getList("faults.line"));
    }

    @Test
    void whoDidNotSendItSeesNothingOfIt() {
        String job = taken("KZ404", UUID.randomUUID(), entries("c", PATIENT, 1));
        assertEquals(1, over("KZ404", job).getInt("created"));

        as("KZ405").get("/imports/" + job).then().statusCode(404);
        as("KZ405").delete("/imports/" + job).then().statusCode(404);
        as("KZ405").get("/imports/" + UUID.randomUUID()).then().statusCode(404);
        as("KZ405").get("/imports/nonsense").then().statusCode(404);
        String open = begun("KZ404");
        part("KZ405", open, Map.of(), body(1, 1, List.of(entry(1, "c1", PATIENT))))
                .statusCode(404);
        complete("KZ405", open).statusCode(409);
        as("KZ404").delete("/imports/" + open).then().statusCode(202);
    }

    @Test
    void onlyWithAPermitToFeedAndAPersonTokenOfItsOwn() {
        given().header("Authorization", "Bearer " + Permits.system("KZ406"))
                .post("/imports")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Permits.system("KZ406"))
                .header("Weald-Permit", Permits.feed("KZ407"))
                .post("/imports")
                .then()
                .statusCode(403);
        String job = begun("KZ406");
        as("KZ406")
                .header("Weald-Person", Permits.people("KZ407", Map.of(UUID.randomUUID(), List.of(PATIENT))))
                .contentType("application/fhir+ndjson")
                .body(body(1, 1, List.of(entry(1, "d1", PATIENT))).getBytes(StandardCharsets.UTF_8))
                .post("/imports/" + job + "/parts")
                .then()
                .statusCode(400)
                .body("type", endsWith("invalid-token"));
        as("KZ406").delete("/imports/" + job).then().statusCode(202);
    }

    @Test
    void linesMustFollowEachOtherAndHaveTheirNumbers() {
        String job = begun("KZ408");
        complete("KZ408", job).statusCode(409);
        part("KZ408", job, Map.of(), "nonsense\n").statusCode(400);
        part("KZ408", job, Map.of(), body(1, 1, List.of(entry(2, "e2", PATIENT))))
                .statusCode(400);
        part("KZ408", job, Map.of(), body(1, 2, List.of(entry(2, "e2", PATIENT), entry(1, "e1", PATIENT))))
                .statusCode(400);
        part("KZ408", job, Map.of(), body(2, 2, List.of(entry(2, "e2", PATIENT))))
                .statusCode(409);
        part("KZ408", job, Map.of(), body(1, 1, List.of(entry(1, "e1", PATIENT))))
                .statusCode(204);
        part("KZ408", job, Map.of(), body(1, 1, List.of(entry(1, "e1", PATIENT))))
                .statusCode(409);
        as("KZ408").delete("/imports/" + job).then().statusCode(202);
        part("KZ408", job, Map.of(), body(2, 2, List.of(entry(2, "e2", PATIENT))))
                .statusCode(409);
        complete("KZ408", job).statusCode(409);
    }

    @Test
    void whatIsCancelledGoesNoFurther() {
        scheduler.pause(Importer.JOB);
        UUID patient = UUID.randomUUID();
        String job = taken("KZ409", patient, entries("f", PATIENT, 3));
        as("KZ409").get("/imports/" + job).then().statusCode(202).header("X-Progress", "0 of 3 lines");

        as("KZ409").delete("/imports/" + job).then().statusCode(202);
        importer.run().await().indefinitely();

        assertEquals("cancelled", over("KZ409", job).getString("status"));
        assertEquals(0, items(patient));
        assertEquals(0, count("select count(*) from import_part where job = $1", UUID.fromString(job)));
    }

    @Test
    void oneMoreFileThanAnOrganisationMayHaveWaits() {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(begun("KZ410"));
        }

        begin("KZ410").statusCode(429).body("type", endsWith("too-many"));

        jobs.add(begun("KZ411"));
        as("KZ411").delete("/imports/" + jobs.removeLast()).then().statusCode(202);
        jobs.forEach(job -> as("KZ410").delete("/imports/" + job).then().statusCode(202));
    }

    @Test
    void aFileThatNobodyGoesOnSendingIsGivenUpAndAnOldOutcomeForgotten() {
        scheduler.pause(Importer.JOB);
        String silent = begun("KZ412");
        String old = taken("KZ412", UUID.randomUUID(), entries("g", PATIENT, 1));
        importer.run().await().indefinitely();
        age(silent, "11 minutes");
        age(old, "31 days");

        importer.turn().await().indefinitely();

        assertEquals("cancelled", over("KZ412", silent).getString("status"));
        as("KZ412").get("/imports/" + old).then().statusCode(404);
    }

    private void age(String job, String by) {
        pool.preparedQuery("update import_job set changed_at = changed_at - $2::text::interval where id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(job), by));
    }

    @Test
    void killedHalfWayItGoesOnWhereItWasAndDoesNothingTwice() throws SQLException {
        scheduler.pause(Importer.JOB);
        UUID patient = UUID.randomUUID();
        String job = taken("KZ413", patient, entries("h", PATIENT, 250));
        assertTrue(importer.chunk(100).await().indefinitely());

        // When
        try (var holder = owner();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table item_home in share row exclusive mode");
            CompletableFuture<Boolean> working =
                    importer.chunk(100).subscribeAsCompletionStage().toCompletableFuture();
            while (count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
                Files.pause();
            }
            pool.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'")
                    .executeAndAwait();
            assertThrows(CompletionException.class, working::join);
            holder.rollback();
        }

        // Then
        as("KZ413").get("/imports/" + job).then().statusCode(202).header("X-Progress", containsString("100 of 250"));
        assertEquals(100, items(patient));
        importer.run().await().indefinitely();
        JsonPath outcome = over("KZ413", job);
        assertEquals(250, outcome.getInt("created"));
        assertEquals(0, outcome.getInt("updated"));
        assertEquals(250, items(patient));
    }

    @Test
    void aLineThatTheDatabaseRefusesIsAloneWithItsFault() {
        scheduler.pause(Importer.JOB);
        UUID patient = UUID.randomUUID();
        List<String> entries = new ArrayList<>(entries("i", PATIENT, 20));
        entries.set(7, entry(8, "poison", PATIENT));
        String job = taken("KZ414", patient, entries);
        poisoned(true);

        importer.run().await().indefinitely();

        poisoned(false);
        JsonPath outcome = over("KZ414", job);
        assertEquals(19, outcome.getInt("created"));
        assertEquals(List.of(8), outcome.getList("faults.line"));
        assertEquals("urn:weald:problem:unprocessable", outcome.getString("faults[0].problem.type"));
        assertEquals(19, items(patient));
    }

    private static Connection owner() throws SQLException {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        return DriverManager.getConnection(database, "record_owner", "");
    }

    /** The database refuses an item that nothing before it did. */
    private static void poisoned(boolean is) {
        try (var connection = owner();
                var statement = connection.createStatement()) {
            statement.execute(
                    is
                            ? "alter table item add constraint poison check (source_id <> 'poison')"
                            : "alter table item drop constraint poison");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoReplicasShareTheWorkAndNoLineIsDoneTwice() {
        scheduler.pause(Importer.JOB);
        UUID patient = UUID.randomUUID();
        String one = taken("KZ415", patient, entries("k", PATIENT, 300));
        String other = taken("KZ415", patient, entries("l", PATIENT, 300));

        Uni.join()
                .all(importer.run(), importer.run())
                .andCollectFailures()
                .await()
                .indefinitely();

        assertEquals(300, over("KZ415", one).getInt("created"));
        assertEquals(300, over("KZ415", other).getInt("created"));
        assertEquals(600, items(patient));
        assertEquals(0, count("select count(*) from item where source_patient = $1 and version > 1", patient));
    }
}
