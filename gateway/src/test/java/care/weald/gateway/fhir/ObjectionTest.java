package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Objections at the door: decided by consent-service, recorded before anything is told (S137 to S145). */
@QuarkusTest
class ObjectionTest extends GatewayTest {

    private static final String BODY = "{\"resourceType\":\"Parameters\",\"parameter\":[]}";
    private static final String ID = "objection-019a0000-0000-7000-8000-000000000001";
    private static final String TASK = "{\"resourceType\":\"Task\",\"id\":\"" + ID + "\"}";
    private static final String BUNDLE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    private static final Map<String, String> PERMITTED = Map.of(
            "Content-Type",
            "application/fhir+json",
            "Weald-Permit",
            "audit-permit",
            "ETag",
            "W/\"2\"",
            "Location",
            "http://localhost/fhir/Task/" + ID,
            "Weald-Disclosure",
            "{\"categories\":[],\"items\":1,\"persons\":[\"" + Usual.ALICE + "\"]}");
    private static final Reply DENIED = new Reply(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"decision\":\"deny\",\"reason\":\"record-role\",\"shown\":\"refused\",\"permits\":{\"audit-service\":\"no\"}}");

    @BeforeEach
    void consentServiceAnswers() {
        Services.instead(
                "consent-service POST /objections",
                asked -> new Reply(asked.target().equals("/objections") ? 201 : 200, PERMITTED, TASK));
        Services.instead("consent-service GET /objections", asked -> new Reply(200, PERMITTED, BUNDLE));
        Services.instead("consent-service GET /consents", asked -> new Reply(200, PERMITTED, BUNDLE));
    }

    private static RequestSpecification caller(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .contentType("application/fhir+json");
    }

    private static Response lodge(String scope) {
        return caller(scope).body(BODY).post("/fhir/Patient/" + Usual.ALICE + "/$object");
    }

    private static Response step(String step) {
        return caller("user/*.rs user/Task.u").body(BODY).post("/fhir/Task/" + ID + "/" + step);
    }

    @Test
    void s144AnObjectionIsLodgedAboutThePatientAndProved() {
        lodge("user/*.rs user/Task.u")
                .then()
                .statusCode(201)
                .header("X-Weald-Receipt", containsString("."))
                .header("Location", containsString(ID))
                .header("ETag", "W/\"2\"");

        assertEquals(
                List.of(
                        "identity-service POST /person-tokens",
                        "consent-service POST /objections",
                        "audit-service POST /events"),
                Services.lines());
        assertEquals(
                "person-" + Usual.ALICE,
                Services.last("consent-service").headers().get("weald-person"));
        assertEquals("audit-permit", Services.last("audit-service").headers().get("weald-permit"));
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("Patient/" + Usual.ALICE + "/$object"), event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$ask-information", "$give-information", "$decide", "$appeal", "$review", "$withdraw"})
    void aStepIsPassedOnOnceAndSaysWhomItIsAbout(String step) {
        step(step).then().statusCode(200).body("id", equalTo(ID));

        assertEquals(
                List.of(
                        "consent-service POST /objections/" + ID.substring(10) + "/" + step,
                        "audit-service POST /events"),
                Services.lines());
        assertNull(Services.last("consent-service").headers().get("weald-person"));
        assertTrue(Services.last("audit-service").body().contains(Usual.ALICE));
    }

    @Test
    void casesAndConsentsAreFoundByTheirCode() {
        caller("user/*.rs")
                .get("/fhir/Task?code=https://weald.care/CodeSystem/task-code%7Carticle-21-objection&status=requested")
                .then()
                .statusCode(200);
        assertEquals(
                "/objections?status=requested", Services.last("consent-service").target());
        caller("user/*.rs")
                .get("/fhir/Task?code=article-21-objection&patient=" + Usual.ALICE)
                .then()
                .statusCode(200);
        assertEquals(
                "person-" + Usual.ALICE,
                Services.last("consent-service").headers().get("weald-person"));
        caller("user/*.rs")
                .get("/fhir/Consent?category=article-21-objection&status=active&patient=" + Usual.ALICE)
                .then()
                .statusCode(200);
        assertEquals("/consents?status=active", Services.last("consent-service").target());
        caller("user/*.rs").get("/fhir/Task/" + ID).then().statusCode(200);
        assertEquals("GET", Services.last("consent-service").method());
        caller("user/*.rs")
                .get("/fhir/Consent?category=article-21-objection")
                .then()
                .statusCode(400);
    }

    @Test
    void whoIsDeniedIsToldWhyAndItIsRecorded() {
        Services.instead("consent-service POST /objections", asked -> DENIED);

        lodge("user/Task.u").then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("record-role"));

        assertEquals("no", Services.last("audit-service").headers().get("weald-permit"));
    }

    @Test
    void aRuleThatSpeaksAgainstAStepIsNamed() {
        Services.instead(
                "consent-service POST /objections",
                asked -> new Reply(
                        409,
                        Map.of("Weald-Permit", "audit-permit", "Content-Type", "application/problem+json"),
                        "{\"type\":\"urn:weald:problem:conflict\",\"status\":409,\"rule\":\"transition\"}"));

        step("$decide").then().statusCode(409).body("issue[0].details.coding[1].code", equalTo("transition"));

        assertEquals("audit-permit", Services.last("audit-service").headers().get("weald-permit"));
    }

    @Test
    void withoutTheScopeNothingIsAsked() {
        lodge("user/*.rs").then().statusCode(403);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void withoutAReceiptNothingIsTold() {
        Services.instead("audit-service POST /events", asked -> new Reply(503, Map.of(), ""));

        Response answer = lodge("user/Task.u");

        answer.then().statusCode(503);
        assertFalse(answer.asString().contains(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$uphold", "$decide/x"})
    void thereAreNoOtherSteps(String step) {
        assertTrue(step(step).statusCode() >= 404);
    }
}
