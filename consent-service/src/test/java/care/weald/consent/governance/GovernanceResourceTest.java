package care.weald.consent.governance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.consent.support.Kept;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers for those who run the service, about partners and about nobody in particular. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class GovernanceResourceTest {

    private static final String PARTNER = "partners.find { it.organisation == 'KZ016' }.";

    private static String caller(String organisation, String role, String purpose) {
        return Peers.caller("consent-service", organisation, role, purpose);
    }

    private static ValidatableResponse measures(String caller, String query) {
        return given().header("Authorization", "Bearer " + caller)
                .get("/governance" + query)
                .then();
    }

    @Test
    void whatAPartnerDoesIsCounted() {
        String officer = caller(Partners.PRACTICE, "R0001", "HOPERAT");
        int before = measures(officer, "").statusCode(200).extract().path(PARTNER + "overrides.declared");
        UUID person = UUID.randomUUID();

        String override = given().header("Authorization", "Bearer " + caller(Partners.PRACTICE, "R8000", "TREAT"))
                .contentType("application/json")
                .body("{\"person\":\"%s\",\"code\":\"5\",\"reason\":\"Unconscious in the department\"}"
                        .formatted(Persons.known(person, Partners.PRACTICE)))
                .post("/overrides")
                .path("override");
        Kept.until(override);

        ValidatableResponse told = measures(officer, "");
        told.body(PARTNER + "overrides.declared", equalTo(before + 1))
                .body(PARTNER + "overrides.open", greaterThanOrEqualTo(1))
                .body(PARTNER + "decisions", greaterThanOrEqualTo(1));
        assertFalse(told.extract().asString().contains(person.toString()));
        int then =
                measures(officer, "?from=2020-01-01&until=2020-01-31").extract().path(PARTNER + "overrides.declared");
        assertEquals(0, then);
    }

    @ParameterizedTest
    @CsvSource({
        "R8000, KZ016, TREAT, purpose-of-running",
        "R8000, KZ016, HOPERAT, privacy-officer",
        "R0001, LAP01, HOPERAT, agreement-live",
    })
    void noClinicianAndNobodyElseReadsThem(String role, String organisation, String purpose, String rule) {
        measures(caller(organisation, role, purpose), "")
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=yesterday", "?from=2026-02-01&until=2026-01-01"})
    void whatIsNoTimeIsRefused(String query) {
        measures(caller(Partners.PRACTICE, "R0001", "HOPERAT"), query)
                .statusCode(400)
                .body("place", equalTo("from"));
    }
}
