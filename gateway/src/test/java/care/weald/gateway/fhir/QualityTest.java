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
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How feeds stand, and what is wrong with what they bring. */
@QuarkusTest
class QualityTest extends GatewayTest {

    private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    private static final String FEEDS = "{\"feeds\":[]}";
    private static final String ID = "0".repeat(26) + "." + "1".repeat(26) + "-q07";

    @BeforeEach
    void recordServiceAnswers() {
        Map<String, String> nothing =
                Map.of("Weald-Disclosure", "{\"categories\":[],\"items\":0,\"withheld\":0,\"organisations\":[]}");
        Services.instead("record-service GET /quality", asked -> new Reply(200, nothing, BUNDLE));
        Services.instead("record-service GET /feeds", asked -> new Reply(200, nothing, FEEDS));
        Services.instead("identity-service GET /tasks", asked -> new Reply(200, nothing, BUNDLE));
    }

    private static RequestSpecification with(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)));
    }

    @Test
    void howFeedsStandIsDecidedAuditedAndProved() {
        with("user/*.rs")
                .get("/feeds")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .header("X-Weald-Receipt", containsString("."))
                .body("feeds", equalTo(List.of()));

        assertEquals(
                List.of("consent-service POST /decisions", "record-service GET /feeds", "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"directory\""));
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"feeds\""));
    }

    @Test
    void howFeedsStandIsForWhoMayReadOrganisations() {
        with("user/Organization.r").get("/feeds").then().statusCode(200);
        with("user/Patient.rs").get("/feeds").then().statusCode(403);
        RestAssured.get("/feeds").then().statusCode(401);
        with("user/*.rs").get("/feeds?organisation=KZ016").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MeasureReport?reporter=KZ016&period=2026-10 /quality/reports?reporter=KZ016&period=2026-10",
                "Task?code=correct-data&status=completed /quality/tasks?code=correct-data&status=completed",
                "Task/00000000000000000000000000.11111111111111111111111111-q07 "
                        + "/quality/tasks/00000000000000000000000000.11111111111111111111111111-q07"
            })
    void whatIsWrongIsReadUnderAPermitForIt(String fromTo) {
        String[] paths = fromTo.split(" ", -1);
        with("user/*.rs").get("/fhir/" + paths[0]).then().statusCode(200).body("resourceType", equalTo("Bundle"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "record-service GET " + paths[1].replaceFirst("\\?.*", ""),
                        "audit-service POST /events"),
                Services.lines());
        assertEquals(paths[1], Services.last("record-service").target());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"quality\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Task", "Task?code=review-possible-duplicate", "Task/17"})
    void possibleDuplicatesStayWithTheIndex(String path) {
        with("user/*.rs").get("/fhir/" + path).then().statusCode(200);

        assertTrue(Services.last("identity-service").line().startsWith("identity-service GET /tasks"));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"steward\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MeasureReport?patient=1", "Task?code=correct-data&priority=urgent"})
    void otherParametersAreRefused(String path) {
        with("user/*.rs").get("/fhir/" + path).then().statusCode(400);
    }

    @Test
    void scopeOfAnotherTypeDoesNotReach() {
        with("user/Patient.rs").get("/fhir/MeasureReport").then().statusCode(403);
        with("user/MeasureReport.s").get("/fhir/MeasureReport").then().statusCode(200);
        with("user/MeasureReport.s").get("/fhir/Task/" + ID).then().statusCode(403);
    }
}
