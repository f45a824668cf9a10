package care.weald.audit.witness;

import care.weald.audit.tree.Checkpoint;
import care.weald.audit.tree.NoteKey;
import care.weald.audit.tree.NoteSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A witness's word that a head is the newest it has seen of a log, and goes on from all before (C2SP tlog-cosignature,
 * Ed25519). Only what verifies becomes one.
 *
 * @param witness whose
 * @param time when it was made, to the second
 * @param line the note's signature line, with its line feed
 */
public record Cosignature(NoteKey witness, Instant time, String line) {

    /** Nobody has a reason to sign one note more often. */
    private static final int MOST = 8;

    private static final int TIME = Long.BYTES;
    private static final int LENGTH = TIME + 64;

    /** The text of a signed note: all that stands before its signatures. */
    static String text(String note) {
        int end = note.lastIndexOf("\n\n");
        return end < 0 ? "" : note.substring(0, end + 1);
    }

    /** The newest of {@code witness} under {@code note} that verifies. */
    public static Optional<Cosignature> in(String note, NoteKey witness) {
        String text = text(note);
        List<Cosignature> found = new ArrayList<>();
        if (witness.type() == NoteKey.WITNESS && !text.isEmpty()) {
            List<byte[]> signatures = Checkpoint.signatures(note.substring(text.length() + 1), witness);
            for (byte[] timed : signatures.subList(0, Math.min(MOST, signatures.size()))) {
                if (timed.length == LENGTH && verifies(text, witness, timed)) {
                    Instant time = Instant.ofEpochSecond(ByteBuffer.wrap(timed).getLong());
                    found.add(new Cosignature(witness, time, Checkpoint.line(witness.name(), witness.id(), timed)));
                }
            }
        }
        return found.stream().max(Comparator.comparing(Cosignature::time));
    }

    private static boolean verifies(String text, NoteKey witness, byte[] timed) {
        long seconds = ByteBuffer.wrap(timed).getLong();
        return seconds >= 0
                && seconds <= Instant.MAX.getEpochSecond()
                && witness.verifies(message(seconds, text), Arrays.copyOfRange(timed, TIME, LENGTH));
    }

    /** What {@code witness} says of {@code note} at {@code time}. */
    static Cosignature make(String note, NoteSigner witness, Instant time) {
        byte[] signature = witness.sign(message(time.getEpochSecond(), text(note)));
        byte[] timed = ByteBuffer.allocate(LENGTH)
                .putLong(time.getEpochSecond())
                .put(signature)
                .array();
        NoteKey known = witness.known();
        return new Cosignature(
                known, Instant.ofEpochSecond(time.getEpochSecond()), Checkpoint.line(known.name(), known.id(), timed));
    }

    private static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
