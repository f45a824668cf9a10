package care.weald.identity.bulk;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feeding;
import static care.weald.identity.samples.Imports.as;
import static care.weald.identity.samples.Imports.line;
import static care.weald.identity.samples.Imports.over;
import static care.weald.identity.samples.Imports.send;
import static care.weald.identity.samples.Imports.taken;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.support.Waiting.until;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.samples.Calls;
import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of Patients. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ImportTest {

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

    private long registrations(String organisation) {
        return count("select count(*) from source_patient where organisation = $1", organisation);
    }

    private static List<String> people(String prefix, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> line(patient("", local(prefix + i))))
                .toList();
    }

    @Test
    void everyLineIsStoredAndLinkedAsOneSentByItself() {
        String number = nhsNumber();
        Calls.store("KZ300", patient("", verified(number), local("a-0")));

        String job = taken(
                "KZ301",
                List.of(
                        line(patient("", verified(number), local("a-1"))),
                        "",
                        line(patient("", local("a-2"))) + "\r",
                        line(patient("\"active\":false,", local("a-2")))));

        JsonPath outcome = over("KZ301", job);
        assertEquals("done", outcome.getString("status"));
        assertEquals(4, outcome.getInt("lines"));
        assertEquals(2, outcome.getInt("created"));
        assertEquals(1, outcome.getInt("updated"));
        assertEquals(0, outcome.getInt("refused"));
        assertEquals(2, byNumber(number).getList("source_patients").size());
        assertEquals(
                1,
                count(
                        "select count(*) from source_patient where organisation = 'KZ301' and version = 2 and not active"));
        assertEquals(0, count("select count(*) from import_part where job = $1", UUID.fromString(job)));
    }

    @Test
    void aPoisonLineStopsNoOtherAndIsNamedByNumberAndPlaceAlone() {
        String bad = line(patient("", local("b-1"))).replace("1970-03-04", "1970-02-31");
        String wrongNumber = line(patient("", verified("9991000000"), local("b-3")));

        String job = taken(
                "KZ302",
                List.of(
                        line(patient("", local("b-0"))),
                        bad,
                        "{\"resourceType\":",
                        wrongNumber,
                        "[]",
                        "{\"resourceType\":\"Observation\"}",
                        line(patient("", local("b-2"))).replace("{\"res", "{\"gender\":\"male\",\"res"),
                        line(patient("", local("b-9"))) + line(patient("", local("b-8"))),
                        line(patient("", local("b-4")))));

        JsonPath outcome = over("KZ302", job);
        assertEquals(2, outcome.getInt("created"));
        assertEquals(7, outcome.getInt("refused"));
        assertEquals(List.of(2, 3, 4, 5, 6, 7, 8), outcome.getList("faults.line"));
        assertEquals("Patient.birthDate", outcome.getString("faults[0].problem.place"));
        assertEquals("Patient.identifier[0].value", outcome.getString("faults[2].problem.place"));
        assertEquals("urn:weald:problem:invalid-identifier", outcome.getString("faults[2].problem.type"));
        assertFalse(outcome.prettify().contains("Ashdown"));
        assertFalse(outcome.prettify().contains("9991000000"));
        assertEquals(2, registrations("KZ302"));
    }

    @Test
    void whatIsKnownUnderAnotherIdentifierIsTheSameRegistration() {
        String job = taken(
                "KZ303",
                List.of(
                        line(patient("", local("c-0"), local("c-1"))),
                        line(patient("", local("c-1"))),
                        line(patient("", local("c-2")))));

        JsonPath outcome = over("KZ303", job);
        assertEquals(2, outcome.getInt("created"));
        assertEquals(1, outcome.getInt("updated"));
        assertEquals(2, registrations("KZ303"));
    }

    @Test
    void aRegistrationWithAnotherVerifiedNumberIsRefused() {
        Calls.store("KZ304", patient("", verified(nhsNumber()), local("d-0")));

        String job = taken("KZ304", List.of(line(patient("", verified(nhsNumber()), local("d-0")))));

        JsonPath outcome = over("KZ304", job);
        assertEquals("urn:weald:problem:conflict", outcome.getString("faults[0].problem.type"));
        assertEquals("Patient.identifier", outcome.getString("faults[0].problem.place"));
    }

    @Test
    void whoDidNotSendItSeesNothingOfIt() {
        String job = taken("KZ305", people("e-", 1));
        assertEquals(1, over("KZ305", job).getInt("created"));

        as("KZ306").get("/imports/" + job).then().statusCode(404);
        as("KZ306").delete("/imports/" + job).then().statusCode(404);
        as("KZ306").get("/imports/" + UUID.randomUUID()).then().statusCode(404);
        as("KZ306").get("/imports/nonsense").then().statusCode(404);
    }

    @Test
    void onlyASystemWithAPermitToFeedMaySend() {
        given().header("Authorization", "Bearer " + Calls.doctor("KZ305"))
                .header("Weald-Permit", Stewards.permit("KZ305", "R8000", "feed"))
                .contentType("application/fhir+ndjson")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + Calls.system("KZ305"))
                .header("Weald-Permit", Stewards.permit("KZ305", "", "people"))
                .contentType("application/fhir+ndjson")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(403);
        as("KZ305")
                .contentType("application/json")
                .body("{}")
                .post("/imports")
                .then()
                .statusCode(405);
        send("KZ305", List.of("", " ")).then().statusCode(400);
    }

    @Test
    void whoMayOnlyCreateChangesNothingThatIsThere() {
        // Given a registration, and a file with a change of it and a new one
        Calls.store("KZ313", patient("", local("c-0")));
        String lines = line(patient("\"active\":false,", local("c-0"))) + "\n" + line(patient("", local("c-1")));

        // When
        String job = feeding("KZ313", "system/Patient.c")
                .contentType("application/fhir+ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("job");

        // Then
        JsonPath outcome = over("KZ313", job);
        assertEquals(1, outcome.getInt("created"));
        assertEquals(0, outcome.getInt("updated"));
        assertEquals(1, outcome.getInt("refused"));
        assertEquals(0, count("select count(*) from source_patient where organisation = 'KZ313' and not active"));
        feeding("KZ313", "system/Patient.rs")
                .contentType("application/fhir+ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/imports")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsCancelledGoesNoFurther() {
        scheduler.pause(Importer.JOB);
        String job = taken("KZ307", people("f-", 3));
        as("KZ307").get("/imports/" + job).then().statusCode(202).header("X-Progress", "0 of 3 lines");

        as("KZ307").delete("/imports/" + job).then().statusCode(202);
        importer.run().await().indefinitely();

        assertEquals("cancelled", over("KZ307", job).getString("status"));
        assertEquals(0, registrations("KZ307"));
        assertEquals(0, count("select count(*) from import_part where job = $1", UUID.fromString(job)));
    }

    @Test
    void oneMoreFileThanAnOrganisationMayHaveWaits() {
        scheduler.pause(Importer.JOB);
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(taken("KZ308", people("g-" + i, 1)));
        }

        send("KZ308", people("g-x", 1)).then().statusCode(429).body("type", endsWith("too-many"));

        send("KZ309", people("g-y", 1)).then().statusCode(202);
        jobs.forEach(job -> as("KZ308").delete("/imports/" + job).then().statusCode(202));
        importer.run().await().indefinitely();
    }

    @Test
    void killedHalfWayItGoesOnWhereItWasAndDoesNothingTwice() throws Exception {
        scheduler.pause(Importer.JOB);
        String job = taken("KZ310", people("h-", 250));
        assertTrue(importer.chunk(100).await().indefinitely());
        var holder = pool.getConnection().await().indefinitely();
        holder.query("begin").executeAndAwait();
        holder.query("lock table match_row in exclusive mode").executeAndAwait();
        CompletableFuture<Boolean> working =
                importer.chunk(100).subscribeAsCompletionStage().toCompletableFuture();
        until(() -> count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0);

        pool.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'")
                .executeAndAwait();
        assertThrows(CompletionException.class, working::join);
        holder.query("rollback").executeAndAwait();
        holder.close().await().indefinitely();

        as("KZ310").get("/imports/" + job).then().statusCode(202).header("X-Progress", containsString("100 of 250"));
        assertEquals(100, registrations("KZ310"));
        importer.run().await().indefinitely();
        JsonPath outcome = over("KZ310", job);
        assertEquals(250, outcome.getInt("created"));
        assertEquals(0, outcome.getInt("updated"));
        assertEquals(250, registrations("KZ310"));
        assertEquals(0, count("select count(*) from source_patient where organisation = 'KZ310' and version > 1"));
    }

    @Test
    void aLineThatTheDatabaseRefusesIsAloneWithItsFault() {
        scheduler.pause(Importer.JOB);
        List<String> lines = new ArrayList<>(people("i-", 20));
        lines.set(7, line(patient("", local("poison"))));
        String job = taken("KZ311", lines);
        poisoned(true);

        importer.run().await().indefinitely();

        poisoned(false);
        JsonPath outcome = over("KZ311", job);
        assertEquals(19, outcome.getInt("created"));
        assertEquals(List.of(8), outcome.getList("faults.line"));
        assertEquals("urn:weald:problem:unprocessable", outcome.getString("faults[0].problem.type"));
        assertEquals(19, registrations("KZ311"));
    }

    /** The database refuses a registration that nothing before it did. */
    private static void poisoned(boolean is) {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = DriverManager.getConnection(database, "identity_owner", "");
                var statement = connection.createStatement()) {
            statement.execute(
                    is
                            ? "alter table source_patient add constraint poison check (value <> 'poison')"
                            : "alter table source_patient drop constraint poison");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoReplicasShareTheWorkAndNoLineIsDoneTwice() {
        scheduler.pause(Importer.JOB);
        String one = taken("KZ312", people("j-", 300));
        String other = taken("KZ312", people("k-", 300));

        Uni.join()
                .all(importer.run(), importer.run(), importer.run())
                .andFailFast()
                .await()
                .indefinitely();

        assertEquals(300, over("KZ312", one).getInt("created"));
        assertEquals(300, over("KZ312", other).getInt("created"));
        assertEquals(600, registrations("KZ312"));
    }
}
