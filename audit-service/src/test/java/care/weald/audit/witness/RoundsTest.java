package care.weald.audit.witness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.LogKeys;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log asks real witnesses over HTTP, honest and other ones. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RoundsTest {

    @Inject
    Partners partners;

    @Inject
    LogKeys keys;

    @Inject
    MeterRegistry meters;

    @TempDir
    Path folder;

    private final NoteSigner one = NoteSigner.make("one.example/witness", NoteKey.WITNESS);
    private final NoteSigner two = NoteSigner.make("two.example/witness", NoteKey.WITNESS);

    @AfterEach
    void nobodyIsAskedAnyMore() {
        partners.leave();
    }

    @Test
    void eachNewHeadIsCosignedAndServedWithEnoughCosignatures() throws Exception {
        // Given two witnesses, both of whom are wanted
        long first = partners.grow(5);
        partners.trust("all", partners.serve(one, witness(one)), partners.serve(two, witness(two)));

        // When the log grows twice
        Checkpoint before = partners.witnessed(first, one.known(), two.known());
        long second = partners.grow(300);
        Checkpoint after = partners.witnessed(second, one.known(), two.known());

        // Then each head is served as it is published, with both cosignatures
        assertTrue(before.size() >= first && after.size() >= second);
        String note = Database.text("select note from tree_checkpoint where size = " + after.size());
        assertTrue(get("/checkpoint/witnessed").startsWith(note));
        // And the older ones, which the newer proves, are forgotten
        assertEquals(
                0,
                Database.number(
                        "select count(*) from witness_cosignature where size < " + before.size() + " and key in ('"
                                + one.known().text() + "', '" + two.known().text() + "')"));
    }

    @Test
    void withoutAQuorumNothingIsWitnessedAndTheLogGoesOn() throws Exception {
        partners.trust("all", partners.serve(one, witness(one)), partners.absent(two));

        long size = partners.grow(3);

        partners.until(() -> cosigned(one) >= size && failures(two) >= 2);
        assertEquals(404, status("/checkpoint/witnessed"));
        assertTrue(get("/checkpoint").contains("\n" + partners.newest() + "\n"));
        assertTrue(get("/witnesses").contains("\"quorum\":\"2 of (w0, w1)\""));
    }

    @Test
    void aCosignatureThatDoesNotVerifyIsNotKept() throws Exception {
        NoteSigner other = NoteSigner.make("one.example/witness", NoteKey.WITNESS);
        partners.trust("any", partners.serve(one, witness(other)));

        long _ = partners.grow(1);

        partners.until(() -> failures(one) >= 2);
        assertEquals(0, cosigned(one));
        assertEquals(404, status("/checkpoint/witnessed"));
    }

    @Test
    void aCosignatureOfAnHourAgoIsNotKept() throws Exception {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        partners.trust(
                "any",
                partners.serve(one, new Witness(folder.resolve("late"), one, keys.known(), late)),
                partners.serve(two, new Witness(folder.resolve("early"), two, keys.known(), early)));

        long _ = partners.grow(1);

        partners.until(() -> failures(one) >= 2 && failures(two) >= 2);
        assertEquals(0, cosigned(one) + cosigned(two));
    }

    @Test
    void aWitnessThatHasSeenAnotherRootOfTheSameSizeRaisesTheAlarm() throws Exception {
        // Given a witness that was shown another log under the same key
        long size = partners.grow(4);
        Witness misled = witness(one);
        assertEquals(
                200,
                misled.add(Witness.request(0, List.of(), partners.forged(size))).status());

        // When it is asked about this one
        partners.trust("any", partners.serve(one, misled));
        long _ = partners.grow(2);

        // Then it is known to have seen another
        partners.until(() -> contradicts(one).equals("root"));
        assertTrue(alarms("root") > 0);
        assertTrue(get("/witnesses").contains("\"contradicts\":\"root\""));
        assertEquals(0, cosigned(one));
    }

    @Test
    void aWitnessThatHasSeenALongerLogRaisesTheAlarm() throws Exception {
        Witness ahead = witness(one);
        assertEquals(
                200,
                ahead.add(Witness.request(0, List.of(), partners.forged(1_000_000_000)))
                        .status());

        partners.trust("any", partners.serve(one, ahead));
        long _ = partners.grow(1);

        partners.until(() -> contradicts(one).equals("size"));
        assertTrue(alarms("size") > 0);
    }

    @Test
    void aWitnessIsShownOnFromWhereItIs() throws Exception {
        // Given a witness that has come to a head that this service does not know it has, and one that forgets
        partners.trust("any", partners.serve(one, witness(one)));
        Checkpoint seen = partners.witnessed(partners.grow(2), one.known());
        Database.run("update witness set size = 0, cosigned = null where key = '"
                + one.known().text() + "'");

        long size = partners.grow(2);

        Checkpoint head = partners.witnessed(size, one.known());
        assertTrue(head.size() > seen.size());
        assertEquals("", contradicts(one));
    }

    @Test
    void aWitnessThatSaysMoreThanItMayIsNotReadToItsEnd() throws Exception {
        partners.trust("any", partners.babbler(one));

        long size = partners.grow(1);

        partners.until(() -> failures(one) >= 2);
        assertTrue(partners.newest() >= size);
    }

    @Test
    void aPolicyThatCannotBeReadLeavesTheFormerInForce() throws Exception {
        partners.trust("any", partners.serve(one, witness(one)));
        Checkpoint _ = partners.witnessed(partners.grow(1), one.known());

        partners.policy("witness nonsense\n");

        assertTrue(get("/witnesses").contains(one.known().text()));
    }

    @Test
    void whatWitnessesSayIsNotToldWithoutACaller() {
        for (String path : new String[] {"/witnesses", "/checkpoint/witnessed"}) {
            given().get(path).then().statusCode(401);
        }
    }

    private Witness witness(NoteSigner key) {
        return new Witness(
                folder.resolve(Integer.toString(System.identityHashCode(key))), key, keys.known(), Clock.systemUTC());
    }

    private double alarms(String reason) {
        return meters.find("weald.audit.witness.contradictions").tag("reason", reason).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static long cosigned(NoteSigner witness) throws SQLException {
        return Math.max(
                0,
                Database.number("select coalesce(max(size), 0) from witness_cosignature where key = '"
                        + witness.known().text() + "'"));
    }

    private static long failures(NoteSigner witness) throws SQLException {
        return Database.number(
                "select failures from witness where key = '" + witness.known().text() + "'");
    }

    private static String contradicts(NoteSigner witness) throws SQLException {
        return Database.text("select contradicts from witness where key = '"
                + witness.known().text() + "'");
    }

    private static String get(String path) {
        return Partners.ask(path).then().statusCode(200).extract().asString();
    }

    private static int status(String path) {
        return Partners.ask(path).statusCode();
    }
}
