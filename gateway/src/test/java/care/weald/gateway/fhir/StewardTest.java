package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Merge, unlink and the list of possible duplicates. */
@QuarkusTest
class StewardTest extends GatewayTest {

    private static final String BODY = "{\"resourceType\":\"Parameters\",\"parameter\":[]}";
    private static final String TASK = "{\"resourceType\":\"Task\",\"id\":\"17\",\"status\":\"accepted\"}";

    @BeforeEach
    void identityServiceAnswers() {
        Map<String, String> headers = Map.of(
                "ETag",
                "W/\"2\"",
                "Weald-Disclosure",
                "{\"categories\":[\"cat-01\"],\"items\":2,\"persons\":[\"" + Usual.ALICE + "\"]}");
        Services.instead("identity-service POST /patients/", asked -> new Reply(200, headers, BODY));
        for (String method : List.of("GET", "PUT")) {
            Services.instead("identity-service " + method + " /tasks", asked -> new Reply(200, headers, TASK));
        }
    }

    private static RequestSpecification steward() {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "user/*.cruds")))
                .contentType("application/fhir+json");
    }

    private static Response merge() {
        return steward().header("Idempotency-Key", "k-1").body(BODY).post("/fhir/Patient/$merge");
    }

    private static Response unlink() {
        return steward().body(BODY).post("/fhir/Patient/" + Usual.ALICE + "/$unlink");
    }

    private static Response decide() {
        return steward().header("If-Match", "W/\"1\"").body(TASK).put("/fhir/Task/17");
    }

    private static List<Response> all() {
        return List.of(
                merge(),
                unlink(),
                decide(),
                steward().get("/fhir/Task?code=possible-duplicate&status=requested"),
                steward().get("/fhir/Task/17"));
    }

    @Test
    void aMergeIsDecidedSentOnceAndProved() {
        merge().then().statusCode(200).header("X-Weald-Receipt", containsString("."));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /patients/$merge",
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"steward\""));
        assertEquals("k-1", Services.last("identity-service").headers().get("idempotency-key"));
        assertEquals(
                "permit-identity-service",
                Services.last("identity-service").headers().get("weald-permit"));
        assertEquals(BODY, Services.last("identity-service").body());
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"path\":\"Patient/$merge\""), event);
        assertTrue(event.contains("\"persons\":[\"" + Usual.ALICE + "\"]"), event);
    }

    @Test
    void whatWasDoneIsNotDoneAgainWhenTheConnectionBreaks() {
        Services.instead("identity-service POST /patients/$merge", asked -> new Reply(0, Map.of(), ""));

        merge().then().statusCode(503);

        assertEquals(
                1,
                Services.lines().stream()
                        .filter("identity-service POST /patients/$merge"::equals)
                        .count());
    }

    @Test
    void whatBarsAMergeIsNamedByItsRuleAlone() {
        Services.instead(
                "identity-service POST /patients/$merge",
                asked -> Reply.problem(409, "conflict", ",\"rule\":\"two-nhs-numbers\""));

        Response answer = merge();

        answer.then().statusCode(409).body("issue[0].details.coding[1].code", equalTo("two-nhs-numbers"));
        assertFalse(answer.asString().contains("9991000003"));
    }

    @ParameterizedTest
    @CsvSource({"404, not-found", "409, conflict"})
    void whomARefusedMergeWasAboutIsToldToTheTrailAlone(int status, String kind) {
        // Given a refusal that names whom it was asked about, and more than a refusal shows
        Reply refusal = Reply.problem(status, kind, ",\"rule\":\"numbers\"");
        String about = "{\"categories\":[\"cat-01\"],\"items\":2,\"persons\":[\"%s\"]}".formatted(Usual.ALICE);
        Services.instead(
                "identity-service POST /patients/$merge",
                asked -> new Reply(status, Map.of("Weald-Disclosure", about), refusal.body()));

        // When
        Response answer = merge();

        // Then
        answer.then().statusCode(status);
        assertFalse((answer.asString() + answer.headers()).contains(Usual.ALICE));
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"persons\":[\"" + Usual.ALICE + "\"]"), event);
        assertTrue(event.contains("\"categories\":[],\"items\":0"), event);
    }

    @Test
    void anUnlinkNamesThePersonInItsPath() {
        unlink().then().statusCode(200);

        assertEquals(
                "/patients/" + Usual.ALICE + "/$unlink",
                Services.last("identity-service").target());
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"Patient/" + Usual.ALICE + "/$unlink\""));
        steward().body(BODY).post("/fhir/Patient/9991000003/$unlink").then().statusCode(400);
    }

    @Test
    void theListPassesItsParametersOn() {
        steward()
                .get("/fhir/Task?code=possible-duplicate&status=requested&_count=5")
                .then()
                .statusCode(200);

        assertEquals(
                "/tasks?code=possible-duplicate&status=requested&_count=5",
                Services.last("identity-service").target());
        assertTrue(Services.last("audit-service").body().contains("code=possible-duplicate&status=requested&_count=5"));
        steward().get("/fhir/Task?patient=" + Usual.ALICE).then().statusCode(400);
    }

    @Test
    void aTaskIsReadWithItsVersionAndDecidedByIt() {
        steward().get("/fhir/Task/17").then().statusCode(200).header("ETag", equalTo("W/\"2\""));
        decide().then().statusCode(200).header("ETag", equalTo("W/\"2\""));

        Services.Asked asked = Services.last("identity-service PUT");
        assertEquals("/tasks/17", asked.target());
        assertEquals("W/\"1\"", asked.headers().get("if-match"));
        assertTrue(Services.last("audit-service").body().contains("\"subtype\":\"update\",\"action\":\"U\""));
    }

    @Test
    void anUnlinkIsRepeatedUnderItsKey() {
        for (int i = 0; i < 2; i++) {
            steward()
                    .header("Idempotency-Key", "k-2")
                    .body(BODY)
                    .post("/fhir/Patient/" + Usual.ALICE + "/$unlink")
                    .then()
                    .statusCode(200)
                    .header("X-Weald-Receipt", containsString("."));
            assertEquals("k-2", Services.last("identity-service").headers().get("idempotency-key"));
        }
        unlink().then().statusCode(200);
        assertEquals(null, Services.last("identity-service").headers().get("idempotency-key"));
    }

    @Test
    void aTaskThatSomebodyChangedIsAPreconditionThatFailed() {
        Services.instead(
                "identity-service PUT /tasks", asked -> Reply.problem(409, "conflict", ",\"rule\":\"version\""));

        decide().then()
                .statusCode(412)
                .body("issue[0].details.coding[0].code", equalTo("RESOURCE_VERSION_MISMATCH"))
                .body("issue[0].details.coding[1].code", equalTo("version"));
    }

    @Test
    void withoutAVersionNothingIsDecided() {
        steward()
                .body(TASK)
                .put("/fhir/Task/17")
                .then()
                .statusCode(428)
                .body("issue[0].expression[0]", equalTo("If-Match"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "*", "W/\"a b\"", "W/\"1\", W/\"2\""})
    void aTaskIsDecidedOnlyAsItWasRead(String version) {
        steward()
                .header("If-Match", version)
                .body(TASK)
                .put("/fhir/Task/17")
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("If-Match"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @ParameterizedTest
    @CsvSource({"not-found,404", "conflict,409", "unprocessable,422"})
    void whatIdentityServiceSaysOfATaskIsTold(String kind, int status) {
        Services.instead("identity-service PUT /tasks", asked -> Reply.problem(status, kind, ""));

        decide().then().statusCode(status).body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void whoIsNoStewardIsToldSoAndNobodyIsAsked() {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"steward-role\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        for (Response answer : all()) {
            answer.then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("steward-role"));
        }
        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
        assertEquals(
                5,
                Services.lines().stream()
                        .filter("audit-service POST /events"::equals)
                        .count());
    }

    @Test
    void withoutAReceiptNothingIsShown() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        for (Response answer : all()) {
            answer.then().statusCode(503).body("resourceType", equalTo("OperationOutcome"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "ü"})
    void anIdempotencyKeyIsOneWord(String key) {
        steward()
                .header("Idempotency-Key", key)
                .body(BODY)
                .post("/fhir/Patient/$merge")
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("Idempotency-Key"));
    }
}
