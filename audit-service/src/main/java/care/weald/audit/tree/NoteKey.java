package care.weald.audit.tree;

import care.weald.audit.log.Leaf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key of C2SP signed notes.
 *
 * @param name whose it is, a URL without its scheme
 * @param type 1: Ed25519 (a log); 4: Ed25519 cosignature of a checkpoint (a witness)
 * @param key the 32 bytes of an Ed25519 public key
 */
@SuppressWarnings("ArrayRecordComponent") // a key, compared by its id
public record NoteKey(String name, int type, byte[] key) {

    /** The type of a log's own signature. */
    public static final int LOG = 1;

    /** The type of a witness's cosignature. */
    public static final int WITNESS = 4;

    /** What stands before the key in its X.509 form (RFC 8410 section 4). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern TEXT = Pattern.compile("([^+\\s]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");

    /** Reads the form that {@link #text} has; empty when it is another, of another type or has another id. */
    public static Optional<NoteKey> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(match.group(3));
            if (bytes.length != 33 || (bytes[0] != LOG && bytes[0] != WITNESS)) {
                return Optional.empty();
            }
            NoteKey key = new NoteKey(match.group(1), bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
            return match.group(2).equals(HexFormat.of().formatHex(key.id())) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Name, id and key, as verifiers are given it. */
    public String text() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** The key id: the first four bytes of SHA-256 over name, line feed, type and key. */
    public byte[] id() {
        byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] typed = typed();
        byte[] all = Arrays.copyOf(start, start.length + typed.length);
        System.arraycopy(typed, 0, all, start.length, typed.length);
        return Arrays.copyOf(Leaf.sha256(all), 4);
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + key.length).put((byte) type).put(key).array();
    }

    /** Whether {@code signature} over {@code message} is this key's. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509, X509.length + key.length);
            System.arraycopy(key, 0, encoded, X509.length, key.length);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
