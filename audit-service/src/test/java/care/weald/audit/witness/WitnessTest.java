package care.weald.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Leaf;
import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness on its own, with a log whose tree is worked out here by the definitions of RFC 9162 section 2.1. */
class WitnessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final NoteSigner log = NoteSigner.make("log.example", NoteKey.LOG);
    private final NoteSigner key = NoteSigner.make("witness.example", NoteKey.WITNESS);
    private final List<byte[]> leaves = new ArrayList<>();

    @BeforeEach
    void aLogOfTenLeaves() {
        grow("first", 10);
    }

    @Test
    void whatGoesOnFromWhatWasSeenIsCosigned() throws IOException {
        assertCosigned(witness().add(request(0, 3)), 3);
        assertCosigned(witness().add(request(3, 8)), 8);
        assertCosigned(witness().add(request(8, 8)), 8);
        assertCosigned(witness().add(request(8, 10)), 10);
        assertEquals(10, witness().size());
    }

    @Test
    void aLogThatWasChangedBehindItsHeadIsNotCosigned() throws IOException {
        assertCosigned(witness().add(request(0, 6)), 6);
        leaves.clear();
        grow("other", 10);

        assertEquals(422, witness().add(request(6, 10)).status());
        assertEquals(409, witness().add(request(6, 6)).status());
        assertEquals(6, witness().size());
    }

    @Test
    void anotherOldSizeIsAnsweredWithTheRightOne() throws IOException {
        assertCosigned(witness().add(request(0, 6)), 6);

        for (int old : new int[] {0, 3, 8}) {
            Witness.Answer answer = witness().add(request(old, 10));
            assertEquals(
                    List.of(409, "text/x.tlog.size", "6\n"), List.of(answer.status(), answer.type(), answer.body()));
        }
    }

    @Test
    void aSmallerTreeIsNeverCosignedAgain() throws IOException {
        assertCosigned(witness().add(request(0, 6)), 6);

        assertEquals(
                400, witness().add(Witness.request(6, List.of(), note(log, 4))).status());
        assertEquals(409, witness().add(request(0, 4)).status());
    }

    @Test
    void anotherLogAndAnotherKeyAreNotCosigned() throws IOException {
        NoteSigner stranger = NoteSigner.make("other.example", NoteKey.LOG);
        NoteSigner impostor = NoteSigner.make("log.example", NoteKey.LOG);

        assertEquals(
                404,
                witness().add(Witness.request(0, List.of(), note(stranger, 3))).status());
        assertEquals(
                403,
                witness().add(Witness.request(0, List.of(), note(impostor, 3))).status());
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        String note = note(log, 3);
        for (String request : List.of(
                "",
                "\n\n",
                note,
                "old 00\n\n" + note,
                "old -1\n\n" + note,
                "old 0\nx\n\n" + note,
                "old 4\n\n" + note)) {
            assertEquals(400, witness().add(request).status(), request);
        }
        assertEquals(
                422,
                witness().add(Witness.request(0, List.of(new byte[32]), note)).status());
    }

    @Test
    void aStateThatCannotBeReadIsNoBeginning() throws IOException {
        Files.writeString(folder.resolve("state"), "nothing");

        assertThrows(IOException.class, () -> witness().add(request(0, 3)));
    }

    private void assertCosigned(Witness.Answer answer, int size) {
        assertEquals(200, answer.status());
        Cosignature made =
                Cosignature.in(note(log, size) + answer.body(), key.known()).orElseThrow();
        assertEquals(NOW, made.time());
        assertTrue(answer.body().endsWith("\n"));
    }

    /** A new one each time: what it knows is in its file. */
    private Witness witness() {
        return new Witness(folder.resolve("state"), key, List.of(log.known()), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private String request(int old, int size) {
        return Witness.request(
                old, old == 0 || old >= size ? List.of() : proof(old, leaves.subList(0, size), true), note(log, size));
    }

    private String note(NoteSigner signer, int size) {
        String text = Checkpoint.of(signer.known().name(), size, root(leaves.subList(0, size)))
                .text();
        byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
        return text + "\n"
                + Checkpoint.line(signer.known().name(), signer.known().id(), signature);
    }

    private void grow(String what, int by) {
        for (int i = 0; i < by; i++) {
            leaves.add(Leaf.hash((what + i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** MTH. */
    private static byte[] root(List<byte[]> of) {
        if (of.size() == 1) {
            return of.getFirst();
        }
        int split = Integer.highestOneBit(of.size() - 1);
        return Leaf.node(root(of.subList(0, split)), root(of.subList(split, of.size())));
    }

    /** SUBPROOF. */
    private static List<byte[]> proof(int old, List<byte[]> of, boolean whole) {
        if (old == of.size()) {
            return whole ? List.of() : List.of(root(of));
        }
        int split = Integer.highestOneBit(of.size() - 1);
        List<byte[]> left = of.subList(0, split);
        List<byte[]> right = of.subList(split, of.size());
        List<byte[]> proof = new ArrayList<>(old <= split ? proof(old, left, whole) : proof(old - split, right, false));
        proof.add(root(old <= split ? right : left));
        return proof;
    }
}
