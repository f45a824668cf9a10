package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are refused for what is in them. */
@QuarkusTest
class FailedMessageTest extends GatewayTest {

    private static final String ID = "message-" + Usual.ALICE;
    private static final String KEEP = "record-service POST /failed-messages";
    private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":"
            + "[{\"resource\":{\"resourceType\":\"Patient\"}},{\"resource\":{\"resourceType\":\"Observation\"}}]}";
    private static final String TASK = "{\"resourceType\":\"Task\",\"id\":\"" + ID + "\",\"status\":\"%s\"}";

    private static RequestSpecification system(String scope) {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> {
                    claims.unsetClaim("job_role");
                    claims.setClaim("scope", scope);
                }))
                .urlEncodingEnabled(false);
    }

    private static ValidatableResponse send() {
        return system("system/*.cruds")
                .contentType("application/fhir+json")
                .body(BUNDLE.getBytes(StandardCharsets.UTF_8))
                .post("/fhir")
                .then();
    }

    private static String refusal(Asked asked) {
        return asked.headers().getOrDefault("weald-refusal", "");
    }

    private static boolean isAsked(String line) {
        return Services.lines().stream().anyMatch(line::equals);
    }

    @Test
    void aBundleThatIsRefusedIsSetAsideAsItCame() {
        // Given
        Services.instead(
                "record-service POST /feeds",
                asked -> Reply.problem(422, "unprocessable", ",\"entry\":1,\"place\":\"Observation.code\""));
        Services.instead(KEEP, asked -> new Reply(201, Map.of(), "{}"));

        // When
        send().statusCode(422).body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.code"));

        // Then
        Asked kept = Services.last(KEEP);
        assertEquals(BUNDLE, kept.body());
        assertEquals("application/fhir+json;charset=utf-8", kept.headers().get("weald-content-type"));
        assertEquals(
                "{\"kind\":\"unprocessable\",\"place\":\"Bundle.entry[1].resource.code\","
                        + "\"detail\":\"The content breaks a rule\"}",
                kept.headers().get("weald-refusal"));
        assertEquals("permit-record-service", kept.headers().get("weald-permit"));
    }

    @Test
    void anHl7MessageThatIsRefusedIsSetAsideWithItsPlaceAndCharacterSet() {
        // Given
        Services.instead(
                "record-service POST /conversions/hl7v2",
                asked -> Reply.problem(
                        422, "unprocessable", ",\"place\":\"PID-3\",\"acknowledgement\":\"AE\",\"error\":101"));

        // When
        system("system/*.cruds")
                .header("Content-Type", "application/hl7-v2; charset=iso-8859-1")
                .body("MSH|".getBytes(StandardCharsets.US_ASCII))
                .post("/hl7v2")
                .then()
                .statusCode(422)
                .body(containsString("MSA|AE"));

        // Then
        Asked kept = Services.last(KEEP);
        assertEquals("application/hl7-v2; charset=iso-8859-1", kept.headers().get("weald-content-type"));
        assertTrue(refusal(kept).contains("\"place\":\"PID-3\""));
    }

    @ParameterizedTest
    @CsvSource({
        "record-service POST /feeds,503,unavailable",
        "record-service POST /feeds,403,refused",
        "identity-service POST /feeds,413,too-large"
    })
    void whatIsNotForWhatIsInItIsNotSetAside(String line, int status, String kind) {
        Services.instead(line, asked -> Reply.problem(status, kind, ""));

        send().statusCode(status);

        assertFalse(isAsked(KEEP));
    }

    @Test
    void aMessageOfWhoMayNotFeedIsNeverKept() {
        Services.instead(
                "consent-service",
                asked -> Reply.ok("{\"decision\":\"deny\",\"decisionId\":\"" + Usual.ALICE
                        + "\",\"reason\":\"agreement-missing\","
                        + "\"shown\":\"refused\",\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        send().statusCode(403);

        assertFalse(isAsked(KEEP));
    }

    @Test
    void theAnswerIsTheSameWhenItCannotBeSetAside() {
        Services.instead("record-service POST /feeds", asked -> Reply.problem(422, "unprocessable", ""));
        Services.instead(KEEP, asked -> Reply.problem(429, "too-many", ""));

        send().statusCode(422);
    }

    @Test
    void itsSenderListsReadsAndDismissesIt() {
        Services.instead(
                "record-service GET /failed-messages",
                asked -> asked.target().endsWith("/content")
                        ? new Reply(200, Map.of("Weald-Content-Type", "application/hl7-v2"), "MSH|")
                        : Reply.ok(TASK.formatted("failed")));
        Services.instead("record-service POST /failed-messages", asked -> Reply.ok(TASK.formatted("cancelled")));

        system("system/*.rs")
                .get("/fhir/Task?code=feed-message&status=failed")
                .then()
                .statusCode(200);
        assertEquals(
                "/failed-messages?code=feed-message&status=failed",
                Services.last("record-service GET").target());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"feed\""));
        system("system/*.rs").get("/fhir/Task/" + ID).then().statusCode(200).body("id", equalTo(ID));
        String original = system("system/*.rs")
                .get("/fhir/Binary/" + ID)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .extract()
                .asString();
        assertEquals("MSH|", original);
        system("system/*.cruds")
                .post("/fhir/Task/" + ID + "/$dismiss")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
        assertTrue(isAsked("record-service POST /failed-messages/" + ID + "/$dismiss"));
    }

    @Test
    void aMessageThatIsSentOnAgainIsStoredAndOver() {
        Services.instead(
                "record-service GET /failed-messages",
                asked -> new Reply(200, Map.of("Weald-Content-Type", "application/fhir+json"), BUNDLE));
        Services.instead("record-service POST /failed-messages", asked -> Reply.ok(TASK.formatted("completed")));

        system("system/*.cruds")
                .post("/fhir/Task/" + ID + "/$replay")
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"));

        assertEquals(BUNDLE, Services.last("record-service POST /feeds").body());
        assertFalse(
                Services.last("record-service POST /failed-messages").headers().containsKey("weald-refusal"));
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"Task/" + ID + "/$replay\""));
    }

    @Test
    void aMessageThatIsRefusedAgainSaysWhyAndOneThatCannotBeTriedChangesNothing() {
        Services.instead(
                "record-service GET /failed-messages",
                asked -> new Reply(200, Map.of("Weald-Content-Type", "application/hl7-v2"), "MSH|"));
        Services.instead("record-service POST /failed-messages", asked -> Reply.ok(TASK.formatted("failed")));
        Services.instead(
                "record-service POST /conversions/hl7v2",
                asked -> Reply.problem(422, "unprocessable", ",\"place\":\"PID-3\""));

        system("system/*.cruds")
                .post("/fhir/Task/" + ID + "/$replay")
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"));
        assertTrue(
                refusal(Services.last("record-service POST /failed-messages")).contains("PID-3"));

        Services.ASKED.clear();
        Services.instead("record-service POST /conversions/hl7v2", asked -> Reply.problem(503, "unavailable", ""));
        system("system/*.cruds").post("/fhir/Task/" + ID + "/$replay").then().statusCode(503);
        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith(KEEP)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,Task?code=feed-message,system/Observation.rs",
        "GET,Task/ID,system/Patient.rs",
        "GET,Binary/ID,system/Task.rs",
        "POST,Task/ID/$replay,system/Task.cruds",
        "POST,Task/ID/$dismiss,system/Task.rs"
    })
    void withoutItsScopeItIsRefused(String method, String path, String scope) {
        system(scope)
                .request(method, "/fhir/" + path.replace("ID", ID))
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("record-service")));
    }
}
