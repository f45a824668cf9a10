package care.weald.gateway.fhir;

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

/** Preferences, egress agreements and privacy notices are passed to their owner, whose permit is audited (C6, X13, X15). */
@QuarkusTest
class PreferenceTest extends GatewayTest {

    private static final String PATIENT = "{\"name\":\"patient\",\"valueIdentifier\":{\"system\":"
            + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + Usual.ALICE_NUMBER + "\"}}";
    private static final String KIND = "{\"name\":\"kind\",\"valueCode\":\"national-data-opt-out\"}";

    @BeforeEach
    void consentServiceAnswers() {
        for (String path : List.of(
                "GET /preferences",
                "POST /preferences",
                "POST /preferences/$withdraw",
                "GET /egress-agreements",
                "POST /egress-agreements",
                "POST /egress-agreements/study-1/$approve",
                "POST /privacy-notice-drafts/2026-06/$approve")) {
            Services.instead(
                    "consent-service " + path,
                    asked -> new Reply(
                            200,
                            Map.of("Content-Type", "application/fhir+json", "Weald-Permit", "audit-permit"),
                            "{\"resourceType\":\"Bundle\"}"));
        }
    }

    private static RequestSpecification caller(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)));
    }

    private static Response post(String scope, String path, String parameters) {
        return caller(scope)
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}")
                .post(path);
    }

    @Test
    void c6APreferenceIsRecordedForThePersonWhoseNumberGoesNoFurther() {
        post("user/Consent.u", "/fhir/Consent/$record-preference", PATIENT + "," + KIND)
                .then()
                .statusCode(200);

        var asked = Services.last("consent-service POST /preferences");
        assertTrue(asked.body().contains("national-data-opt-out"));
        assertFalse(asked.body().contains(Usual.ALICE_NUMBER));
        assertTrue(asked.headers().keySet().stream().anyMatch("Weald-Person"::equalsIgnoreCase));
        post("user/Consent.u", "/fhir/Consent/$withdraw-preference", PATIENT + "," + KIND)
                .then()
                .statusCode(200);
    }

    @Test
    void c6WithoutTheScopeOrAPatientNothingIsRecorded() {
        post("user/*.rs", "/fhir/Consent/$record-preference", PATIENT + "," + KIND)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));
        post("user/Consent.u", "/fhir/Consent/$record-preference", KIND).then().statusCode(400);
    }

    @Test
    void c6PreferencesAreShownByTheirOwnCategoryAndNoOther() {
        caller("user/*.rs")
                .get("/fhir/Consent?patient=" + Usual.ALICE + "&category=national-data-opt-out&status=active")
                .then()
                .statusCode(200);

        assertEquals(
                "/preferences?status=active&category=national-data-opt-out",
                Services.last("consent-service GET /preferences").target());
        caller("user/*.rs")
                .get("/fhir/Consent?patient=" + Usual.ALICE
                        + "&category=national-data-opt-out&category=article-21-objection")
                .then()
                .statusCode(400);
    }

    @Test
    void x13AgreementsAreListedRegisteredAndApproved() {
        caller("user/Consent.rs").get("/egress-agreements").then().statusCode(200);
        RequestSpecification officer = caller("user/Consent.u").contentType("application/json");
        officer.body("{}").post("/egress-agreements").then().statusCode(200);
        officer.body("{}").post("/egress-agreements/study-1/$approve").then().statusCode(200);
        officer.body("{}").post("/egress-agreements/a%20b/$approve").then().statusCode(400);
        caller("user/*.rs")
                .contentType("application/json")
                .body("{}")
                .post("/egress-agreements")
                .then()
                .statusCode(403);
    }

    @Test
    void x15NoticesAreReadByEverybodyAndApprovedByOfficers() {
        Services.instead("consent-service GET /privacy-notices", asked -> switch (asked.target()) {
            case "/privacy-notices" -> Reply.ok("{\"notices\":[]}");
            case "/privacy-notices/current" -> Reply.ok("{\"version\":\"2026-06\"}");
            default -> new Reply(404, Map.of(), "{}");
        });

        RestAssured.get("/privacy-notices").then().statusCode(200);
        RestAssured.get("/privacy-notices/current").then().statusCode(200).body("version", equalTo("2026-06"));
        RestAssured.get("/privacy-notices/old").then().statusCode(404);
        RestAssured.get("/privacy-notice-drafts").then().statusCode(401);
        caller("user/Consent.u")
                .contentType("application/json")
                .body("{}")
                .post("/privacy-notice-drafts/2026-06/$approve")
                .then()
                .statusCode(200);
    }
}
