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
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of the match model. */
@QuarkusTest
class MatchModelTest extends GatewayTest {

    private static final String BODY = "{\"reason\":\"As the board decided\"}";
    private static final String LIST = "{\"active\":\"weald-2\"}";

    @BeforeEach
    void identityServiceAnswers() {
        for (String method : List.of("GET", "POST")) {
            Services.instead("identity-service " + method + " /match-models", asked -> new Reply(200, Map.of(), LIST));
        }
    }

    private static RequestSpecification with(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .contentType("application/json");
    }

    private static List<Response> reads(String scope) {
        return List.of(
                with(scope).get("/match-models"),
                with(scope).get("/match-models/weald-2"),
                with(scope).get("/match-models/weald-2/report"));
    }

    private static List<Response> changes(String scope) {
        return List.of(
                with(scope).body(BODY).post("/match-models/$train"),
                with(scope).body(BODY).post("/match-models/own-2/$shadow"),
                with(scope).body(BODY).post("/match-models/own-2/$activate"),
                with(scope).body(BODY).post("/match-models/own-2/$roll-back"));
    }

    @Test
    void eachStepIsDecidedAuditedAndProved() {
        with("user/*.cruds")
                .body(BODY)
                .post("/match-models/own-2/$activate")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("X-Weald-Receipt", containsString("."))
                .body("active", equalTo("weald-2"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /match-models/own-2/$activate",
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"models\""));
        assertEquals(BODY, Services.last("identity-service").body());
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"match-models/own-2/$activate\""));
    }

    @Test
    void everyCallIsAnsweredWithAReceipt() {
        for (Response answer : reads("user/*.cruds")) {
            answer.then().statusCode(200).header("X-Weald-Receipt", containsString("."));
        }
        for (Response answer : changes("user/*.cruds")) {
            answer.then().statusCode(200).header("X-Weald-Receipt", containsString("."));
        }
    }

    @Test
    void whoMayNotIsToldSoAndIdentityServiceIsNotAsked() {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"programme\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        for (Response answer : reads("user/*.cruds")) {
            answer.then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("programme"));
        }
        for (Response answer : changes("user/*.cruds")) {
            answer.then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("programme"));
        }
        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    @Test
    void aScopeToReadChangesNothing() {
        for (Response answer : reads("user/*.rs")) {
            answer.then().statusCode(200);
        }
        for (Response answer : changes("user/*.rs")) {
            answer.then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("scope"));
        }
        for (Response answer : reads("user/Patient.cruds")) {
            answer.then().statusCode(403);
        }
        for (Response answer : changes("user/MatchModel.u")) {
            answer.then().statusCode(200);
        }
    }

    @Test
    void whatBarsASwitchIsNamedByItsRule() {
        Services.instead(
                "identity-service POST /match-models",
                asked -> Reply.problem(409, "conflict", ",\"rule\":\"two-people\""));

        with("user/*.cruds")
                .body(BODY)
                .post("/match-models/own-2/$activate")
                .then()
                .statusCode(409)
                .body("issue[0].details.coding[1].code", equalTo("two-people"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Own-2", "-own", "own_2", "a1234567890123456789012345678901234567890"})
    void aVersionHasAPlainName(String version) {
        with("user/*.cruds").get("/match-models/" + version).then().statusCode(400);

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    @Test
    void thereIsNoXmlOfIt() {
        with("user/*.cruds")
                .accept("application/fhir+xml")
                .get("/match-models")
                .then()
                .statusCode(406);
        with("user/*.cruds")
                .contentType("application/fhir+xml")
                .body("<a/>")
                .post("/match-models/$train")
                .then()
                .statusCode(415);
        with("user/*.cruds").post("/match-models/$train").then().statusCode(400);
        with("user/*.cruds").get("/match-models?version=own-2").then().statusCode(400);
    }

    @Test
    void withoutAReceiptNothingIsShown() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        for (Response answer : reads("user/*.cruds")) {
            answer.then().statusCode(503).body("resourceType", equalTo("OperationOutcome"));
        }
    }

    @Test
    void nobodyComesInWithoutAToken() {
        RestAssured.given().get("/match-models").then().statusCode(401);
    }
}
