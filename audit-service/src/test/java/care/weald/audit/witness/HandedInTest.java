package care.weald.audit.witness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Witnesses that look by themselves and bring what they have cosigned. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class HandedInTest {

    @Inject
    Partners partners;

    private final NoteSigner witness = NoteSigner.make("handed.example/witness", NoteKey.WITNESS);
    private String note = "";

    @BeforeEach
    void aHeadAndAWitnessWithoutAUrl() throws Exception {
        partners.trust("any", witness.known().text());
        long _ = partners.grow(2);
        note = Partners.ask("/checkpoint").asString();
    }

    @AfterEach
    void nobodyIsTrustedAnyMore() {
        partners.leave();
    }

    @Test
    void aPublishedHeadWithItsCosignatureIsServedAndCanBeBroughtAgain() {
        String cosigned = note + Cosignature.make(note, witness, Instant.now()).line();

        assertEquals(204, bring("", cosigned));
        assertEquals(204, bring("", cosigned));

        assertEquals(cosigned, Partners.ask("/checkpoint/witnessed").asString());
    }

    @Test
    void aMemberOfStaffBringsNone() {
        assertEquals(
                403,
                bring(
                        "R8000",
                        note + Cosignature.make(note, witness, Instant.now()).line()));
        given().contentType("text/plain")
                .body(note)
                .post("/cosignatures")
                .then()
                .statusCode(401);
    }

    @Test
    void whatDoesNotVerifyIsRefused() throws Exception {
        NoteSigner stranger = NoteSigner.make("handed.example/witness", NoteKey.WITNESS);
        String good = Cosignature.make(note, witness, Instant.now()).line();
        long before = Database.number("select count(*) from witness_cosignature");

        assertEquals(422, bring("", note));
        assertEquals(
                422,
                bring("", note + Cosignature.make(note, stranger, Instant.now()).line()));
        assertEquals(422, bring("", note.replaceFirst("\n[0-9]+\n", "\n1\n") + good));
        assertEquals(422, bring("", note.replaceFirst("[^\n]+\n", "other.example/log\n") + good));
        assertEquals(422, bring("", "nothing"));
        assertEquals(422, bring("", "x".repeat(20_000)));

        assertEquals(before, Database.number("select count(*) from witness_cosignature"));
    }

    @Test
    void aTimeBeforeTheHeadOrInTheFutureIsRefused() {
        Instant now = Instant.now();

        assertEquals(
                422,
                bring(
                        "",
                        note
                                + Cosignature.make(note, witness, now.minusSeconds(3600))
                                        .line()));
        assertEquals(
                422,
                bring(
                        "",
                        note
                                + Cosignature.make(note, witness, now.plusSeconds(3600))
                                        .line()));
    }

    @Test
    void aHeadThatTheLogHasSignedAndNeverPublishedRaisesTheAlarm() throws Exception {
        String forged = partners.forged(partners.newest());

        assertEquals(
                409,
                bring(
                        "",
                        forged
                                + Cosignature.make(forged, witness, Instant.now())
                                        .line()));

        assertEquals("root", contradicts());
    }

    @Test
    void anOldCosignatureDoesNotSilenceTheAlarm() throws Exception {
        String cosigned = note + Cosignature.make(note, witness, Instant.now()).line();
        String forged = partners.forged(2_000_000_000L);
        assertEquals(
                409,
                bring(
                        "",
                        forged
                                + Cosignature.make(forged, witness, Instant.now())
                                        .line()));

        assertEquals(204, bring("", cosigned));
        assertEquals("size", contradicts());

        String later = note
                + Cosignature.make(note, witness, Instant.now().plusSeconds(5)).line();
        assertEquals(204, bring("", later));
        assertEquals("", contradicts());
    }

    private String contradicts() throws Exception {
        return Database.text("select contradicts from witness where key = '"
                + witness.known().text() + "'");
    }

    private static int bring(String role, String text) {
        String caller = Peers.caller("audit-service", "KZ016", role, "TREAT");
        return given().header("Authorization", "Bearer " + caller)
                .contentType("text/plain; charset=utf-8")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/cosignatures")
                .statusCode();
    }
}
