package care.weald.identity.matchmodel;

import static care.weald.identity.matchmodel.ModelCalls.MAKER;
import static care.weald.identity.matchmodel.ModelCalls.PROPOSER;
import static care.weald.identity.matchmodel.ModelCalls.THIRD;
import static care.weald.identity.matchmodel.ModelCalls.activate;
import static care.weald.identity.matchmodel.ModelCalls.as;
import static care.weald.identity.matchmodel.ModelCalls.attempt;
import static care.weald.identity.matchmodel.ModelCalls.list;
import static care.weald.identity.matchmodel.ModelCalls.report;
import static care.weald.identity.matchmodel.ModelCalls.rollBack;
import static care.weald.identity.matchmodel.ModelCalls.subject;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.resident;
import static care.weald.identity.support.Waiting.until;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.model.Model;
import care.weald.identity.samples.Stewards;
import care.weald.identity.samples.Traces;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are tried, approved by another person, and taken back. */
@QuarkusTest
@TestProfile(ModelResourceTest.Linking.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ModelResourceTest {

    private static final String SHIPPED = "weald-2";

    /** Feeds link by match, and three questions are enough. */
    public static class Linking implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.match.feeds", "link", "weald.match-model.least-questions", "3");
        }
    }

    @Inject
    Pool pool;

    @Inject
    ModelRepository models;

    @Inject
    Shadow shadow;

    @Inject
    ModelPointer pointer;

    @CanIgnoreReturnValue
    private static <T> T run(Uni<T> step) {
        return step.await().indefinitely();
    }

    private void sql(String text, Object... values) {
        run(pool.preparedQuery(text).execute(Tuple.from(values)));
    }

    private long count(String text, Object... values) {
        return run(pool.preparedQuery(text).execute(Tuple.from(values)))
                .iterator()
                .next()
                .getLong(0);
    }

    /** The shipped model is in force again, and nothing is tried. */
    @AfterEach
    void asShipped() {
        sql("update match_model set state = 'retired' where state in ('active', 'shadow')");
        sql("update match_model set state = 'active' where version = $1", SHIPPED);
        run(pointer.follow());
    }

    private String draft(String version) {
        run(pool.withTransaction(
                transaction -> models.store(transaction, Models.strict(version), "{}", "{}", subject(MAKER))));
        return version;
    }

    private static String match(String patient) {
        return Traces.as("R8000")
                .urlEncodingEnabled(false)
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":" + patient
                        + "}]}")
                .post("/patients/$match")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String grade(String bundle) {
        return new JsonPath(bundle).getString("entry[0].search.extension[0].valueCode");
    }

    private void tried(String version, String patient) {
        attempt(version, true).statusCode(200).body("shadow", equalTo(version));
        for (int i = 0; i < 3; i++) {
            assertEquals("certain", grade(match(patient)));
        }
        run(shadow.drain());
        counted(version);
    }

    /** The job may have taken some of the questions, and be at it still. */
    private static void counted(String version) {
        until(() -> report(version).getInt("questions") >= 3);
    }

    @Test
    void theShippedModelIsInForceWithItsSum() {
        JsonPath all = list();

        assertEquals(SHIPPED, all.getString("active"));
        assertEquals("active", all.getString("models.find { it.version == '" + SHIPPED + "' }.state"));
        assertEquals(Model.shipped().sha256(), all.getString("models.find { it.version == '" + SHIPPED + "' }.sha256"));
        as(MAKER)
                .get("/match-models/" + SHIPPED)
                .then()
                .statusCode(200)
                .body("params.limits.householdBits", equalTo(20.0F))
                .body("params.family.counts", nullValue());
        assertEquals(
                1,
                count(
                        "select count(*) from match_model where sha256 = encode(sha256(params), 'hex') and version = $1",
                        SHIPPED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "steward", "people", "feed"})
    void withoutAPermitForModelsNothingIsShownOrDone(String interaction) {
        String version = draft("unpermitted-" + interaction);
        RequestSpecification caller = given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Stewards.caller("KZ001", THIRD))
                .contentType("application/json")
                .body("{\"reason\":\"I would like to\",\"run\":true,\"version\":\"mine\"}");
        RequestSpecification request = interaction.equals("none")
                ? caller
                : caller.header("Weald-Permit", Stewards.permit("KZ001", THIRD, interaction));

        for (String path : List.of("", "/" + version, "/" + version + "/report")) {
            request.get("/match-models" + path).then().statusCode(403);
        }
        for (String path : List.of("$train", version + "/$shadow", version + "/$activate", SHIPPED + "/$roll-back")) {
            request.post("/match-models/" + path).then().statusCode(403);
        }
        assertEquals("draft", list().getString("models.find { it.version == '" + version + "' }.state"));
    }

    @Test
    void anothersPermitIsNoPermit() {
        given().header("Authorization", "Bearer " + Stewards.caller("KZ001", THIRD))
                .header("Weald-Permit", Stewards.permit("KZ001", MAKER, "models"))
                .get("/match-models")
                .then()
                .statusCode(403);
        given().get("/match-models").then().statusCode(401);
    }

    @Test
    void whatIsNotThereIsNotThere() {
        for (String path : List.of("/absent", "/absent/report")) {
            as(MAKER).get("/match-models" + path).then().statusCode(404);
        }
        attempt("absent", true).statusCode(404);
        activate("absent", THIRD).statusCode(404);
        rollBack("absent").statusCode(404);
        as(MAKER).body("{}").post("/match-models/$train").then().statusCode(400);
        as(MAKER)
                .body("{\"run\":\"yes\",\"reason\":\"r\"}")
                .post("/match-models/" + SHIPPED + "/$shadow")
                .then()
                .statusCode(400);
    }

    @Test
    void aVersionIsApprovedByAThirdPersonWhenEnoughWasCompared() {
        String version = draft("approved");
        String patient = resident("Approvedoak", "", "Approvedoak", "1983-05-17", verified(nhsNumber()), local("m-1"));
        Map<String, Object> stored = store("KZ300", patient);
        activate(version, THIRD).statusCode(409).body("rule", equalTo("too-few-questions"));

        // When
        tried(version, patient);

        // Then
        JsonPath report = report(version);
        assertEquals(3, report.getInt("questions"));
        assertEquals(3, report.getInt("grades.find { it.active == 'certain' && it.shadow == 'probable' }.pairs"));
        assertEquals("KZ001", report.getString("changes.source[0].value"));
        assertEquals("40-64", report.getString("changes.age[0].value"));
        assertEquals(stored.get("sourcePatient"), report.getString("pairs[0].candidate"));
        assertFalse(report.prettify().contains("Approvedoak"));
        activate(version, MAKER).statusCode(409).body("rule", equalTo("two-people"));
        activate(version, PROPOSER).statusCode(409).body("rule", equalTo("two-people"));
        assertEquals("certain", grade(match(patient)));

        // When
        activate(version, THIRD)
                .statusCode(200)
                .body("active", equalTo(version))
                .body("shadow", equalTo(""));

        // Then
        assertEquals("probable", grade(match(patient)));
        assertTrue(match(patient).contains("\"" + version + "\""));
        assertEquals(subject(THIRD), list().getString("history[0].madeBy"));
        assertEquals(SHIPPED, list().getString("history[0].former"));
        activate(version, THIRD).statusCode(409).body("rule", equalTo("in-force"));
        rollBack(SHIPPED).statusCode(409).body("rule", equalTo("not-in-force"));
        rollBack(version).statusCode(200).body("active", equalTo(SHIPPED));
        assertEquals("certain", grade(match(patient)));
        rollBack(SHIPPED).statusCode(409).body("rule", equalTo("first"));
    }

    @Test
    void aShadowRunChangesNoAnswerAndEndsWhenItIsTold() {
        String version = draft("quiet");
        String patient = resident("Quietoak", "", "Quietoak", "1983-05-18", verified(nhsNumber()), local("m-2"));
        store("KZ300", patient);
        String before = match(patient);

        attempt(version, true).statusCode(200);
        String during = match(patient);
        attempt(draft("second"), true).statusCode(409).body("rule", equalTo("shadow-taken"));
        attempt(version, false).statusCode(200).body("shadow", equalTo(""));
        assertEquals(before, match(patient));

        assertEquals(before, during);
        assertEquals(0, run(shadow.drain()));
        attempt(version, false).statusCode(409).body("rule", equalTo("not-tried"));
    }

    @Test
    void aSwitchByAnotherReplicaIsFollowedAndBackBitForBit() {
        String version = draft("elsewhere");
        String patient = resident("Otheroak", "", "Otheroak", "1983-05-19", verified(nhsNumber()), local("m-3"));
        store("KZ300", patient);
        String before = match(patient);

        sql("update match_model set state = 'retired' where state = 'active'");
        sql("update match_model set state = 'active' where version = $1", version);
        until(() -> grade(match(patient)).equals("probable"));
        String meanwhile = match(patient);
        sql("update match_model set state = 'retired' where state = 'active'");
        sql("update match_model set state = 'active' where version = $1", SHIPPED);
        until(() -> grade(match(patient)).equals("certain"));

        assertNotEquals(before, meanwhile);
        assertEquals(before, match(patient));
    }

    /** Two source patients whom a match has linked, the second to the first. */
    private static List<String> linked(String name) {
        Map<String, Object> first =
                store("KZ301", resident(name, "", name, "1983-05-20", verified(nhsNumber()), local("m-" + name)));
        Map<String, Object> second = store("KZ302", resident(name, "", name, "1983-05-20", local("m-" + name)));
        assertEquals(first.get("person"), second.get("person"));
        return List.of(String.valueOf(first.get("sourcePatient")), String.valueOf(second.get("sourcePatient")));
    }

    private JsonPath task(String linked) {
        UUID id = run(pool.preparedQuery("select task.id from review_task as task join link on link.id = task.link"
                                + " where link.source_patient = $1")
                        .execute(Tuple.of(UUID.fromString(linked))))
                .iterator()
                .next()
                .getUUID(0);
        return steward().get("/tasks/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static RequestSpecification steward() {
        return given().header("Authorization", "Bearer " + Stewards.caller("KZ302", "R0260"))
                .header("Weald-Permit", Stewards.permit("KZ302", "R0260", "steward"))
                .contentType("application/fhir+json");
    }

    private static void decide(JsonPath task, String status) {
        steward()
                .header("If-Match", "W/\"" + task.getString("meta.versionId") + "\"")
                .body("{\"resourceType\":\"Task\",\"status\":\"" + status + "\"}")
                .put("/tasks/" + task.getString("id"))
                .then()
                .statusCode(200);
    }

    @Test
    void afterARollBackEveryLinkMadeSinceIsForAStewardToSay() throws java.sql.SQLException {
        // Given
        String version = draft("regretted");
        sql(
                "insert into match_model_activation (version, former, kind, made_by, organisation, reason)"
                        + " values ($1, $2, 'activate', 'somebody', 'KZ001', 'Better')",
                version,
                SHIPPED);
        List<String> before = linked("Beforeoak");
        List<String> kept = linked("Keptoak");
        List<String> undone = linked("Undoneoak");
        Owner.run("update link set model_version = '" + version + "' where origin = 'match' and source_patient in ('"
                + kept.get(1) + "', '" + undone.get(1) + "')");

        sql("update match_model set state = 'retired' where state = 'active'");
        sql("update match_model set state = 'active' where version = $1", version);

        // When
        rollBack(version).statusCode(200).body("active", equalTo(SHIPPED));

        // Then
        assertEquals(2, count("select count(*) from review_task where link is not null"));
        assertEquals(
                0, count("select count(*) from review_task where a = $1 or b = $1", UUID.fromString(before.get(1))));
        assertEquals("requested", task(kept.get(1)).getString("status"));

        // When
        decide(task(kept.get(1)), "accepted");
        decide(task(undone.get(1)), "rejected");

        // Then
        assertEquals("completed", task(kept.get(1)).getString("status"));
        assertEquals("rejected", task(undone.get(1)).getString("status"));
        assertEquals(1, persons(kept));
        assertEquals(2, persons(undone));
        assertEquals(
                1,
                count("select count(*) from no_link where a = any ($1) and b = any ($1) and ended_at is null", (Object)
                        undone.stream().map(UUID::fromString).toArray(UUID[]::new)));
    }

    private long persons(List<String> sources) {
        return count(
                "select count(distinct person) from link where valid_to is null and source_patient = any ($1)",
                (Object) sources.stream().map(UUID::fromString).toArray(UUID[]::new));
    }
}
