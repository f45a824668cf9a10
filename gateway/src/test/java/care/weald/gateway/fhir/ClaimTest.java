package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClaimTest extends GatewayTest {

    private static final String BY_IDENTIFIER = "/fhir/Patient/$claim-relationship";
    private static final String IDENTIFIER = "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":"
            + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"%s\"}}";
    private static final String REASON = "{\"name\":\"reason\",\"valueString\":\"On call\"}";

    private static String parameters(String... parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", parameters) + "]}";
    }

    private static Response claim(String path, String body) {
        return doctor().contentType("application/fhir+json").body(body).post(path);
    }

    @Test
    void aRelationshipIsClaimedByWhoHasOnlyTheNhsNumber() {
        claim(BY_IDENTIFIER, parameters(IDENTIFIER.formatted(Usual.ALICE_NUMBER), REASON))
                .then()
                .statusCode(200)
                .body("parameter.find { it.name == 'expires' }.valueInstant", equalTo("2026-11-23T00:00:00Z"))
                .body("parameter.find { it.name == 'patient' }.valueId", equalTo(Usual.ALICE));

        assertTrue(Services.last("consent-service").body().contains("\"person\":\"person-" + Usual.ALICE));
        Services.Asked event = Services.last("audit-service");
        assertEquals("claim-permit", event.headers().get("weald-permit"));
        assertTrue(event.body().contains("\"path\":\"Patient/$claim-relationship\""), event.body());
        assertFalse(event.body().contains(Usual.ALICE_NUMBER));
    }

    @Test
    void aClaimInXmlIsTakenAndAnsweredInXml() {
        doctor().contentType("application/fhir+xml")
                .header("Accept", "application/fhir+xml")
                .body("<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"identifier\"/>"
                        + "<valueIdentifier><system value=\"https://fhir.nhs.uk/Id/nhs-number\"/><value value=\""
                        + Usual.ALICE_NUMBER + "\"/></valueIdentifier></parameter><parameter>"
                        + "<name value=\"reason\"/><valueString value=\"On call\"/></parameter></Parameters>")
                .post(BY_IDENTIFIER)
                .then()
                .statusCode(200)
                .body(containsString("<valueId value=\"" + Usual.ALICE + "\">"));
    }

    @Test
    void somebodyAbsentLooksAsAnUnknownIdDoes() {
        Services.instead(
                "consent-service POST /relationship-claims",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"person-known\",\"shown\":\"absent\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        Response byId = claim("/fhir/Patient/" + Usual.NOBODY + "/$claim-relationship", parameters(REASON));
        Response byNumber = claim(BY_IDENTIFIER, parameters(IDENTIFIER.formatted("9991000038"), REASON));

        assertEquals(404, byNumber.statusCode());
        assertArrayEquals(byId.asByteArray(), byNumber.asByteArray());
        assertEquals("deny-permit", Services.last("audit-service").headers().get("weald-permit"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{\"name\":\"reason\",\"valueString\":\"x\"} ! identifier",
                "{\"name\":\"identifier\",\"valueString\":\"9991000003\"} ! identifier",
                "{\"name\":\"identifier\",\"valueIdentifier\":{\"value\":\"9991000003\"}} ! identifier",
                "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"s\",\"value\":\"9991000003\"}} ! reason"
            })
    void aClaimThatLacksSomethingNamesItAndAsksNobody(String parameter, String place) {
        claim(BY_IDENTIFIER, parameters(parameter.trim()))
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo(place))
                .body(not(containsString("9991000003")));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_IDENTIFIER, "/fhir/Patient/" + Usual.ALICE + "/$claim-relationship"})
    void aClaimOverSixteenKibibytesIsTooLarge(String path) {
        claim(path, parameters(REASON + " ".repeat(16_384)))
                .then()
                .statusCode(413)
                .body("issue[0].code", equalTo("too-long"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void aClaimNeedsAScopeForPatients() {
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "user/Observation.rs")))
                .contentType("application/fhir+json")
                .body(parameters(IDENTIFIER.formatted(Usual.ALICE_NUMBER), REASON))
                .post(BY_IDENTIFIER)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));
    }

    @Test
    void d4AnOverrideIsDeclaredWithACodedReasonByWhoHasOnlyTheNhsNumber() {
        Services.instead(
                "consent-service POST /overrides",
                asked -> new Reply(
                        201,
                        java.util.Map.of(),
                        "{\"expires\":\"2026-11-23T00:15:00Z\",\"permits\":{\"audit-service\":\"override-permit\"}}"));
        String code = "{\"name\":\"code\",\"valueCode\":\"5\"}";

        claim("/fhir/Patient/$override", parameters(IDENTIFIER.formatted(Usual.ALICE_NUMBER), REASON, code))
                .then()
                .statusCode(200)
                .body("parameter.find { it.name == 'expires' }.valueInstant", equalTo("2026-11-23T00:15:00Z"))
                .body("parameter.find { it.name == 'patient' }.valueId", equalTo(Usual.ALICE));

        assertTrue(Services.last("consent-service").body().contains("\"code\":\"5\""));
        Services.Asked event = Services.last("audit-service");
        assertEquals("override-permit", event.headers().get("weald-permit"));
        assertFalse(event.body().contains(Usual.ALICE_NUMBER));
        claim("/fhir/Patient/" + Usual.ALICE + "/$override", parameters(REASON, code))
                .then()
                .statusCode(200);
    }

    @Test
    void d4AnOverrideWithoutACodedReasonIsRefused() {
        claim("/fhir/Patient/" + Usual.ALICE + "/$override", parameters(REASON))
                .then()
                .statusCode(400);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }
}
