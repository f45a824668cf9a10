package care.weald.audit.tree;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Leaf;
import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ProofResourceTest {

    private static final String OWN = "KZ016";
    private static final String AUDIT_MANAGER = "R5100";

    /** The organisation of {@code weald.audit.search.all-organisations} in tests. */
    private static final String PROGRAMME = "KZ099";

    @Inject
    Turns turns;

    private final UUID event = Events.uuid7();

    @BeforeEach
    void anEventIsUnderASignedHead() {
        happened(event);
        turns.take();
    }

    @Test
    void aReceiptsEventIsProvedToItsOrganisationUnderTheSignedHead() {
        // When the organisation asks for the proof of its event
        JsonPath proof = get(OWN, "R8000", "/proofs/inclusion?event=" + event)
                .statusCode(200)
                .extract()
                .jsonPath();

        // Then the entry leads to the root that the published key has signed
        Checkpoint head =
                Checkpoint.open(proof.getString("checkpoint"), published()).orElseThrow();
        assertEquals(head.size(), proof.getLong("size"));
        byte[] leaf = Leaf.hash(Base64.getDecoder().decode(proof.getString("entry")));
        assertArrayEquals(head.rootHash(), Merkle.rootOf(leaf, proof.getLong("index"), head.size(), hashes(proof)));
    }

    @Test
    void aReceiptsEventIsNotProvedToAnotherOrganisation() {
        get("KZ001", "R8000", "/proofs/inclusion?event=" + event).statusCode(404);
        get("KZ001", AUDIT_MANAGER, "/proofs/inclusion?event=" + event).statusCode(404);
        get(PROGRAMME, "R8000", "/proofs/inclusion?event=" + event).statusCode(404);
    }

    @Test
    void auditorsOfAllOrganisationsAreGivenEveryProof() throws SQLException {
        long index = Database.number("select log_index from event_key where event_id = '" + event + "'");

        get(PROGRAMME, AUDIT_MANAGER, "/proofs/inclusion?index=" + index)
                .statusCode(200)
                .body("event", equalTo(event.toString()));
    }

    @Test
    void withoutACallerThereIsNothing() {
        for (String path : List.of("/checkpoint", "/log-keys", "/tile/0/000.p/1", "/proofs/consistency?from=1&to=1")) {
            given().get(path).then().statusCode(401);
        }
    }

    @Test
    void anEventIsProvedInEveryLaterHead() throws SQLException {
        long older = Database.number("select max(size) from tree_checkpoint");
        happened(Events.uuid7());
        turns.take();

        JsonPath proof = get(OWN, "R8000", "/proofs/inclusion?event=" + event + "&size=" + older)
                .statusCode(200)
                .extract()
                .jsonPath();

        assertEquals(older, proof.getLong("size"));
    }

    @Test
    void aHeadIsProvedToBeTheBeginningOfALaterOne() throws SQLException {
        // Given two heads
        Checkpoint old = checkpoint();
        for (int i = 0; i < 5; i++) {
            happened(Events.uuid7());
        }
        turns.take();
        Checkpoint head = checkpoint();
        // When the proof is asked for
        JsonPath proof = get(OWN, "R8000", "/proofs/consistency?from=" + old.size() + "&to=" + head.size())
                .statusCode(200)
                .extract()
                .jsonPath();
        // Then it holds
        assertTrue(head.size() >= old.size() + 5);
        assertTrue(Merkle.isConsistent(old.size(), old.rootHash(), head.size(), head.rootHash(), hashes(proof)));
    }

    @Test
    void tilesAreTheLeafHashesInTheirOrder() throws SQLException {
        long index = Database.number("select log_index from event_key where event_id = '" + event + "'");
        Tile tile = new Tile(0, index / 256, (int) (index % 256) + 1);

        byte[] hashes = get(OWN, "R8000", "/tile/" + tile.path())
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
                .extract()
                .asByteArray();
        byte[] entries = get(
                        PROGRAMME, AUDIT_MANAGER, "/tile/" + new Tile(Tile.ENTRIES, tile.number(), tile.width()).path())
                .statusCode(200)
                .extract()
                .asByteArray();

        assertEquals(32 * tile.width(), hashes.length);
        int at = 0;
        for (int i = 0; i < tile.width(); i++) {
            int length = ((entries[at] & 0xff) << 8) | (entries[at + 1] & 0xff);
            byte[] entry = java.util.Arrays.copyOfRange(entries, at + 2, at + 2 + length);
            assertArrayEquals(Leaf.hash(entry), java.util.Arrays.copyOfRange(hashes, 32 * i, 32 * i + 32));
            at += 2 + length;
        }
        assertEquals(entries.length, at);
    }

    @Test
    void entriesAreForAuditorsOfAllOrganisations() {
        get(OWN, AUDIT_MANAGER, "/tile/entries/000.p/1").statusCode(403);
        get(PROGRAMME, AUDIT_MANAGER, "/tile/entries/000.p/1").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tile/0/x999/999", "/tile/0/0", "/tile/9/000", "/proofs/consistency?from=1&to=999999999"})
    void whatTheSignedTreeDoesNotHaveIsNotThere(String path) {
        get(OWN, "R8000", path).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proofs/inclusion",
                "/proofs/inclusion?event=x",
                "/proofs/inclusion?index=-1",
                "/proofs/inclusion?index=1&event=01937a3e-0000-7000-8000-000000000001",
                "/proofs/inclusion?index=1&size=x",
                "/proofs/consistency",
                "/proofs/consistency?from=2&to=1",
                "/proofs/consistency?from=2"
            })
    void whatCannotBeProvedIsRefused(String path) {
        get(OWN, "R8000", path).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-parameter"));
    }

    private static Checkpoint checkpoint() {
        String note = get(OWN, "R8000", "/checkpoint")
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .extract()
                .asString();
        return Checkpoint.open(note, published()).orElseThrow();
    }

    private static List<NoteKey> published() {
        return get(OWN, "R8000", "/log-keys")
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(line -> NoteKey.parse(line).orElseThrow())
                .toList();
    }

    private static List<byte[]> hashes(JsonPath proof) {
        return proof.getList("proof", String.class).stream()
                .map(Base64.getDecoder()::decode)
                .toList();
    }

    private static ValidatableResponse get(String organisation, String role, String path) {
        return given().header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, role, "TREAT"))
                .get(path)
                .then();
    }

    private static void happened(UUID id) {
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", OWN, "R8000", "TREAT"))
                .header("Weald-Permit", Permits.permit(OWN, "R8000", "read", UUID.randomUUID()))
                .contentType("application/json")
                .body(Events.read(id))
                .post("/events")
                .then()
                .statusCode(201);
    }
}
