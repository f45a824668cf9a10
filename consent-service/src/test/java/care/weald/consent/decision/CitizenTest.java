package care.weald.consent.decision;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Citizens;
import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a citizen sees: the own record, and that of somebody whose proxy he or she is (S159, S162; X4). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class CitizenTest {

    private static JsonNode permit(String own, String person, String interaction) {
        return Tokens.claims(Citizens.decide(Citizens.caller(), own, person, interaction)
                .body("decision", equalTo("permit"))
                .extract()
                .path("permits.audit-service"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demographics", "read", "search", "record", "everything"})
    void x4TheOwnRecordIsSeenAsTheMatrixHasItForCitizens(String interaction) {
        String own = Persons.known(UUID.randomUUID(), Partners.HOSPITAL);

        JsonNode permit = permit(own, own, interaction);

        assertEquals("own", permit.at("/weald/basis").asText());
        assertEquals("F", permit.at("/weald/levels/cat-07").asText());
        for (String third : List.of("cat-03", "cat-05", "cat-10", "cat-15")) {
            assertTrue(permit.at("/weald/levels/" + third).isMissingNode(), third + " waits for a review");
        }
    }

    @Test
    void anObjectionIsToOthersNotToOneself() {
        UUID id = UUID.randomUUID();
        String own = Persons.known(id, Partners.PRACTICE);
        Database.objection(id, "upheld", List.of(), List.of());

        assertEquals("F", permit(own, own, "record").at("/weald/levels/cat-07").asText());
    }

    @Test
    void aCitizenReachesNobodyElseWhoLooksAsAbsentAsSomebodyUnknown() {
        String own = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String other = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        String hidden = Citizens.decide(Citizens.caller(), own, other, "record")
                .statusCode(200)
                .body("shown", equalTo("absent"))
                .extract()
                .asString();
        String absent = Citizens.decide(Citizens.caller(), own, Persons.unknown(), "record")
                .extract()
                .asString();

        assertEquals(shown(absent), shown(hidden));
    }

    private static String shown(String answer) {
        return answer.replaceAll("\"decisionId\":\"[^\"]*\"", "").replaceAll("\"permits\":.*", "");
    }

    @Test
    void whoIsNotKnownIsNotEvenOneself() {
        String nobody = Persons.unknown();

        Citizens.decide(Citizens.caller(), nobody, nobody, "record").body("shown", equalTo("absent"));
    }

    @ParameterizedTest
    @CsvSource({"P5, PATRQT, assurance", "'', PATRQT, assurance", "P9, TREAT, purpose-of-citizen"})
    void whoIsNotProvedOrStatesAnotherPurposeIsRefused(String assurance, String purpose, String rule) {
        String own = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        Citizens.decide(Citizens.caller(assurance, purpose), own, own, "record")
                .body("decision", equalTo("deny"))
                .body("shown", equalTo("refused"))
                .body("reason", equalTo(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "feed", "people", "steward", "models", "quality", "audit"})
    void aCitizenDoesNothingElse(String interaction) {
        io.restassured.RestAssured.given()
                .header("Authorization", "Bearer " + Citizens.caller())
                .contentType("application/json")
                .body("{\"interaction\":\"%s\",\"audiences\":[\"audit-service\"]}".formatted(interaction))
                .post("/decisions")
                .then()
                .body("decision", equalTo("deny"));
    }

    @Test
    void staffWhoCarryAPersonTokenAreStillStaff() {
        String own = Persons.known(UUID.randomUUID(), Partners.HOSPITAL);
        String doctor = Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT");

        Citizens.decide(doctor, own, own, "record").body("reason", equalTo("relationship"));
        Citizens.decide(doctor, own, own, "access-log").body("reason", equalTo("citizen-role"));
    }

    @Test
    void aProxySeesTheChildWhileTheProxyLastsAndNothingThatBearsALabel() {
        // Given
        UUID child = UUID.randomUUID();
        UUID mother = UUID.randomUUID();
        String own = Persons.known(mother, Partners.PRACTICE);
        String person = Persons.known(child, Partners.PRACTICE);
        Citizens.decide(Citizens.caller(), own, person, "record").body("shown", equalTo("absent"));

        // When
        Citizens.proxy(child, mother, "now() + interval '1 hour'");

        // Then
        JsonNode permit = permit(own, person, "record");
        assertEquals("proxy", permit.at("/weald/basis").asText());
        assertEquals(11, permit.at("/weald/hidden_labels").size());
        Citizens.decide(Citizens.caller(), person, own, "record").body("shown", equalTo("absent"));

        // When
        Database.asOwner("update delegation set valid_to = now() where person = ?", child);

        // Then
        Citizens.decide(Citizens.caller(), own, person, "record").body("shown", equalTo("absent"));
    }

    @Test
    void aRestrictedPersonHasNoProxyAndSeesTheOwnRecordWithoutWhoIsRung() {
        UUID child = UUID.randomUUID();
        UUID father = UUID.randomUUID();
        Citizens.proxy(child, father, "now() + interval '1 hour'");
        String person = Persons.restricted(child, Partners.PRACTICE);

        Citizens.decide(Citizens.caller(), Persons.known(father, Partners.PRACTICE), person, "record")
                .body("shown", equalTo("absent"));
        assertTrue(permit(person, person, "record").at("/weald/levels/cat-02").isMissingNode());
    }

    @Test
    void theAccessLogIsPermittedToTheAuditServiceForOneselfAlone() {
        UUID id = UUID.randomUUID();
        String former = UUID.randomUUID().toString();
        String own = Persons.linkedAs(
                id, "[{\"id\":\"%s\",\"from\":\"2026-01-01T00:00:00Z\"}]".formatted(former), Partners.PRACTICE);

        JsonNode permit = permit(own, own, "access-log");

        assertEquals("access-log", permit.at("/weald/interaction").asText());
        assertEquals(id.toString(), permit.at("/extensions/ihe_pcf/patient_id").asText());
        assertEquals(former, permit.at("/weald/persons/0/id").asText());
        assertFalse(permit.path("weald").has("levels"));
        Citizens.decide(Citizens.caller(), own, Persons.known(UUID.randomUUID(), Partners.PRACTICE), "access-log")
                .body("shown", equalTo("absent"));
    }

    @Test
    void anOwnTokenThatDoesNotHoldIsRefused() {
        Citizens.decide(Citizens.caller(), "no-token", Persons.known(UUID.randomUUID()), "record")
                .statusCode(400);
    }
}
