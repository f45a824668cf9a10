package care.weald.consent.preference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.support.Citizens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Preferences are recorded, shown apart from objections, withdrawn, and leave care alone (S146; C6). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class PreferenceResourceTest {

    private static final String CLERK = Peers.caller("clerk", "consent-service", Partners.PRACTICE, "R8006", "TREAT");
    private static final String SYSTEM = Peers.caller("consent-service", Partners.PRACTICE, "", "HOPERAT");
    private static final String SCR = "summary-care-record-preference";
    private static final String NATIONAL = "national-data-opt-out";

    private static String body(String kind, String choice) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":\"" + kind + "\"}"
                + (choice.isEmpty() ? "" : ",{\"name\":\"choice\",\"valueCode\":\"" + choice + "\"}") + "]}";
    }

    private static ValidatableResponse post(String caller, String path, String person, String own, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .header("Weald-Person", person)
                .header("Weald-Own", own)
                .contentType("application/fhir+json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse shown(String person, String query) {
        return given().header("Authorization", "Bearer " + CLERK)
                .header("Weald-Person", person)
                .get("/preferences" + query)
                .then()
                .statusCode(200);
    }

    private static String record(String person, String purpose) {
        return given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("consent-service", Partners.PRACTICE, "R8000", purpose))
                .contentType("application/json")
                .body("{\"interaction\":\"record\",\"person\":\"" + person + "\",\"audiences\":[\"record-service\"]}")
                .post("/decisions")
                .path("decision");
    }

    @ParameterizedTest
    @CsvSource({"implied-consent, OPTIN", "express-consent, OPTIN", "opted-out, OPTOUT"})
    void c6TheSummaryCareRecordPreferenceIsShownAsItsOwnCategoryAndNeverEnforced(String choice, String rule) {
        // Given
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        // When
        post(CLERK, "/preferences", person, "", body(SCR, choice))
                .statusCode(200)
                .body("entry[0].resource.category[1].coding[0].code", equalTo(SCR))
                .body("entry[0].resource.policyRule.coding[0].code", equalTo(rule))
                .body("entry[0].resource.provision.code[0].coding[0].code", equalTo(choice))
                .body("entry[1].resource.resourceType", equalTo("Provenance"))
                .body("entry[1].search.mode", equalTo("include"))
                .body("entry[1].resource.agent[0].type.coding[0].code", equalTo("staff"));

        // Then
        assertEquals("permit", record(person, "TREAT"));
        given().header("Authorization", "Bearer " + CLERK)
                .header("Weald-Person", person)
                .get("/consents")
                .then()
                .body("total", equalTo(0));
    }

    @Test
    void c6TheNationalOptOutLeavesCareAloneAndIsWithdrawn() {
        // Given
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.PRACTICE);

        // When
        post(SYSTEM, "/preferences", person, "", body(NATIONAL, "opted-out"))
                .statusCode(200)
                .body("entry[1].resource.agent[0].type.coding[0].code", equalTo("feed"))
                .body("entry[0].resource.provision.purpose.code", hasItem("HRESCH"));

        // Then
        assertEquals("permit", record(person, "TREAT"));
        shown(person, "?category=" + NATIONAL + "&status=active").body("total", equalTo(1));
        shown(person, "?category=" + SCR).body("total", equalTo(0));

        // When
        post(CLERK, "/preferences/$withdraw", person, "", body(NATIONAL, ""))
                .statusCode(200)
                .body("entry[0].resource.status", equalTo("inactive"));

        // Then
        shown(person, "?status=active").body("total", equalTo(0));
        assertEquals("clerk", Database.value("select ended_by from preference where person = ?", id));
    }

    @Test
    void aCitizenRecordsTheOwnAndNobodyElses() {
        String own = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String other = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        post(Citizens.caller(), "/preferences", own, own, body(NATIONAL, "opted-out"))
                .statusCode(200)
                .body("entry[1].resource.agent[0].type.coding[0].code", equalTo("citizen"));
        post(Citizens.caller(), "/preferences", other, own, body(NATIONAL, "opted-out"))
                .body("decision", equalTo("deny"))
                .body("shown", equalTo("absent"));
    }

    @Test
    void aNewOneEndsTheOneBeforeAndTheSameIsKeptOnce() {
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.PRACTICE);
        post(CLERK, "/preferences", person, "", body(SCR, "implied-consent")).statusCode(200);
        post(CLERK, "/preferences", person, "", body(SCR, "implied-consent")).body("total", equalTo(1));

        post(CLERK, "/preferences", person, "", body(SCR, "opted-out")).body("total", equalTo(2));

        shown(person, "?status=active")
                .body("total", equalTo(1))
                .body("entry[0].resource.provision.code[0].coding[0].code", equalTo("opted-out"));
        String earlier = Instant.now().minus(1, ChronoUnit.DAYS).toString();
        post(
                        CLERK,
                        "/preferences",
                        person,
                        "",
                        body(SCR, "express-consent")
                                .replace("]}", ",{\"name\":\"from\",\"valueDateTime\":\"" + earlier + "\"}]}"))
                .statusCode(409)
                .body("rule", equalTo("overlap"));
    }

    @Test
    void whereThePersonIsNotRegisteredThereIsNobody() {
        String elsewhere = Persons.known(UUID.randomUUID(), Partners.HOSPITAL);

        post(CLERK, "/preferences", elsewhere, "", body(SCR, "opted-out")).body("shown", equalTo("absent"));
        post(SYSTEM, "/preferences", elsewhere, "", body(NATIONAL, "opted-out")).statusCode(404);
        String doctor = Peers.caller("consent-service", Partners.HOSPITAL, "", "TREAT");
        post(doctor, "/preferences", elsewhere, "", body(NATIONAL, "opted-out"))
                .body("reason", equalTo("feeds-allowed"));
    }

    @ParameterizedTest
    @CsvSource({
        "national-data-opt-out, express-consent, choice",
        "article-21-objection, opted-out, kind",
        "summary-care-record-preference, perhaps, choice"
    })
    void whatIsNoPreferenceIsRefused(String kind, String choice, String place) {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        post(CLERK, "/preferences", person, "", body(kind, choice))
                .statusCode(400)
                .body("place", equalTo(place));
        given().header("Authorization", "Bearer " + CLERK)
                .header("Weald-Person", person)
                .get("/preferences?category=article-21-objection")
                .then()
                .statusCode(400)
                .body("place", equalTo("category"));
        shown(person, "").body("entry.findAll { it != null }", empty());
    }

    @Test
    void whatWasRecordedStaysWhatItWas() {
        assertThrows(
                IllegalStateException.class, () -> Database.asService("update preference set choice = 'opted-out'"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from preference"));
    }
}
