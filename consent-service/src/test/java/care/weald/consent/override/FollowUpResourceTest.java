package care.weald.consent.override;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.consent.decision.Tokens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of overrides: a second person for what is very restricted, and somebody who looks into each (D4). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class FollowUpResourceTest {

    private static final String REASON = "Unconscious in the emergency department";
    private static final String OFFICER = caller("officer", Partners.PRACTICE, "R0001", "HOPERAT");

    private static String caller(String user, String organisation, String role, String purpose) {
        return Peers.caller(user, "consent-service", organisation, role, purpose);
    }

    private static String doctor(String user) {
        return caller(user, Partners.PRACTICE, "R8000", "TREAT");
    }

    private static String override(String user, String person) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + doctor(user))
                .contentType("application/json")
                .body("{\"person\":\"%s\",\"code\":\"5\",\"reason\":\"%s\"}".formatted(person, REASON))
                .post("/overrides")
                .then()
                .statusCode(201)
                .extract()
                .path("override");
    }

    private static ValidatableResponse confirm(String caller, String person, String override) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .header("Weald-Person", person)
                .contentType("application/fhir+json")
                .body(("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"override\",\"valueId\":\"%s\"},"
                                + "{\"name\":\"reason\",\"valueString\":\"Seen by both of us\"}]}")
                        .formatted(override))
                .post("/overrides/$confirm")
                .then();
    }

    private static String hiddenLabels(String user, String person) {
        return Tokens.claims(given().urlEncodingEnabled(false)
                        .header("Authorization", "Bearer " + doctor(user))
                        .contentType("application/json")
                        .body("{\"interaction\":\"record\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}"
                                .formatted(person))
                        .post("/decisions")
                        .then()
                        .extract()
                        .path("permits.record-service"))
                .at("/weald/hidden_labels")
                .toString();
    }

    private static ValidatableResponse get(String caller, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .get(path)
                .then();
    }

    private static ValidatableResponse close(String caller, String id, String outcome) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .contentType("application/fhir+json")
                .body(("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"outcome\",\"valueCode\":\"%s\"},"
                                + "{\"name\":\"reason\",\"valueString\":\"Talked to the doctor\"}]}")
                        .formatted(outcome))
                .post("/follow-ups/" + id + "/$close")
                .then();
    }

    @Test
    void d4TwoPeopleTogetherOpenWhatIsVeryRestrictedToTheOneWhoOverrode() {
        // Given
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String id = override("first", person);
        assertEquals("[\"V\"]", hiddenLabels("first", person));

        // When
        confirm(doctor("second"), person, id).statusCode(200).header("Weald-Permit", containsString("."));

        // Then
        assertEquals("[]", hiddenLabels("first", person));
        assertEquals("[\"V\"]", hiddenLabels("second", person));
        confirm(doctor("second"), person, id).statusCode(200);
        confirm(doctor("third"), person, id).statusCode(409).body("rule", equalTo("confirmed"));
        Database.asOwner(
                "update record_override set made_at = made_at - interval '1 hour', expires_at = now() where id = ?::uuid",
                id);
        assertEquals("[\"V\"]", hiddenLabels("first", person));
    }

    @Test
    void d4NobodyConfirmsTheirOwnOverrideNorOneOfAnotherOrganisationPersonOrTime() {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String id = override("first", person);

        confirm(doctor("first"), person, id).statusCode(403).body("rule", equalTo("other-person"));
        confirm(doctor("second"), Persons.known(UUID.randomUUID(), Partners.PRACTICE), id)
                .statusCode(404);
        confirm(doctor("second"), person, UUID.randomUUID().toString()).statusCode(404);
        confirm(caller("clerk", Partners.PRACTICE, "R8006", "TREAT"), person, id)
                .statusCode(200)
                .body("reason", equalTo("care-role"));
        confirm(caller("doctor", Partners.HOSPITAL, "R8000", "TREAT"), person, id)
                .body("reason", equalTo("break-glass"));
        confirm(doctor("second"), person, "no-id").statusCode(400).body("place", equalTo("override"));
        Database.asOwner(
                "update record_override set made_at = made_at - interval '1 hour', expires_at = now()"
                        + " where id = ?::uuid",
                id);
        confirm(doctor("second"), person, id).statusCode(404);
        assertEquals("0", Database.value("select count(*) from override_confirmation where override = ?::uuid", id));
    }

    @Test
    void d4EachOverrideOpensAFollowUpThatAPrivacyOfficerOfItsOrganisationCloses() {
        // Given
        UUID about = UUID.randomUUID();
        String id = override("first", Persons.known(about, Partners.PRACTICE));

        // When
        ValidatableResponse read = get(OFFICER, "/follow-ups/" + id);

        // Then
        read.statusCode(200)
                .body("id", equalTo("override-" + id))
                .body("status", equalTo("requested"))
                .body("code.coding[0].code", equalTo("override-follow-up"))
                .body("for.reference", equalTo("Patient/" + about))
                .body("input.find { it.type.coding[0].code == 'reason' }.valueString", equalTo(REASON))
                .header("Weald-Disclosure", containsString(about.toString()));
        Duration due =
                Duration.between(Instant.now(), Instant.parse(read.extract().path("restriction.period.end")));
        assertEquals(7, due.plusHours(1).toDays());

        // When
        close(OFFICER, id, "justified")
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("output[0].valueCode", equalTo("justified"));

        // Then
        close(OFFICER, id, "justified").statusCode(200);
        close(OFFICER, id, "not-justified").statusCode(409).body("rule", equalTo("closed"));
        get(OFFICER, "/follow-ups?status=completed&_count=25").statusCode(200);
        get(OFFICER, "/follow-ups?status=requested").body("entry.resource.id", not(hasItem("override-" + id)));
    }

    @Test
    void whoConfirmedAnOverrideDoesNotLookIntoIt() {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String override = override("alone", person);
        confirm(caller("both", Partners.PRACTICE, "R8000", "TREAT"), person, override)
                .statusCode(200);

        close(caller("both", Partners.PRACTICE, "R5105", "TREAT"), override, "justified")
                .statusCode(403)
                .body("rule", equalTo("other-person"));
    }

    @Test
    void theListGoesOnPageByPageByWhatIsDueFirst() {
        for (int i = 0; i < 3; i++) {
            String _ = override("first", Persons.known(UUID.randomUUID(), Partners.PRACTICE));
        }

        ValidatableResponse page =
                get(OFFICER, "/follow-ups?status=requested&_count=1").body("entry.size()", equalTo(1));
        String next = page.extract().path("link.find { it.relation == 'next' }.url");
        String first = page.extract().path("entry[0].resource.id");

        get(OFFICER, "/follow-ups?status=requested&_count=1&_cursor=" + next.replaceAll(".*_cursor=", ""))
                .body("entry[0].resource.id", not(equalTo(first)));
    }

    @ParameterizedTest
    @CsvSource({
        "R8000, KZ016, TREAT, privacy-officer",
        "R5100, KZ016, HOPERAT, privacy-officer",
        "R0001, LAP01, HOPERAT, agreement-live",
        "R0001, RXH01, HOPERAT, purpose-in-agreement",
    })
    void nobodyElseLooksIntoOverrides(String role, String organisation, String purpose, String rule) {
        String id = override("first", Persons.known(UUID.randomUUID(), Partners.PRACTICE));
        String caller = caller("somebody", organisation, role, purpose);

        get(caller, "/follow-ups").body("decision", equalTo("deny")).body("reason", equalTo(rule));
        get(caller, "/follow-ups/" + id).body("reason", equalTo(rule));
        close(caller, id, "justified").body("reason", equalTo(rule));
    }

    @Test
    void anotherOrganisationsFollowUpIsNotThereAndNobodyLooksIntoTheirOwn() {
        String id = override("officer", Persons.known(UUID.randomUUID(), Partners.PRACTICE));
        close(OFFICER, id, "justified").statusCode(403).body("rule", equalTo("other-person"));
        close(OFFICER, id, "excused").statusCode(400).body("place", equalTo("outcome"));

        Database.asOwner("update override_follow_up set organisation = 'RXH01' where id = ?::uuid", id);

        get(OFFICER, "/follow-ups/" + id).statusCode(404);
        close(OFFICER, id, "justified").statusCode(404);
        get(OFFICER, "/follow-ups?status=open").statusCode(400).body("place", equalTo("status"));
    }

    @Test
    void theServiceChangesNothingOfWhatWasDeclaredOrConfirmed() {
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update override_confirmation set subject = 'x'"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from override_follow_up"));
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update override_follow_up set due_at = 'infinity'"));
    }
}
