package care.weald.consent.relationship;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class ClaimResourceTest {

    private static final String REASON = "Seen in the walk-in clinic this morning";

    private static String caller(String organisation, String role) {
        return Peers.caller("consent-service", organisation, role, "TREAT");
    }

    private static ValidatableResponse post(String path, String caller, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse claim(String caller, String person) {
        return post("/relationship-claims", caller, "{\"person\":\"%s\",\"reason\":\"%s\"}".formatted(person, REASON));
    }

    private static ValidatableResponse read(String caller, String person) {
        return post(
                "/decisions",
                caller,
                "{\"interaction\":\"read\",\"person\":\"%s\",\"audiences\":[\"audit-service\"]}".formatted(person));
    }

    private static String count(UUID person) {
        return Database.value("select count(*) from relationship_claim where person = ?", person);
    }

    @Test
    void aClaimOpensTheRecordToTheOneWhoMadeIt() {
        // Given
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.HOSPITAL);
        read(caller(Partners.PRACTICE, "R8000"), person).body("reason", equalTo("relationship"));

        // When
        ValidatableResponse claimed =
                claim(caller(Partners.PRACTICE, "R8000"), person).statusCode(201);

        // Then
        Instant expires =
                Instant.parse(claimed.body("permits", aMapWithSize(1)).extract().path("expires"));
        assertTrue(Duration.between(Instant.now(), expires).compareTo(Duration.ofMinutes(479)) > 0);
        assertTrue(Duration.between(Instant.now(), expires).compareTo(Duration.ofHours(8)) <= 0);
        assertEquals(REASON, Database.value("select reason from relationship_claim where person = ?", id));
        String permit = read(caller(Partners.PRACTICE, "R8000"), person)
                .body("decision", equalTo("permit"))
                .extract()
                .path("permits.audit-service");
        assertEquals("claim", Tokens.claims(permit).at("/weald/basis").asText());
        read(caller(Partners.PRACTICE, "R0260"), person).body("reason", equalTo("relationship"));
    }

    @Test
    void theAuditTrailIsToldOfAClaim() {
        UUID id = UUID.randomUUID();

        String permit = claim(caller(Partners.PRACTICE, "R8001"), Persons.known(id, Partners.HOSPITAL))
                .extract()
                .path("permits.audit-service");

        assertEquals("claim", Tokens.claims(permit).at("/weald/interaction").asText());
        assertEquals("claim", Tokens.claims(permit).at("/weald/basis").asText());
        assertEquals(
                id.toString(),
                Tokens.claims(permit).at("/extensions/ihe_pcf/patient_id").asText());
        assertEquals(
                Tokens.claims(permit).at("/weald/decision_id").asText(),
                Database.value("select id from relationship_claim where person = ?", id));
    }

    @ParameterizedTest
    @CsvSource({
        "R8006, KZ016, care-role",
        "R5110, KZ016, care-role",
        "R6100, KZ016, care-role",
        "R0001, KZ016, record-role",
        "R8004, KZ016, role-known",
        "'', KZ016, role-known",
        "R8000, LAP01, agreement-live",
        "R8000, HST01, read-access",
    })
    void whoMayNotClaimIsRefusedAndNothingIsStored(String role, String organisation, String rule) {
        UUID id = UUID.randomUUID();

        claim(caller(organisation, role), Persons.known(id, Partners.HOSPITAL))
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("shown", equalTo("refused"))
                .body("reason", equalTo(rule))
                .body("permits", aMapWithSize(1));

        assertEquals("0", count(id));
    }

    @Test
    void somebodyHiddenCannotBeClaimedAndLooksAbsent() {
        UUID objecting = UUID.randomUUID();
        UUID restricted = UUID.randomUUID();
        Database.objection(objecting, "upheld", List.of(), List.of());

        for (String person : List.of(
                Persons.unknown(),
                Persons.known(objecting, Partners.HOSPITAL),
                Persons.restricted(restricted, Partners.HOSPITAL))) {
            claim(caller(Partners.PRACTICE, "R8000"), person)
                    .statusCode(200)
                    .body("shown", equalTo("absent"))
                    .body("reason", equalTo("person-known"));
        }
        assertEquals("0", count(objecting));
        assertEquals("0", count(restricted));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | The body",
                "{} | person",
                "{\"person\":\"x\"} | reason",
                "{\"person\":\"x\",\"reason\":\"too short\"} | reason",
                "{\"person\":\"x\",\"reason\":\"  too short  \"} | reason",
                "{\"person\":\"x\",\"reason\":\"a \\u0000 between words\"} | reason",
                "{\"person\":\"x\",\"reason\":[\"a list of reasons\"]} | reason",
                "{\"person\":7,\"reason\":\"on my list today\"} | person",
                "{\"person\":\"x\",\"reason\":\"on my list today\",\"expires\":\"never\"} | The body",
            })
    void aWrongClaimIsRefusedNamingThePlace(String body, String place) {
        post("/relationship-claims", caller(Partners.PRACTICE, "R8000"), body)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-content"))
                .body("detail", startsWith(place));
    }

    @Test
    void aReasonHasAtMostFiveHundredCharacters() {
        String person = Persons.known(UUID.randomUUID(), Partners.HOSPITAL);
        String body = "{\"person\":\"%s\",\"reason\":\"%s\"}";

        post("/relationship-claims", caller(Partners.PRACTICE, "R8000"), body.formatted(person, "é".repeat(500)))
                .statusCode(201);
        post("/relationship-claims", caller(Partners.PRACTICE, "R8000"), body.formatted(person, "é".repeat(501)))
                .statusCode(400);
    }

    @Test
    void aBadPersonTokenIsRefused() {
        claim(caller(Partners.PRACTICE, "R8000"), "x")
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-token"));
    }

    @Test
    void theServiceCannotChangeOrDeleteAClaim() {
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update relationship_claim set expires_at = 'infinity'"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from relationship_claim"));
    }
}
