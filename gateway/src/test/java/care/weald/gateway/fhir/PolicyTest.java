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
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What consent-service does itself, at the door: overrides afterwards, proxies, explanations, trials (C9, D4, D9). */
@QuarkusTest
class PolicyTest extends GatewayTest {

    private static final String TASK = "override-019a0000-0000-7000-8000-000000000001";
    private static final String PARAMETERS = "{\"resourceType\":\"Parameters\",\"parameter\":[%s]}";
    private static final String PROXY = "{\"name\":\"proxy\",\"valueIdentifier\":{\"system\":"
            + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + Usual.ALICE_NUMBER + "\"}}";

    @BeforeEach
    void consentServiceAnswers() {
        for (String path :
                List.of("/follow-ups", "/overrides/$confirm", "/delegations", "/explanations", "/simulations")) {
            for (String method : List.of("GET", "POST")) {
                Services.instead(
                        "consent-service " + method + " " + path,
                        asked -> new Reply(
                                200,
                                Map.of("Content-Type", "application/fhir+json", "Weald-Permit", "audit-permit"),
                                "{\"resourceType\":\"Parameters\"}"));
            }
        }
    }

    private static RequestSpecification caller(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .contentType("application/fhir+json");
    }

    private static Response post(String path, String parameters) {
        return caller("user/*.rs user/Task.u user/Patient.u")
                .body(PARAMETERS.formatted(parameters))
                .post(path);
    }

    private static void denied(String shown, boolean override) {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"decisionId\":\"x\",\"reason\":\"relationship\",\"shown\":\""
                        + shown + "\"" + (override ? ",\"override\":true" : "")
                        + ",\"permits\":{\"audit-service\":\"deny\"}}"));
    }

    @Test
    void d4ThatAnOverrideExistsIsSaidInTheSameBytesOfWhoeverIsHiddenOrAbsent() {
        denied("absent", true);

        byte[] hidden = doctor().get("/fhir/Patient/" + Usual.HIDDEN).asByteArray();
        byte[] absent = doctor().get("/fhir/Patient/" + Usual.NOBODY).asByteArray();

        assertArrayEquals(absent, hidden);
        doctor().get("/fhir/Patient/" + Usual.HIDDEN)
                .then()
                .statusCode(404)
                .body("issue[0].extension[0].url", equalTo("https://weald.care/StructureDefinition/override"))
                .body("issue[0].extension[0].valueUri", equalTo("Patient/$override"))
                .body("issue[0].details.coding[1].code", equalTo("override-exists"));
        doctor().header("Accept", "application/fhir+xml")
                .get("/fhir/Patient/" + Usual.HIDDEN)
                .then()
                .statusCode(404)
                .body(containsString("<valueUri value=\"Patient/$override\"/>"));
    }

    @Test
    void d4ASearchSaysSoBesideNothing() {
        denied("absent", true);

        doctor().get("/fhir/Observation?patient=" + Usual.HIDDEN)
                .then()
                .statusCode(200)
                .body("total", equalTo(0))
                .body("entry[0].search.mode", equalTo("outcome"))
                .body("entry[0].resource.issue[0].severity", equalTo("information"))
                .body("entry[0].resource.issue[0].extension[0].valueUri", equalTo("Patient/$override"));
    }

    @Test
    void d4WhoMayNotOverrideIsToldOfNone() {
        denied("absent", false);
        doctor().get("/fhir/Patient/" + Usual.HIDDEN).then().statusCode(404).body(not(containsString("override")));
        doctor().get("/fhir/Observation?patient=" + Usual.HIDDEN).then().body(not(containsString("override")));

        denied("refused", true);
        doctor().get("/fhir/Patient/" + Usual.HIDDEN)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("relationship"))
                .body("issue[0].details.coding[2].code", equalTo("override-exists"));
    }

    @Test
    void d4AnOverrideIsConfirmedAndLookedInto() {
        post("/fhir/Patient/" + Usual.ALICE + "/$confirm-override", "").then().statusCode(200);
        assertEquals(
                "person-" + Usual.ALICE,
                Services.last("consent-service POST /overrides/$confirm")
                        .headers()
                        .get("weald-person"));

        caller("user/*.rs").get("/fhir/Task/" + TASK).then().statusCode(200);
        assertEquals(
                "/follow-ups/" + TASK.substring(9),
                Services.last("consent-service").target());
        post("/fhir/Task/" + TASK + "/$close", "").then().statusCode(200);
        caller("user/*.rs")
                .get("/fhir/Task?code=override-follow-up&status=requested")
                .then()
                .statusCode(200);
        assertEquals(
                "/follow-ups?status=requested", Services.last("consent-service").target());
        caller("user/*.rs")
                .get("/fhir/Task?code=override-follow-up&patient=" + Usual.ALICE)
                .then()
                .statusCode(400);
        caller("user/*.rs")
                .body("{}")
                .post("/fhir/Task/" + TASK + "/$close")
                .then()
                .statusCode(403);
    }

    @Test
    void aProxysNhsNumberGoesNoFurtherThanToIdentityService() {
        post("/fhir/Patient/" + Usual.HIDDEN + "/$delegate", PROXY + ",{\"name\":\"kind\",\"valueCode\":\"carer\"}")
                .then()
                .statusCode(200);

        Services.Asked asked = Services.last("consent-service POST /delegations");
        assertEquals("person-" + Usual.HIDDEN, asked.headers().get("weald-person"));
        assertEquals("person-" + Usual.ALICE, asked.headers().get("weald-proxy"));
        assertFalse(asked.body().contains(Usual.ALICE_NUMBER), asked.body());
        assertTrue(asked.body().contains("carer"), asked.body());
        assertFalse(Services.last("audit-service").body().contains(Usual.ALICE_NUMBER));
        post("/fhir/Patient/" + Usual.ALICE + "/$delegate", "")
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("proxy"));
        caller("user/*.rs")
                .get("/fhir/Patient/" + Usual.ALICE + "/$delegates")
                .then()
                .statusCode(200);
        post("/fhir/Patient/" + Usual.ALICE + "/$end-delegation", "").then().statusCode(200);
        caller("user/*.rs")
                .body(PARAMETERS.formatted(PROXY))
                .post("/fhir/Patient/" + Usual.ALICE + "/$delegate")
                .then()
                .statusCode(403);
    }

    @Test
    void d9WhatIsExplainedNamesItsPatientToIdentityServiceAlone() {
        post(
                        "/fhir/$explain-access",
                        PROXY.replace("proxy", "patient") + ",{\"name\":\"category\",\"valueCode\":\"cat-07\"}")
                .then()
                .statusCode(200);

        Services.Asked asked = Services.last("consent-service POST /explanations");
        assertEquals("person-" + Usual.ALICE, asked.headers().get("weald-person"));
        assertFalse(asked.body().contains("patient"), asked.body());
        assertEquals("audit-permit", Services.last("audit-service").headers().get("weald-permit"));

        post("/fhir/$explain-access", "{\"name\":\"decision\",\"valueId\":\"019a0000-0000-7000-8000-000000000001\"}")
                .then()
                .statusCode(200);
        assertFalse(Services.last("consent-service").headers().containsKey("weald-person"));
        post("/fhir/$explain-access", "{\"name\":\"patient\",\"valueReference\":{\"reference\":\"Group/1\"}}")
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("patient"));
    }

    @Test
    void versionsOfTheMatrixArePassedOnAsJsonForWhoMayChangeThem() {
        Services.instead(
                "consent-service POST /access-matrix/versions",
                asked -> new Reply(
                        200,
                        Map.of("Content-Type", "application/json", "Weald-Permit", "audit-permit"),
                        "{\"versions\":[]}"));

        caller("user/*.rs user/Consent.u")
                .contentType("application/json")
                .body("{\"version\":\"2026-02\"}")
                .post("/access-matrix/versions")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .body("versions.size()", equalTo(0));
        assertEquals(
                "application/json", Services.last("consent-service").headers().get("content-type"));
        for (String step : List.of("$approve", "$activate")) {
            caller("user/Consent.u")
                    .contentType("application/json")
                    .body("{\"reason\":\"x\"}")
                    .post("/access-matrix/versions/2026-02/" + step)
                    .then()
                    .statusCode(200);
            assertEquals(
                    "/access-matrix/versions/2026-02/" + step,
                    Services.last("consent-service").target());
        }
        caller("user/*.rs")
                .contentType("application/json")
                .body("{}")
                .post("/access-matrix/versions")
                .then()
                .statusCode(403);
        RestAssured.given().get("/access-matrix/versions").then().statusCode(401);
    }

    @Test
    void aConsentIsReadByItsOwnId() {
        Services.instead(
                "consent-service GET /consents",
                asked -> new Reply(
                        200,
                        Map.of("Content-Type", "application/fhir+json", "Weald-Permit", "audit-permit"),
                        "{\"resourceType\":\"Consent\"}"));

        caller("user/*.rs").get("/fhir/Consent/" + Usual.NOBODY).then().statusCode(200);
        assertEquals(
                "/consents/" + Usual.NOBODY, Services.last("consent-service").target());
        caller("user/*.rs").get("/fhir/Consent/" + Usual.ITEM).then().statusCode(200);
        assertTrue(Services.lines().contains("record-service GET /items/Consent/" + Usual.ITEM));
    }

    @Test
    void d10AttestationsArePassedOn() {
        Services.instead(
                "consent-service GET /attestations",
                asked -> new Reply(
                        200,
                        Map.of("Content-Type", "application/json", "Weald-Permit", "audit-permit"),
                        "{\"attestations\":[]}"));

        caller("user/Consent.r").get("/attestations").then().statusCode(200).body("attestations.size()", equalTo(0));
        assertEquals("audit-permit", Services.last("audit-service").headers().get("weald-permit"));
        caller("user/Patient.r").get("/attestations").then().statusCode(403);

        Services.instead(
                "consent-service GET /governance",
                asked -> new Reply(
                        200,
                        Map.of("Content-Type", "application/json", "Weald-Permit", "audit-permit"),
                        "{\"partners\":[]}"));
        caller("user/Consent.r").get("/governance?from=2026-01-01").then().statusCode(200);
        assertEquals(
                "/governance?from=2026-01-01", Services.last("consent-service").target());
        caller("user/Consent.r").get("/governance?person=1").then().statusCode(400);
    }

    @Test
    void anybodyReadsAnyVersionOfTheMatrix() {
        Services.instead(
                "consent-service GET /access-matrix",
                asked -> asked.target().contains("version=2026-02")
                        ? Reply.ok("{\"version\":\"2026-02\"}")
                        : Reply.problem(404, "not-found", ""));

        RestAssured.given()
                .get("/access-matrix?version=2026-02")
                .then()
                .statusCode(200)
                .body("version", equalTo("2026-02"));
        RestAssured.given().get("/access-matrix?version=none").then().statusCode(404);
        RestAssured.given()
                .queryParam("version", "a/b")
                .get("/access-matrix")
                .then()
                .statusCode(400);
    }

    @Test
    void d9ATrialIsPassedOn() {
        post("/fhir/$simulate-policy", "{\"name\":\"matrix\",\"valueString\":\"2026-02\"}")
                .then()
                .statusCode(200);
        assertTrue(Services.last("consent-service POST /simulations").body().contains("2026-02"));

        caller("user/Patient.rs")
                .body(PARAMETERS.formatted(""))
                .post("/fhir/$simulate-policy")
                .then()
                .statusCode(403);
    }
}
