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
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** A citizen at the door: known by the NHS number that the own provider proves, and by nothing else (X4). */
@QuarkusTest
class CitizenTest extends GatewayTest {

    private static void citizen(JwtClaims claims) {
        for (String staff : List.of("organization_id", "organization_name", "job_role", "purpose_of_use")) {
            claims.unsetClaim(staff);
        }
        claims.setClaim("nhs_number", Usual.ALICE_NUMBER);
        claims.setClaim("vot", "P9.Cp.Cd");
        claims.setClaim("scope", "openid patient/*.rs patient/Task.u user/*.cruds system/*.cruds");
    }

    private static RequestSpecification as(Consumer<JwtClaims> change) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> {
                    citizen(claims);
                    change.accept(claims);
                }))
                .contentType("application/fhir+json");
    }

    @Test
    void x4WhoTheCitizenIsGoesWithTheQuestionAsIdentityServicesWord() {
        as(claims -> {}).get("/fhir/Patient/" + Usual.ALICE).then().statusCode(200);

        Services.Asked asked = Services.last("consent-service");
        assertTrue(asked.body().contains("\"own\":\"person-" + Usual.ALICE + "\""), asked.body());
        assertTrue(asked.caller().contains("\"code\":\"CIT\""), asked.caller());
        assertTrue(asked.caller().contains("v3-RoleClass"), asked.caller());
        assertTrue(asked.caller().contains("\"acr\":\"P9\""), asked.caller());
        assertTrue(asked.caller().contains("PATRQT"), asked.caller());
        assertTrue(asked.caller().contains("\"subject_organization_id\":\"KZ016\""), asked.caller());
        assertFalse(asked.caller().contains("user/") || asked.caller().contains("system/"), asked.caller());
        assertFalse(asked.caller().contains(Usual.ALICE_NUMBER));
    }

    @Test
    void theLevelOfProofIsPassedOnAsItIs() {
        as(claims -> claims.setClaim("vot", "P5.Cp.Cd")).get("/fhir/Patient/" + Usual.ALICE);
        assertTrue(Services.last("consent-service").caller().contains("\"acr\":\"P5\""));

        as(claims -> claims.unsetClaim("vot")).get("/fhir/Patient/" + Usual.ALICE);
        assertTrue(Services.last("consent-service").caller().contains("\"acr\":\"\""));
    }

    @Test
    void somebodyElseIsAnsweredAsSomebodyAbsent() {
        String hidden = as(claims -> {})
                .get("/fhir/Patient/" + Usual.HIDDEN)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String absent = as(claims -> {})
                .get("/fhir/Patient/" + Usual.NOBODY)
                .then()
                .statusCode(404)
                .extract()
                .asString();

        assertEquals(absent, hidden);
    }

    @Test
    void anotherProviderSaysNothingOfCitizens() {
        RestAssured.given()
                .auth()
                .oauth2(Idp.bySecond(CitizenTest::citizen))
                .get("/fhir/Patient/" + Usual.ALICE)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("citizen-provider"));

        assertFalse(Services.lines().toString().contains("consent-service"));
    }

    @Test
    void whoIsStaffTooIsNeither() {
        as(claims -> claims.setClaim("job_role", "R8000"))
                .get("/fhir/Patient/" + Usual.ALICE)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("citizen-role"));
        RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("job_role", "CIT")))
                .get("/fhir/Patient/" + Usual.ALICE)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("citizen-role"));
    }

    @Test
    void aCitizenNeedsAScopeAboutThePatient() {
        as(claims -> claims.setClaim("scope", "openid user/*.rs"))
                .get("/fhir/Patient/" + Usual.ALICE)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));
    }

    @Test
    void anObjectionIsLodgedByTheCitizen() {
        Services.instead(
                "consent-service POST /objections",
                asked -> new Reply(
                        201,
                        Map.of("Content-Type", "application/fhir+json", "Weald-Permit", "audit-permit"),
                        "{\"resourceType\":\"Task\"}"));

        as(claims -> {})
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[]}")
                .post("/fhir/Patient/" + Usual.ALICE + "/$object")
                .then()
                .statusCode(201);

        assertEquals(
                "person-" + Usual.ALICE,
                Services.last("consent-service").headers().get("weald-own"));
    }
}
