package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was shown is shown again only when it has the hash of the event (row D14). */
@QuarkusTest
class SeenTest extends GatewayTest {

    private static final String PATIENT = "/fhir/Patient/" + Usual.ALICE;
    private static final String EVENT = "01936f00-0000-7000-8000-000000000001";
    private static final String AGAIN = "_asSeenBy=" + EVENT;

    /** Answers so that the event tells of this hash, and the question was that one. */
    private static void kept(String hash, String question) {
        Services.instead(
                "audit-service GET /disclosures",
                asked -> Reply.ok("{\"request\":\"" + Usual.NOBODY + "\",\"bodyHash\":\"" + hash
                        + "\",\"recorded\":\"2026-11-22T00:00:00Z\"}"));
        Services.instead("record-service GET /seen", asked -> {
            Reply then = Usual.answer(new Asked("record-service", "GET", question, Map.of(), ""));
            Map<String, String> headers = new HashMap<>(then.headers());
            headers.put("Weald-Question", question);
            headers.put("Weald-Levels", "cat-01=F,cat-02=K");
            return new Reply(200, headers, then.body());
        });
    }

    private static String hash() {
        String event = Services.last("audit-service").body();
        return event.replaceAll("(?s).*\"bodyHash\":\"([0-9a-f]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "/$record, /record",
        "/$record?category=cat-09, /record?category=cat-09",
        "/$everything, /everything",
        "/$everything?_type=Observation, /everything?_type=Observation",
    })
    void d14TheSameBytesAreShownAndThatIsADisclosureOfItsOwn(String asked, String question) {
        Response then = doctor().get(PATIENT + asked);
        kept(hash(), question);

        Response again = doctor().get(PATIENT + asked.replaceAll("\\?.*", "") + "?" + AGAIN);

        again.then().statusCode(200);
        assertArrayEquals(then.asByteArray(), again.asByteArray());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"seen\""));
        assertTrue(Services.last("audit-service").body().contains(AGAIN));
        assertFalse(Services.last("audit-service").body().contains("\"items\":0"));
    }

    @Test
    void d14WhoItIsIsShownAtTheLevelsOfThen() {
        doctor().get(PATIENT + "/$record").then().statusCode(200);
        kept(hash(), "/record");

        doctor().get(PATIENT + "/$record?" + AGAIN).then().statusCode(200);

        assertTrue(Services.last("identity-service").target().endsWith("?levels=cat-01=F,cat-02=K"));
    }

    @Test
    void d14WhatHasAnotherHashIsNeverShown() {
        kept("0".repeat(64), "/record");

        String answer = doctor().get(PATIENT + "/$record?" + AGAIN)
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertTrue(answer.contains("not-the-same"), answer);
        assertFalse(answer.contains("Observation"), answer);
    }

    @Test
    void d14TheAnswerToAnotherQuestionIsNone() {
        kept("0".repeat(64), "/everything");

        String answer = doctor().get(PATIENT + "/$record?" + AGAIN)
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertTrue(answer.contains("another-question"), answer);
    }

    @ParameterizedTest
    @CsvSource({"erased", "nothing-shown"})
    void d14WhatTheEventCannotTellIsSaidSo(String rule) {
        Services.instead(
                "audit-service GET /disclosures",
                asked -> Reply.problem(422, "unprocessable", ",\"rule\":\"" + rule + "\""));

        String answer = doctor().get(PATIENT + "/$record?" + AGAIN)
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertTrue(answer.contains(rule), answer);
    }

    @Test
    void d14AnItemIsReadAsItWasShown() {
        Response then = doctor().get("/fhir/Observation/" + Usual.ITEM);
        kept(hash(), "/items/Observation/" + Usual.ITEM);

        Response again = doctor().get("/fhir/Observation/" + Usual.ITEM + "?" + AGAIN);

        again.then().statusCode(200);
        assertArrayEquals(then.asByteArray(), again.asByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "$record?_asSeenBy=x",
        "$record?_asSeenBy=01936f00-0000-7000-8000-000000000001&category=cat-09",
        "$everything?_asSeenBy=",
    })
    void d14WhatCannotBeIsRefusedBeforeAnybodyIsAsked(String path) {
        doctor().get(PATIENT + "/" + path).then().statusCode(400);

        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void d14WhoMayNotIsRefusedAndNobodyIsAskedForTheEvent() {
        doctor().get("/fhir/Patient/" + Usual.REFUSED + "/$record?" + AGAIN)
                .then()
                .statusCode(403)
                .body("resourceType", equalTo("OperationOutcome"));

        assertFalse(Services.lines().stream().anyMatch(line -> line.contains("/disclosures/")));
    }
}
