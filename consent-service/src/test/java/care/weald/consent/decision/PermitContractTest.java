package care.weald.consent.decision;

import static care.weald.consent.decision.DecisionResourceTest.decide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** The permit has the shape that docs/contracts/tokens.md shows. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class PermitContractTest {

    private static final UUID PERSON = UUID.fromString("0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0");

    private static String permit(String interaction, String role, String person, String audience) {
        String at = person.isEmpty() ? "" : "\"person\":\"" + person + "\",";
        return decide(
                        Peers.caller("consent-service", Partners.PRACTICE, role, "TREAT"),
                        "{\"interaction\":\"%s\",%s\"audiences\":[\"%s\"]}".formatted(interaction, at, audience))
                .statusCode(200)
                .extract()
                .path("permits." + audience);
    }

    /** The example of the contract, whose elided parts are filled in. */
    private static JsonNode example() throws IOException {
        String text = Files.readString(Path.of("../docs/contracts/tokens.md"));
        String block = text.substring(text.indexOf("## Permit"));
        block = block.substring(block.indexOf("```json") + 7);
        block = block.substring(0, block.indexOf("```")).replace("{…as in the caller token…}", "{}");
        return new ObjectMapper().readTree(block);
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, String> types(JsonNode node) {
        Map<String, String> types = new TreeMap<>();
        node.properties()
                .forEach(entry ->
                        types.put(entry.getKey(), entry.getValue().getNodeType().name()));
        return types;
    }

    @Test
    void aPermitHasTheMembersOfTheContractAndNoOther() throws IOException {
        JsonNode claims = Tokens.claims(permit("read", "R8000", Persons.known(PERSON, "KZ016"), "record-service"));
        JsonNode example = example();

        assertEquals(types(example.get("weald")), types(claims.get("weald")));
        assertEquals(types(example.at("/extensions/ihe_pcf")), types(claims.at("/extensions/ihe_pcf")));
        assertEquals(names(example.get("extensions")), names(claims.get("extensions")));
        assertEquals(names(example.at("/weald/source_patients/0")), names(claims.at("/weald/source_patients/0")));
        assertEquals(Set.of("iss", "aud", "sub", "iat", "exp", "jti", "extensions", "weald"), names(claims));
        assertEquals(example.get("iss"), claims.get("iss"));
        assertEquals(example.get("aud"), claims.get("aud"));
    }

    @Test
    void aPermitSaysWhoWhomAndWhat() {
        JsonNode claims = Tokens.claims(permit("read", "R1450", Persons.known(PERSON, "KZ016"), "record-service"));

        assertEquals("user-KZ016-R1450", claims.get("sub").asText());
        assertEquals(
                "KZ016",
                claims.at("/extensions/ihe_iua/subject_organization_id").asText());
        assertEquals(
                "Test Person", claims.at("/extensions/ihe_iua/subject_name").asText());
        assertEquals(
                "R1450", claims.at("/extensions/ihe_iua/subject_role/0/code").asText());
        assertEquals(
                PERSON.toString(), claims.at("/extensions/ihe_pcf/patient_id").asText());
        assertEquals("permit", claims.at("/weald/decision").asText());
        assertEquals("source-patient", claims.at("/weald/basis").asText());
        assertEquals("K", claims.at("/weald/levels/cat-11").asText());
        assertEquals(
                "F",
                claims.get("weald").get("levels").get("cat-11/immunisation").asText());
        assertFalse(claims.get("weald").get("levels").has("cat-16"));
        assertEquals("KZ016", claims.at("/weald/source_patients/0/organization").asText());
        assertFalse(claims.at("/weald/restricted").asBoolean());
        assertTrue(claims.get("exp").asLong() - claims.get("iat").asLong() <= 60);
    }

    @Test
    void aRestrictedPersonIsMarked() {
        JsonNode claims =
                Tokens.claims(permit("read", "R8000", Persons.restricted(PERSON, "KZ016"), "identity-service"));

        assertTrue(claims.at("/weald/restricted").asBoolean());
        assertEquals("urn:weald:identity-service", claims.get("aud").asText());
    }

    @Test
    void aPermitWithoutAPersonHasNothingOfOne() {
        JsonNode claims = Tokens.claims(permit("feed", "", "", "record-service"));

        assertFalse(claims.at("/extensions/ihe_pcf").has("patient_id"));
        assertFalse(claims.get("weald").has("source_patients"));
        assertFalse(claims.get("weald").has("levels"));
        assertEquals("none", claims.at("/weald/basis").asText());
    }

    /** Row D7. */
    @Test
    void howNearTheReaderIsToThePersonIsToldToTheTrailAloneAndToARefusalOfItsOwn() {
        String near = Persons.near(PERSON, List.of("same-address", "colleague"), "KZ016");
        String stranger = Persons.near(PERSON, List.of("self"), "KZ099");

        JsonNode audit = Tokens.claims(permit("read", "R8000", near, "audit-service"));
        JsonNode read = Tokens.claims(permit("read", "R8000", near, "record-service"));
        JsonNode refused = Tokens.claims(permit("read", "R8000", stranger, "audit-service"));
        JsonNode plain =
                Tokens.claims(permit("read", "R8000", Persons.linkedAs(PERSON, "[]", "KZ016"), "audit-service"));

        assertEquals("[\"same-address\",\"colleague\"]", audit.at("/weald/near").toString());
        assertEquals("deny", refused.at("/weald/decision").asText());
        assertEquals("[\"self\"]", refused.at("/weald/near").toString());
        assertFalse(read.get("weald").has("near"));
        assertFalse(plain.get("weald").has("near"));
    }

    /** Row D11. */
    @Test
    void aPermitToSearchTheTrailSaysUnderWhichIdsItKnowsThePerson() throws IOException {
        String persons = "[{\"id\":\"%s\",\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-02-01T00:00:00Z\"}]"
                .formatted(UUID.randomUUID());
        String person = Persons.linkedAs(PERSON, persons, "KZ016");

        JsonNode audit = Tokens.claims(permit("audit", "R0001", person, "audit-service"));
        JsonNode everybody = Tokens.claims(permit("audit", "R0001", "", "audit-service"));
        JsonNode read = Tokens.claims(permit("read", "R8000", person, "record-service"));

        assertEquals(
                PERSON.toString(), audit.at("/extensions/ihe_pcf/patient_id").asText());
        assertEquals(new ObjectMapper().readTree(persons), audit.at("/weald/persons"));
        assertFalse(audit.get("weald").has("source_patients"));
        assertFalse(audit.get("weald").has("levels"));
        assertFalse(read.get("weald").has("persons"));
        assertFalse(everybody.at("/extensions/ihe_pcf").has("patient_id"));
        assertFalse(everybody.get("weald").has("persons"));
    }

    @Test
    void aPermitIsSignedWithAPublishedKey() throws JoseException {
        String token = permit("read", "R8000", Persons.known(PERSON, "KZ016"), "audit-service");
        JsonNode header = Tokens.header(token);
        var keys = new JsonWebKeySet(RestAssured.get("/.well-known/jwks.json").asString());
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(keys.findJsonWebKey(header.get("kid").asText(), "EC", "sig", "ES256")
                .getKey());

        assertTrue(jws.verifySignature());
        assertEquals("weald-permit+jwt", header.get("typ").asText());
        assertEquals("ES256", header.get("alg").asText());
    }
}
