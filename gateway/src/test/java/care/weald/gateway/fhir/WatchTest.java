package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts, privacy cases and the rules behind them. */
@QuarkusTest
class WatchTest extends GatewayTest {

    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String ISSUE = "{\"resourceType\":\"DetectedIssue\"}";
    private static final String RULES = "{\"rules\":[]}";

    @BeforeEach
    void auditServiceAnswers() {
        Map<String, String> nothing = Map.of("Weald-Disclosure", "{\"categories\":[],\"items\":1,\"withheld\":0}");
        for (String call : List.of("GET /alerts", "POST /alerts", "GET /cases", "POST /cases")) {
            Services.instead("audit-service " + call, asked -> new Reply(200, nothing, ISSUE));
        }
        for (String call : List.of("GET /monitoring", "PUT /monitoring", "DELETE /monitoring")) {
            Services.instead("audit-service " + call, asked -> new Reply(200, nothing, RULES));
        }
        Services.instead("record-service GET /items", asked -> new Reply(200, nothing, ISSUE));
    }

    private static RequestSpecification with(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)));
    }

    private static RequestSpecification officer() {
        return with("user/*.rs user/Task.u");
    }

    @ParameterizedTest
    @CsvSource({
        "DetectedIssue?code=self&severity=high, /alerts?code=self&severity=high",
        "DetectedIssue, /alerts",
        "DetectedIssue/0f8fad5b-d9cb-469f-a165-70867728950e, /alerts/0f8fad5b-d9cb-469f-a165-70867728950e",
        "Task?code=privacy-case&status=requested&owner=me, /cases?status=requested&owner=me",
        "Task/case-0f8fad5b-d9cb-469f-a165-70867728950e, /cases/0f8fad5b-d9cb-469f-a165-70867728950e"
    })
    void whatIsWatchedIsDecidedAuditedAndProved(String from, String to) {
        officer()
                .get("/fhir/" + from)
                .then()
                .statusCode(200)
                .header("X-Weald-Receipt", containsString("."))
                .body("resourceType", equalTo("DetectedIssue"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "audit-service GET " + to.replaceFirst("\\?.*", ""),
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"monitor\""));
        assertTrue(Services.ASKED.stream().anyMatch(asked -> asked.target().equals(to)));
    }

    @Test
    void anIssueOfAPatientIsAnItem() {
        officer().get("/fhir/DetectedIssue?patient=" + Usual.ALICE).then().statusCode(200);

        assertTrue(Services.lines().contains("record-service GET /items/DetectedIssue"));
    }

    @ParameterizedTest
    @CsvSource({
        "DetectedIssue/0f8fad5b-d9cb-469f-a165-70867728950e/$open-case, /alerts/0f8fad5b-d9cb-469f-a165-70867728950e/$open-case",
        "Task/case-0f8fad5b-d9cb-469f-a165-70867728950e/$assign, /cases/0f8fad5b-d9cb-469f-a165-70867728950e/$assign",
        "Task/case-0f8fad5b-d9cb-469f-a165-70867728950e/$note, /cases/0f8fad5b-d9cb-469f-a165-70867728950e/$note",
        "Task/case-0f8fad5b-d9cb-469f-a165-70867728950e/$follow-up, /cases/0f8fad5b-d9cb-469f-a165-70867728950e/$follow-up",
        "Task/case-0f8fad5b-d9cb-469f-a165-70867728950e/$close, /cases/0f8fad5b-d9cb-469f-a165-70867728950e/$close"
    })
    void aStepIsPassedOnWithItsVersion(String from, String to) {
        officer()
                .contentType("application/fhir+json")
                .header("If-Match", "W/\"3\"")
                .body("{\"note\":\"x\"}")
                .post("/fhir/" + from)
                .then()
                .statusCode(200);

        assertTrue(Services.lines().contains("audit-service POST " + to));
        with("user/*.rs")
                .contentType("application/fhir+json")
                .body("{}")
                .post("/fhir/" + from)
                .then()
                .statusCode(403);
    }

    @Test
    void aStepNeedsNoContent() {
        officer().post("/fhir/Task/case-" + ID + "/$assign").then().statusCode(200);
    }

    @Test
    void rulesAndStatisticsAreJson() {
        for (String path : List.of("rules", "statistics?from=2026-11-01&to=2026-11-30", "watch-list")) {
            officer()
                    .get("/monitoring/" + path)
                    .then()
                    .statusCode(200)
                    .contentType(startsWith("application/json"))
                    .header("X-Weald-Receipt", containsString("."));
        }
        officer().get("/monitoring/statistics?user=1").then().statusCode(400);
        RestAssured.get("/monitoring/rules").then().statusCode(401);
    }

    @Test
    void rulesAndTheListAreChangedByWhoMayChangeTasks() {
        String path = "/monitoring/watch-list/" + ID;

        officer()
                .contentType("application/json")
                .body("{}")
                .put("/monitoring/rules/self")
                .then()
                .statusCode(200);
        officer()
                .contentType("application/json")
                .body("{}")
                .put("/monitoring/watch-list")
                .then()
                .statusCode(200);
        officer().delete(path).then().statusCode(200);
        with("user/*.rs").delete(path).then().statusCode(403);
        with("user/*.rs")
                .contentType("application/json")
                .body("{}")
                .put("/monitoring/rules/self")
                .then()
                .statusCode(403);
        officer()
                .contentType("application/xml")
                .body("<a/>")
                .put("/monitoring/rules/self")
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DetectedIssue?subject=1", "Task?code=privacy-case&priority=urgent"})
    void otherParametersAreRefused(String path) {
        officer().get("/fhir/" + path).then().statusCode(400);
    }
}
