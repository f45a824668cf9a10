package care.weald.identity.matchmodel;

import static care.weald.identity.matchmodel.ModelCalls.MAKER;
import static care.weald.identity.matchmodel.ModelCalls.as;
import static care.weald.identity.matchmodel.ModelCalls.list;
import static care.weald.identity.matchmodel.ModelCalls.report;
import static care.weald.identity.matchmodel.ModelCalls.subject;
import static care.weald.identity.matchmodel.ModelCalls.train;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.resident;
import static care.weald.identity.support.Waiting.until;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.model.Model;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Models learn from what is stored here. The order matters only in that one begins with nobody stored. */
@QuarkusTest
@TestProfile(ModelTrainingTest.FewPairs.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelTrainingTest {

    private static final int PEOPLE = 520;
    private static final int MESSAGE = 65;

    /** A database of its own. */
    public static class FewPairs implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.match-model.least-pairs", "500", "weald.database.write-timeout", "PT1M");
        }
    }

    @Inject
    Pool pool;

    @Inject
    ModelRepository models;

    @Inject
    TrainingRepository trainings;

    private static <T> T run(Uni<T> step) {
        return step.await().indefinitely();
    }

    private long count(String text, Object... values) {
        return run(pool.preparedQuery(text).execute(Tuple.from(values)))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Everybody twice, at two organisations, with one verified number each. */
    private static void storePeople() {
        List<String> numbers =
                IntStream.range(0, PEOPLE).mapToObj(i -> nhsNumber()).toList();
        for (String organisation : List.of("KZ310", "KZ311")) {
            List<String> entries = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> entry(resident(
                            "Town" + i % 40,
                            "",
                            "Field" + (char) ('a' + i % 26) + (char) ('a' + i / 26),
                            "19" + (50 + i % 40) + "-0" + (1 + i % 9) + "-1" + i % 10,
                            verified(numbers.get(i)),
                            local("t-" + i))))
                    .toList();
            for (int i = 0; i < PEOPLE; i += MESSAGE) {
                String[] some = entries.subList(i, i + MESSAGE).toArray(String[]::new);
                feed(organisation, "commit", bundle("transaction", some)).statusCode(200);
            }
        }
    }

    private JsonPath trained(String version) {
        train(version).statusCode(200);
        String state = "trainings.find { it.version == '" + version + "' }.state";
        until(() -> List.of("done", "failed").contains(list().getString(state)));
        JsonPath all = list();
        assertEquals("done", all.getString(state));
        return all;
    }

    @Test
    @Order(1)
    void tooFewPairsAreRefusedAndTheListSaysHowMany() {
        train("too-early").statusCode(422).body("rule", equalTo("too-few-pairs"));

        JsonPath refused = list();
        assertEquals("refused", refused.getString("trainings[0].state"));
        assertEquals(0, refused.getInt("trainings[0].pairs"));
        assertEquals(500, refused.getInt("trainings[0].wanted"));
        assertFalse(refused.getList("models.version").contains("too-early"));
    }

    private static String learnt(StoredModel stored) {
        ObjectNode json = (ObjectNode) stored.model().toJson();
        return json.without("version").toString();
    }

    @Test
    @Order(2)
    void theSameRegistrationsTeachTheSameAndDecisionsTeachNothing() throws Exception {
        // Given
        storePeople();
        JsonPath first = trained("own-1");
        Owner.run("cluster match_row using match_row_normalisation");

        // When
        JsonPath second = trained("own-2");

        // Then
        String one = learnt(run(models.stored(pool, "own-1")));
        assertEquals(one, learnt(run(models.stored(pool, "own-2"))));
        assertNotEquals(Model.shipped().sha256(), second.getString("models.find { it.version == 'own-2' }.sha256"));
        assertEquals("draft", first.getString("models.find { it.version == 'own-1' }.state"));
        assertEquals(subject(MAKER), first.getString("models.find { it.version == 'own-1' }.madeBy"));
        assertEquals(2 * PEOPLE, first.getInt("models.find { it.version == 'own-1' }.training.records"));
        assertEquals(PEOPLE, first.getInt("models.find { it.version == 'own-1' }.training.pairs"));
        assertEquals(0, first.getInt("models.find { it.version == 'own-1' }.metrics.decisions"));
        assertEquals("weald-2", second.getString("active"));
        train("own-2").statusCode(409).body("rule", equalTo("taken"));

        // When
        decided("t-1", "completed");
        decided("t-2", "completed");
        differs("t-3", "t-4");
        JsonPath third = trained("own-3");

        // Then
        assertEquals(2 * PEOPLE - 6, third.getInt("models.find { it.version == 'own-3' }.training.records"));
        assertEquals(PEOPLE - 4, third.getInt("models.find { it.version == 'own-3' }.training.pairs"));
        assertNotEquals(one, learnt(run(models.stored(pool, "own-3"))));
        assertEquals(3, third.getInt("models.find { it.version == 'own-3' }.metrics.decisions"));
        assertEquals(2, third.getInt("models.find { it.version == 'own-3' }.metrics.same"));
        JsonPath report = report("own-1");
        assertEquals(3, report.getInt("decisions.shadow.decisions"));
        assertEquals(1.0F, report.getFloat("decisions.shadow.certain.recall"));
        assertEquals(1.0F, report.getFloat("decisions.shadow.certain.precision"));
        assertEquals(1.0F, report.getFloat("decisions.active.certain.recall"));
        nobodyIsNamed();
    }

    private UUID source(String organisation, String value) {
        return run(pool.preparedQuery("select id from source_patient where organisation = $1 and value = $2")
                        .execute(Tuple.of(organisation, value)))
                .iterator()
                .next()
                .getUUID(0);
    }

    /** A steward has said of both registrations of one person that they are one. */
    private void decided(String value, String status) {
        review(source("KZ310", value), source("KZ311", value), status);
    }

    /** A steward has said of two people that they are two. */
    private void differs(String one, String other) {
        review(source("KZ310", one), source("KZ310", other), "rejected");
    }

    private void review(UUID one, UUID other, String status) {
        assertEquals(
                1,
                run(pool.preparedQuery(
                                        "insert into review_task (a, b, priority, weight, explanation, status)"
                                                + " values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'routine', 1, '{}', $3)")
                                .execute(Tuple.of(one, other, status)))
                        .rowCount());
    }

    private void nobodyIsNamed() throws Exception {
        String shown = as(MAKER)
                .get("/match-models/own-1")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonNode params = new ObjectMapper().readTree(shown).path("params");
        assertFalse(params.path("given").has("counts"));
        assertFalse(shown.toLowerCase(java.util.Locale.ROOT).contains("rosalind"));
        JsonNode kept = run(models.stored(pool, "own-1")).model().toJson();
        kept.at("/given/counts").fieldNames().forEachRemaining(name -> assertTrue(name.matches("[0-9a-f]{16}"), name));
        assertTrue(kept.at("/given/counts").size() > 0);
    }

    @Test
    @Order(3)
    void oneTrainingRunsAtATimeAndOneThatHangsIsGivenUp() throws Exception {
        Owner.run(
                "insert into match_model_training (version, state, pairs, wanted, made_by, organisation, reason, begun_at)"
                        + " values ('hangs', 'running', 1, 1, 'somebody', 'KZ001', 'r', clock_timestamp() - interval '29 minutes')");
        train("own-4").statusCode(409).body("rule", equalTo("taken"));

        Owner.run("update match_model_training set begun_at = clock_timestamp() - interval '31 minutes'"
                + " where version = 'hangs'");
        JsonPath all = trained("own-4");

        assertEquals("failed", all.getString("trainings.find { it.version == 'hangs' }.state"));
        assertFalse(run(trainings.end(
                pool, UUID.fromString(all.getString("trainings.find { it.version == 'hangs' }.id")), "done")));
        assertEquals(0, count("select count(*) from match_model where version = 'hangs'"));
    }

    @Test
    @Order(4)
    void noRoleOfTheServiceChangesWhatAVersionIs() {
        for (String sql : List.of(
                "update match_model set params = '{}'",
                "delete from match_model",
                "update match_model set made_by = 'other'",
                "delete from match_model_activation",
                "update match_model_activation set reason = 'other'")) {
            org.junit.jupiter.api.Assertions.assertThrows(
                    io.vertx.pgclient.PgException.class,
                    () -> run(pool.query(sql).execute()),
                    sql);
        }
        org.junit.jupiter.api.Assertions.assertThrows(
                io.vertx.pgclient.PgException.class,
                () -> run(pool.query("update match_model set approved_by = made_by where version = 'own-1'")
                        .execute()));
    }
}
