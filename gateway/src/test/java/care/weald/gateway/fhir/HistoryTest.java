package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past goes by the same gate. */
@QuarkusTest
class HistoryTest extends GatewayTest {

    private static final String ITEM = "/fhir/Observation/" + Usual.ITEM;
    private static final String PATIENT = "/fhir/Patient/" + Usual.ALICE;

    @Test
    void versionsAreReadUnderAReadPermitAndRecordedAsWhatTheyAre() {
        doctor().get(ITEM + "/_history?_count=5").then().statusCode(200);

        assertTrue(Services.last("record-service").target().endsWith(Usual.ITEM + "/_history?_count=5"));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"read\""));
        assertTrue(Services.last("audit-service").body().contains("\"subtype\":\"history-instance\""));
        assertTrue(Services.last("audit-service").body().contains("Observation/" + Usual.ITEM + "/_history"));
    }

    @Test
    void aVersionIsReadByItsNumber() {
        doctor().get(ITEM + "/_history/2").then().statusCode(200).header("ETag", equalTo("W/\"3\""));

        assertTrue(Services.last("record-service").target().endsWith("/_history/2"));
        assertTrue(Services.last("audit-service").body().contains("\"subtype\":\"vread\""));
    }

    @ParameterizedTest
    @CsvSource({
        "/_history/0, 400",
        "/_history/x, 400",
        "/_history?_at=2026, 400",
        "/_history/1?_count=1, 400",
    })
    void whatCannotBeIsRefusedBeforeAnybodyIsAsked(String path, int status) {
        doctor().get(ITEM + path).then().statusCode(status);

        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void whatHasNoVersionsIsNotServed() {
        doctor().get("/fhir/Organization/x1/_history").then().statusCode(404);
        doctor().get(PATIENT + "/_history").then().statusCode(404);
        doctor().get("/fhir/Observation/nonsense/_history").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"$record, record", "$everything, everything"})
    void aRecordOfThePastHasNoPatientOfToday(String operation, String path) {
        doctor().get(PATIENT + "/" + operation + "?_asOf=2026-03-03T14:03:00Z")
                .then()
                .statusCode(200);

        assertTrue(Services.last("record-service").target().startsWith("/" + path + "?_asOf=2026-03-03T14"));
        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("identity-service GET /patients")));
        assertTrue(Services.last("audit-service").body().contains("_asOf=2026-03-03T14:03:00Z"));
    }

    @Test
    void aScopeForSearchDoesNotReadTheOldVersions() {
        assertEquals(
                403,
                io.restassured.RestAssured.given()
                        .auth()
                        .oauth2(care.weald.gateway.support.Idp.token(
                                claims -> claims.setClaim("scope", "user/Observation.s")))
                        .get(ITEM + "/_history")
                        .statusCode());
    }
}
