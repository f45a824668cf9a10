package care.weald.consent.attestation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.attestation.AttestationRepository.Stored;
import care.weald.consent.decision.Tokens;
import care.weald.consent.support.Database;
import care.weald.consent.support.EventLoop;
import care.weald.consent.support.Kept;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That objections are honoured is shown by what was decided, signed; one that was not turns it red (S181; D10). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class AttestationTest {

    @Inject
    Attestations attestations;

    private static String decide(UUID person, String organisation) {
        String decision = given().header(
                        "Authorization", "Bearer " + Peers.caller("consent-service", organisation, "R8000", "TREAT"))
                .contentType("application/json")
                .body("{\"interaction\":\"record\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}"
                        .formatted(Persons.known(person, organisation)))
                .post("/decisions")
                .path("decisionId");
        Kept.until(decision);
        return decision;
    }

    private JsonNode made(Instant from) throws JoseException {
        Instant to = Instant.now();
        Stored made = EventLoop.await(() -> attestations.make(from, to));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(made.signed());
        jws.setKey(new VerificationJwkSelector()
                .select(jws, new JsonWebKeySet(made.keys()).getJsonWebKeys())
                .getKey());
        assertTrue(jws.verifySignature());
        assertEquals("weald-attestation+jws", jws.getHeader("typ"));
        JsonNode told = Tokens.json(jws.getPayload());
        assertEquals(made.green(), told.path("green").asBoolean());
        return told;
    }

    @Test
    void d10ACleanRunIsGreenAndItsNumbersAreThoseOfTheLog() throws JoseException {
        // Given
        Instant from = Instant.now();
        UUID whole = UUID.randomUUID();
        UUID part = UUID.randomUUID();
        Database.objection(whole, "upheld", List.of(), List.of(Partners.HOSPITAL));
        Database.objection(part, "upheld", List.of("cat-20"), List.of());
        String _ = decide(whole, Partners.PRACTICE);
        String _ = decide(whole, Partners.HOSPITAL);
        String _ = decide(part, Partners.PRACTICE);
        String _ = decide(UUID.randomUUID(), Partners.PRACTICE);

        // When
        JsonNode told = made(from);

        // Then
        assertTrue(told.path("green").asBoolean(), told.toString());
        assertEquals(3, told.path("decisions").asInt());
        assertEquals(1, told.path("refused").asInt());
        assertEquals(2, told.path("honoured").asInt());
        assertTrue(told.path("objections").asInt() >= 2);
    }

    @Test
    void d10OneReadThatBreaksAnObjectionTurnsItRedAndIsNamed() throws JoseException {
        // Given
        Instant from = Instant.now();
        UUID person = UUID.randomUUID();
        String decision = decide(person, Partners.PRACTICE);

        // When
        Database.objection(person, "upheld", List.of("cat-07"), List.of());
        JsonNode told = made(from);

        // Then
        assertEquals(false, told.path("green").asBoolean());
        assertEquals(1, told.path("violations").size());
        assertEquals(decision, told.at("/violations/0/decision").asText());
        assertEquals(
                Database.value("select id from objection where person = ?", person),
                told.at("/violations/0/objection").asText());
        String officer = Peers.caller("consent-service", Partners.PRACTICE, "R0001", "HOPERAT");
        given().header("Authorization", "Bearer " + officer)
                .get("/attestations")
                .then()
                .statusCode(200)
                .body("attestations[0].green", equalTo(false));
    }

    @Test
    void whatAnOverrideOpenedIsCountedAsThat() throws JoseException {
        Instant from = Instant.now();
        UUID person = UUID.randomUUID();
        Database.objection(person, "upheld", List.of(), List.of());
        given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT"))
                .contentType("application/json")
                .body("{\"person\":\"%s\",\"code\":\"5\",\"reason\":\"Unconscious in the department\"}"
                        .formatted(Persons.known(person, Partners.PRACTICE)))
                .post("/overrides")
                .then()
                .statusCode(201);
        String _ = decide(person, Partners.PRACTICE);

        JsonNode told = made(from);

        assertTrue(told.path("green").asBoolean());
        assertEquals(1, told.path("overridden").asInt());
    }

    @ParameterizedTest
    @CsvSource({"R8000, KZ016, HOPERAT, privacy-officer", "R0001, RXH01, TREAT, purpose-of-running"})
    void nobodyElseReadsAttestations(String role, String organisation, String purpose, String rule) {
        given().header("Authorization", "Bearer " + Peers.caller("consent-service", organisation, role, purpose))
                .get("/attestations")
                .then()
                .body("reason", equalTo(rule));
    }

    @Test
    void theServiceChangesNoAttestation() {
        assertThrows(IllegalStateException.class, () -> Database.asService("update attestation set green = true"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from attestation"));
    }
}
