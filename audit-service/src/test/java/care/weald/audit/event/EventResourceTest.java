package care.weald.audit.event;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Content;
import care.weald.audit.log.Leaf;
import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.token.PeerKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class EventResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final UUID person = UUID.randomUUID();
    private final UUID id = Events.uuid7();
    private final String permit = Permits.permit("KZ016", "R8000", "read", person);

    @Test
    void theReceiptVerifiesWithThePublishedKeysAndNamesTheStoredBytes() throws Exception {
        // When an event is posted
        JwtClaims receipt =
                claims(post(permit, Events.read(id)).statusCode(201).extract().path("receipt"));

        // Then the receipt is for it, and its leaf hash is that of the bytes that are kept
        byte[] body = body(id);
        assertEquals(id.toString(), receipt.getSubject());
        assertEquals("ab".repeat(32), receipt.getStringClaimValue("body_hash"));
        assertEquals(HexFormat.of().formatHex(Leaf.hash(entry(id))), receipt.getStringClaimValue("leaf_hash"));
        assertEquals(
                Database.number("select log_index from event_key where event_id = '" + id + "'"),
                receipt.getClaimValue("index", Long.class));
        assertEquals("Patient/" + person, patient(body));
    }

    @Test
    void theSameEventAgainHasTheSameIndexAndAFreshReceipt() throws Exception {
        Map<String, Object> event = Events.read(id);
        String first = post(permit, event).statusCode(201).extract().path("receipt");

        String second = post(permit, event).statusCode(201).extract().path("receipt");

        assertNotEquals(first, second);
        assertEquals(claims(first).getClaimValue("index"), claims(second).getClaimValue("index"));
        assertEquals(claims(first).getClaimValue("leaf_hash"), claims(second).getClaimValue("leaf_hash"));
    }

    @Test
    void otherContentUnderTheSameIdIsAConflict() {
        post(permit, Events.read(id)).statusCode(201);
        Map<String, Object> other = Events.read(id);
        other.put("bodyHash", "cd".repeat(32));

        post(permit, other).statusCode(409).body("type", equalTo("urn:weald:problem:conflict"));
    }

    @Test
    void anotherPersonUnderTheSameIdIsAConflict() {
        Map<String, Object> event = Events.read(id);
        post(permit, event).statusCode(201);

        post(Permits.permit("KZ016", "R8000", "read", UUID.randomUUID()), event).statusCode(409);
    }

    @Test
    void aPersonInTheJsonIsRefusedAndThePathNamesNobody() throws Exception {
        Map<String, Object> forged = Events.read(id);
        forged.put("person", UUID.randomUUID().toString());
        post(permit, forged).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-content"));

        // a path about somebody else does not change whose record the event is about
        forged.remove("person");
        forged.put("path", "Patient/" + UUID.randomUUID());
        post(permit, forged).statusCode(201);

        assertEquals("Patient/" + person, patient(body(id)));
        assertEquals(1, Database.number("select count(*) from audit_event where person = '" + person + "'"));
    }

    @Test
    void aDenyIsKeptWithItsReason() throws Exception {
        String deny = Permits.deny("KZ016", "R8000", "relationship", person);

        post(deny, Events.refusal(id)).statusCode(201);

        JsonNode fhir = JSON.readTree(body(id));
        assertEquals("relationship", fhir.at("/outcomeDesc").asText());
        assertEquals("8", fhir.at("/outcome").asText());
        assertEquals("Patient/" + person, patient(body(id)));
    }

    @Test
    void everybodyShownIsAPatientOfTheEvent() throws Exception {
        List<UUID> people = List.of(person, UUID.randomUUID(), UUID.randomUUID());

        post(Permits.permit("KZ016", "R8000", "people"), Events.people(id, people))
                .statusCode(201);

        JsonNode entities = JSON.readTree(body(id)).path("entity");
        for (int i = 0; i < people.size(); i++) {
            JsonNode entity = entities.get(i);
            assertEquals(
                    "Patient/" + people.get(i), entity.at("/what/reference").asText());
            assertEquals("1", entity.at("/type/code").asText());
            assertEquals("1", entity.at("/role/code").asText());
        }
        assertEquals(people.size() + 2, entities.size());
    }

    @Test
    void onlyInteractionsThatShowSeveralMayNameThem() {
        Map<String, Object> event = Events.people(id, List.of(UUID.randomUUID()));

        for (String other : List.of(
                permit,
                Permits.permit("KZ016", "R8000", "directory"),
                Permits.permit("KZ016", "R8000", "people", person),
                Permits.deny("KZ016", "R8000", "people-tracer", person))) {
            post(other, event).statusCode(403).body("type", equalTo("urn:weald:problem:refused"));
        }
        post(Permits.permit("KZ016", "R8000", "steward"), event).statusCode(201);
    }

    @Test
    void othersShownUnderTheSameIdAreAConflict() {
        String people = Permits.permit("KZ016", "R8000", "people");
        Map<String, Object> event = Events.people(id, List.of(person));
        post(people, event).statusCode(201);
        Map<String, Object> other = new HashMap<>(event);
        other.put("disclosure", Events.people(id, List.of(UUID.randomUUID())).get("disclosure"));

        post(people, event).statusCode(201);
        post(people, other).statusCode(409);
    }

    @Test
    void aDisclosureUnderADenyIsRefused() {
        post(Permits.deny("KZ016", "R8000", "relationship", person), Events.read(id))
                .statusCode(403)
                .body("type", equalTo("urn:weald:problem:refused"));
    }

    @Test
    void aDisclosureWithoutAPermitIsRefused() {
        post("", Events.read(id)).statusCode(403);
        Map<String, Object> disguised = Events.read(id);
        disguised.put("outcome", "8");
        post("", disguised).statusCode(403);
    }

    @Test
    void aFailureBeforeAnyDecisionIsKeptWithoutAPermit() throws Exception {
        post("", Events.refusal(id)).statusCode(201);

        assertEquals(0, Database.number("select count(person) from audit_event where event_id = '" + id + "'"));
    }

    @Test
    void anothersPermitIsRefused() {
        post(Permits.permit("KZ016", "R0260", "read", person), Events.read(id)).statusCode(403);
        post(Permits.permit("KX001", "R8000", "read", person), Events.read(id)).statusCode(403);
    }

    @Test
    void whatIsNotAPermitForUsIsRefused() {
        post("nonsense", Events.read(id)).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-token"));
        post(Peers.caller("audit-service", "KZ016", "R8000", "TREAT"), Events.read(id))
                .statusCode(400);
        post(
                        Peers.sign(
                                "consent-service", "weald-permit+jwt", "record-service", "user-KZ016-R8000", Map.of()),
                        Events.read(id))
                .statusCode(400);
        post(
                        Peers.sign(
                                "consent-service", "weald-permit+jwt", "audit-service", "user-KZ016-R8000", Map.of()),
                        Events.read(id))
                .statusCode(400);
    }

    @Test
    void withoutACallerTokenNothingIsTaken() {
        given().contentType("application/json")
                .header("Weald-Permit", permit)
                .body(Events.read(id))
                .post("/events")
                .then()
                .statusCode(401);
    }

    @Test
    void nastyTextIsDataAndNothingElse() throws Exception {
        Map<String, Object> event = Events.search(id);
        String nasty = "a\r\nSet-Cookie: x\0\u001b[31m'; drop table audit_event; --\u2028\u202e\"}],\uD83D\uDE00\uD800";
        event.put("path", nasty);
        event.put("query", nasty);
        event.put("remote", nasty);

        post(permit, event).statusCode(201);

        JsonNode fhir = JSON.readTree(body(id));
        assertTrue(
                fhir.at("/agent/0/network/address").asText().startsWith("a\r\nSet-Cookie: x\u2400\u241b[31m'; drop"));
        String query =
                new String(Base64.getDecoder().decode(fhir.at("/entity/1/query").asText()), StandardCharsets.UTF_8);
        assertTrue(query.contains("x\0\u001b[31m'; drop table"));
        assertEquals(3, fhir.get("entity").size());
    }

    @Test
    void aFaultNamesItsPlaceAndNeverRepeatsWhatWasSent() {
        Map<String, Object> event = Events.read(id);
        event.put("status", "NHS 9912003888");

        String text = post(permit, event)
                .statusCode(400)
                .body("place", equalTo("status"))
                .extract()
                .asString();

        assertFalse(text.contains("9912003888"));
    }

    @Test
    void anotherMediaTypeOrAnEnormousBodyIsRefused() {
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .contentType("text/plain")
                .body("{}")
                .post("/events")
                .then()
                .statusCode(equalTo(405));
        Map<String, Object> event = Events.read(id);
        event.put("query", "a".repeat(70_000));
        post(permit, event).statusCode(not(201));
    }

    private static ValidatableResponse post(String permit, Map<String, Object> event) {
        var request = given().header(
                        "Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .contentType("application/json");
        return (permit.isEmpty() ? request : request.header("Weald-Permit", permit))
                .body(event)
                .post("/events")
                .then();
    }

    private static JwtClaims claims(String receipt) throws JoseException, InvalidJwtException, MalformedClaimException {
        JsonWebSignature header = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(receipt);
        assertEquals("weald-receipt+jwt", header.getHeader("typ"));
        Map<String, PublicKey> keys =
                PeerKeys.parse(given().get("/.well-known/jwks.json").asString());
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(keys.get(header.getKeyIdHeaderValue()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256")
                .setExpectedIssuer("urn:weald:audit-service")
                .setExpectedAudience("urn:weald:gateway")
                .setRequireJwtId()
                .build()
                .processToClaims(receipt);
        assertEquals(
                List.of(60L),
                List.of(claims.getExpirationTime().getValue()
                        - claims.getIssuedAt().getValue()));
        return claims;
    }

    private static byte[] body(UUID id) throws SQLException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select body, identity from audit_event where event_id = '" + id + "'")) {
            assertTrue(rows.next());
            return Content.whole(rows.getBytes(1), rows.getBytes(2));
        }
    }

    private static byte[] entry(UUID id) throws SQLException {
        try (Connection connection = Database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select entry from event_key where event_id = '" + id + "'")) {
            assertTrue(rows.next());
            return rows.getBytes(1);
        }
    }

    private static String patient(byte[] body) throws IOException {
        return JSON.readTree(body).at("/entity/0/what/reference").asText();
    }
}
