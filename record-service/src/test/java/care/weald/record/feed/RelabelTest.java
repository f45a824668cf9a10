package care.weald.record.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RelabelTest {

    private static final String HIV = "86406008";
    private static final String RESTRICTED =
            "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}";

    @Inject
    Pool pool;

    @Inject
    RelabelJob job;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void byHand() {
        scheduler.pause(RelabelJob.JOB);
    }

    @AfterEach
    void goOn() {
        scheduler.resume(RelabelJob.JOB);
    }

    private static String condition(String id, String code) {
        return condition(id, code, "");
    }

    private static String condition(String id, String code, String meta) {
        return "{\"resourceType\":\"Condition\",\"id\":\"" + id + "\"," + meta + "\"code\":{\"coding\":[{"
                + "\"system\":\"http://snomed.info/sct\",\"code\":\"" + code
                + "\"}]},\"subject\":{\"reference\":\"Patient/r\"}}";
    }

    private static String stored(UUID patient, String resource) {
        return Feeds.send(Feeds.bundle("transaction", List.of(resource)), patient, "Patient/r")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("entries[0].location")
                .replaceFirst("/_history/.*", "");
    }

    private static ValidatableResponse read(String path, UUID patient, List<String> hidden) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.person("read", UUID.randomUUID(), List.of(patient), Permits.all("F"), hidden))
                .get("/items/" + path)
                .then();
    }

    /** As if the rules were new: what is stored was labelled by others. */
    private void rulesAreNew() throws SQLException {
        asOwner("truncate relabelling");
    }

    private static void asOwner(String sql) throws SQLException {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = DriverManager.getConnection(database, "record_owner", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String labels(UUID patient) {
        return pool.preparedQuery(
                        "select string_agg(version || confidentiality || array_to_string(sensitivity, ','), ' '"
                                + " order by version) from item where source_patient = $1")
                .executeAndAwait(Tuple.of(patient))
                .iterator()
                .next()
                .getString(0);
    }

    @Test
    void whatTheRulesOfNowKeepMoreCloselyIsRaisedAndSoIsItsPast() throws SQLException {
        // Given an item that was stored when no rule knew its code
        UUID patient = UUID.randomUUID();
        String path = stored(patient, condition("hiv", HIV));
        read(path, patient, List.of("HIV")).statusCode(404);
        asOwner("update item set confidentiality = 'N', sensitivity = '{}', labels = '{}', body = convert_to(replace("
                + "regexp_replace(convert_from(body, 'UTF8'), '(v3-Confidentiality\",\"code\":\")[RV]', '\\1N'),"
                + " 'v3-ActCode\",\"code\":\"HIV', 'v3-XctCode\",\"code\":\"ZZZ'), 'UTF8') where source_patient = '"
                + patient + "'");
        read(path, patient, List.of("HIV")).statusCode(200);
        rulesAreNew();

        // When
        job.run().await().indefinitely();

        // Then
        read(path, patient, List.of("HIV")).statusCode(404);
        read(path + "/_history/1", patient, List.of("HIV")).statusCode(404);
        read(path, patient, List.of())
                .statusCode(200)
                .header("ETag", "W/\"2\"")
                .body("meta.security.code.flatten()", hasItem("HIV"))
                .body("code.coding[0].code", equalTo(HIV))
                .body("subject.reference", containsString("Patient/"));
    }

    @Test
    void nothingIsLoweredAndNothingIsDoneTwice() throws SQLException {
        // Given one that its source keeps closely, one that the rules do, and one that nobody does
        UUID close = UUID.randomUUID();
        UUID ruled = UUID.randomUUID();
        UUID open = UUID.randomUUID();
        String plain = condition("plain", "38341003");
        String closely = condition("close", "38341003", "\"meta\":{\"security\":[" + RESTRICTED + "]},");
        assertTrue(stored(close, closely).startsWith("Condition/"));
        assertTrue(stored(ruled, condition("ruled", HIV)).startsWith("Condition/"));
        assertTrue(stored(open, plain).startsWith("Condition/"));
        Map<UUID, String> before = Map.of(close, labels(close), ruled, labels(ruled), open, labels(open));
        assertTrue(labels(close).startsWith("1R"), labels(close));
        rulesAreNew();

        // When
        List<Void> done =
                Uni.join().all(job.run(), job.run()).andFailFast().await().indefinitely();

        // Then
        assertEquals(2, done.size());
        before.forEach((patient, labels) -> assertEquals(labels, labels(patient)));
    }

    @Test
    void whatRealMessagesBroughtIsLabelledAsItWas() throws SQLException {
        UUID patient = UUID.randomUUID();
        Feeds.send(Feeds.sample("p012.json"), patient, Feeds.P012).statusCode(200);
        String before = labels(patient);
        rulesAreNew();

        job.run().await().indefinitely();

        assertEquals(before, labels(patient));
        assertEquals(
                "done",
                pool.query("select status from relabelling")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getString(0));
    }
}
