package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies for patients go by the same gate as everything else (row X5). */
@QuarkusTest
class SubjectAccessTest extends GatewayTest {

    private static final String ASK = "/fhir/Patient/" + Usual.ALICE + "/$subject-access";
    private static final String JOB = "/01936f00-0000-7000-8000-000000000001";

    @Test
    void x5ACopyIsAskedForWithWhoThePersonIs() {
        Services.instead(
                "record-service POST /subject-access",
                asked -> new Reply(201, Map.of("Location", "https://x" + JOB), "{\"resourceType\":\"Task\"}"));

        doctor().post(ASK).then().statusCode(201).header("Location", containsString(JOB));

        assertTrue(Services.last("record-service").body().contains("\"resourceType\":\"Patient\""));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"subject-access\""));
        assertTrue(Services.last("audit-service").body().contains("$subject-access"));
    }

    @Test
    void x5APackIsFetchedWithTheAccessLogAndIsNeverShownInAPage() {
        Services.instead("audit-service GET /access-log", asked -> Reply.ok("<html/>"));
        Services.instead(
                "record-service POST /subject-access",
                asked -> new Reply(200, Map.of("Weald-Content-Type", "application/zip"), "PK"));

        doctor().post(ASK + JOB + "/$fetch")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/zip"))
                .header("Content-Disposition", containsString("attachment"));

        assertTrue(Services.last("record-service").body().contains("<html/>"));
        assertTrue(Services.last("record-service").target().endsWith(JOB + "/$fetch"));
    }

    @ParameterizedTest
    @CsvSource({"'', GET", "/items, GET", "/$decide, POST", "/$complete, POST"})
    void x5AReviewIsDecidedAsOne(String path, String method) {
        doctor().contentType("application/fhir+json")
                .body(method.equals("POST") ? "{\"resourceType\":\"Parameters\"}" : "")
                .request(method, ASK + "-review" + JOB + path)
                .then()
                .statusCode(200);

        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"disclosure-review\""));
        assertTrue(Services.last("record-service").target().contains("/subject-access-reviews" + JOB + path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JOB, "-review", "-review" + JOB})
    void x5WhoMayNotIsRefusedAndNothingIsAskedOfTheRecord(String path) {
        doctor().get("/fhir/Patient/" + Usual.REFUSED + "/$subject-access" + path)
                .then()
                .statusCode(403);
        doctor().get("/fhir/Patient/" + Usual.HIDDEN + "/$subject-access" + path)
                .then()
                .statusCode(404);

        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void x5WhatIsNoRequestIsRefused() {
        doctor().get(ASK + "/x").then().statusCode(400);
        doctor().get(ASK + JOB + "?category=cat-09").then().statusCode(400);
    }
}
