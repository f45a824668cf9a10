package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What partners tell of use in their own systems (ITI-20). */
@QuarkusTest
class ToldEventTest extends GatewayTest {

    private static final String EVENT = "{\"resourceType\":\"AuditEvent\",\"id\":\"a1\"}";
    private static final String BATCH = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":"
            + EVENT + ",\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}]}";

    @BeforeEach
    void theTrailTakesThem() {
        Services.instead(
                "audit-service POST /reported-events",
                asked -> new Reply(
                        201,
                        Map.of("Location", "AuditEvent/01937a3e-0000-8000-8000-000000000001"),
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}"));
    }

    private static ValidatableResponse tell(String scope, String path, String body) {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> {
                    claims.unsetClaim("job_role");
                    claims.setClaim("scope", scope);
                }))
                .contentType("application/fhir+json")
                .body(body)
                .post(path)
                .then();
    }

    @Test
    void anEventIsDecidedLikeAFeedPassedOnAndAuditedItself() {
        tell("system/AuditEvent.c", "/fhir/AuditEvent", EVENT)
                .statusCode(201)
                .header("Location", equalTo("AuditEvent/01937a3e-0000-8000-8000-000000000001"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "audit-service POST /reported-events",
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"feed\""));
        assertEquals(EVENT, Services.last("audit-service POST /reported-events").body());
        assertTrue(
                Services.last("audit-service POST /events").body().contains("\"subtype\":\"create\",\"action\":\"C\""));
    }

    @Test
    void aBatchOfEventsGoesToTheTrailAndToNobodyElse() {
        tell("system/*.cruds", "/fhir", BATCH).statusCode(201);

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("record-service")));
        assertEquals(BATCH, Services.last("audit-service POST /reported-events").body());
    }

    @Test
    void whatIsNotInScopeTooLargeOrNotFhirIsRefused() {
        tell("system/Patient.c", "/fhir/AuditEvent", EVENT).statusCode(403);
        tell("user/AuditEvent.c", "/fhir/AuditEvent", EVENT).statusCode(403);
        tell("system/AuditEvent.rs", "/fhir/AuditEvent", EVENT).statusCode(403);
        tell("system/AuditEvent.c", "/fhir/AuditEvent", " ".repeat(70_000)).statusCode(413);
        tell("system/AuditEvent.c", "/fhir/AuditEvent?x=1", EVENT).statusCode(400);
        RestAssured.given()
                .contentType("application/fhir+json")
                .body(EVENT)
                .post("/fhir/AuditEvent")
                .then()
                .statusCode(401);

        assertTrue(Services.lines().stream().noneMatch("audit-service POST /reported-events"::equals));
    }

    @Test
    void aRefusalNamesItsRuleAndPlace() {
        Services.instead(
                "audit-service POST /reported-events",
                asked -> Reply.problem(
                        403, "refused", ",\"rule\":\"organisation\",\"place\":\"AuditEvent.source.observer\""));

        tell("system/AuditEvent.c", "/fhir/AuditEvent", EVENT)
                .statusCode(403)
                .body("issue[0].expression[0]", equalTo("AuditEvent.source.observer"));
    }

    @Test
    void theTrailCanStillBeSearched() {
        doctor().get("/fhir/AuditEvent?source=KZ016").then().statusCode(200);
    }
}
