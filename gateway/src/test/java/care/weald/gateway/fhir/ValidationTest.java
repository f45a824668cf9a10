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
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is wrong with a resource, before it is sent. */
@QuarkusTest
class ValidationTest extends GatewayTest {

    private static final String RESOURCE = "{\"resourceType\":\"Observation\"}";

    private static ValidatableResponse validate(String scope, String type, String resource) {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .urlEncodingEnabled(false)
                .contentType("application/fhir+json")
                .body(resource.getBytes(StandardCharsets.UTF_8))
                .post("/fhir/" + type + "/$validate")
                .then();
    }

    @Test
    void theOutcomeIsPassedOnAndAuditedAndNothingIsFed() {
        Services.instead(
                "record-service POST /validations",
                asked -> Reply.ok("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\"}]}"));

        validate("user/*.rs", "Observation", RESOURCE)
                .statusCode(200)
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].severity", equalTo("warning"));

        assertEquals(
                RESOURCE,
                Services.last("record-service POST /validations/Observation").body());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"directory\""));
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"Observation/$validate\""));
        assertTrue(Services.lines().stream().noneMatch("record-service POST /feeds"::equals));
    }

    @Test
    void whatIsNotServedTooLargeOrOutsideTheScopeIsRefused() {
        validate("user/*.rs", "Widget", RESOURCE).statusCode(404);
        validate("user/*.rs", "Observation", "").statusCode(400);
        validate("user/*.rs", "Observation", " ".repeat(300_000)).statusCode(413);
        validate("user/Patient.rs", "Observation", RESOURCE)
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("record-service")));
    }
}
