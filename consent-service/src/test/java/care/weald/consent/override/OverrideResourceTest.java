package care.weald.consent.override;

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
import com.fasterxml.jackson.databind.JsonNode;
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

/** Overrides: declared, short, bound to who declared them (S136, S156; C4, D4). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class OverrideResourceTest {

    private static final String REASON = "Unconscious in the emergency department";

    private static String caller(String user, String organisation, String role) {
        return Peers.caller(user, "consent-service", organisation, role, "TREAT");
    }

    private static ValidatableResponse post(String path, String caller, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse override(String caller, String person) {
        return post(
                "/overrides", caller, "{\"person\":\"%s\",\"code\":\"5\",\"reason\":\"%s\"}".formatted(person, REASON));
    }

    private static ValidatableResponse read(String caller, String person) {
        return post(
                "/decisions",
                caller,
                "{\"interaction\":\"record\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}".formatted(person));
    }

    private static JsonNode permit(String caller, String person) {
        return Tokens.claims(read(caller, person)
                .body("decision", equalTo("permit"))
                .extract()
                .path("permits.record-service"));
    }

    @Test
    void d4AnOverrideSetsAnObjectionAsideForAQuarterOfAnHourForItsUserAlone() {
        // Given
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.PRACTICE);
        Database.objection(id, "upheld", List.of(), List.of());
        String doctor = caller("doctor", Partners.PRACTICE, "R8000");
        read(doctor, person).body("shown", equalTo("absent"));

        // When
        ValidatableResponse declared = override(doctor, person).statusCode(201).body("permits", aMapWithSize(1));

        // Then
        Duration life =
                Duration.between(Instant.now(), Instant.parse(declared.extract().path("expires")));
        assertTrue(life.compareTo(Duration.ofMinutes(14)) > 0 && life.compareTo(Duration.ofMinutes(15)) <= 0);
        JsonNode permit = permit(doctor, person);
        assertEquals("override", permit.at("/weald/basis").asText());
        assertEquals("F", permit.at("/weald/levels/cat-07").asText());
        assertTrue(permit.at("/weald/hidden_labels").toString().contains("\"V\""));
        read(caller("other", Partners.PRACTICE, "R8000"), person).body("shown", equalTo("absent"));
        Database.asOwner(
                "update record_override set made_at = made_at - interval '1 hour', expires_at = now() where person = ?",
                id);
        read(doctor, person).body("shown", equalTo("absent"));
    }

    @Test
    void itOpensNeitherAnotherPersonNorAnotherClientOrOrganisation() {
        UUID id = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        for (UUID person : List.of(id, another)) {
            Database.objection(person, "upheld", List.of(), List.of());
        }
        String doctor = caller("doctor", Partners.PRACTICE, "R8000");
        override(doctor, Persons.known(id, Partners.PRACTICE)).statusCode(201);

        read(doctor, Persons.known(another, Partners.PRACTICE)).body("shown", equalTo("absent"));
        Database.asOwner("update record_override set client = 'another-client' where person = ?", id);
        read(doctor, Persons.known(id, Partners.PRACTICE)).body("shown", equalTo("absent"));
        Database.asOwner(
                "update record_override set client = 'test-client', organisation = 'RXH01' where person = ?", id);
        read(doctor, Persons.known(id, Partners.PRACTICE)).body("shown", equalTo("absent"));
    }

    @Test
    void itOpensSomebodyRestrictedAndWithoutARelationshipButNeverMoreThanTheMatrix() {
        String person = Persons.restricted(UUID.randomUUID(), Partners.HOSPITAL);
        String paramedic = caller("paramedic", Partners.PRACTICE, "R1070");
        read(paramedic, person).body("shown", equalTo("absent"));

        override(paramedic, person).statusCode(201);

        JsonNode levels = permit(paramedic, person).at("/weald/levels");
        assertEquals("K", levels.path("cat-16").asText());
        assertTrue(levels.path("cat-06").isMissingNode());
        assertTrue(levels.path("cat-02").isMissingNode(), "who is rung for a restricted person stays hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "R8006, KZ016, care-role",
        "R0001, KZ016, record-role",
        "'', KZ016, role-known",
        "R8000, LAP01, agreement-live",
        "R8000, RXH01, break-glass",
    })
    void whoMayNotOverrideIsRefusedAndNothingIsStored(String role, String organisation, String rule) {
        UUID id = UUID.randomUUID();

        override(caller("somebody", organisation, role), Persons.known(id, Partners.PRACTICE))
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(rule));

        assertEquals("0", Database.value("select count(*) from record_override where person = ?", id));
    }

    @Test
    void somebodyUnknownCannotBeOverridden() {
        override(caller("doctor", Partners.PRACTICE, "R8000"), Persons.unknown())
                .body("shown", equalTo("absent"))
                .body("reason", equalTo("person-known"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"code\":\"5\",\"reason\":\"Long enough to be one\"} | person",
                "{\"person\":\"x\",\"reason\":\"Long enough to be one\"} | code",
                "{\"person\":\"x\",\"code\":\"7\",\"reason\":\"Long enough to be one\"} | code",
                "{\"person\":\"x\",\"code\":\"5\"} | reason",
                "{\"person\":\"x\",\"code\":\"5\",\"reason\":\"short\"} | reason",
                "{\"person\":\"x\",\"code\":\"5\",\"reason\":\"Long enough to be one\",\"until\":1} | The body",
            })
    void d4WithoutACodedReasonAndWordsItIsRefused(String body, String place) {
        post("/overrides", caller("doctor", Partners.PRACTICE, "R8000"), body)
                .statusCode(400)
                .body("detail", startsWith(place));
    }

    @Test
    void theServiceCannotLengthenOrHideAnOverride() {
        assertThrows(
                IllegalStateException.class,
                () -> Database.asService("update record_override set expires_at = 'infinity'"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from record_override"));
    }
}
