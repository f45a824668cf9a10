package care.weald.audit.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of the log. */
public final class Leaf {

    private static final HexFormat HEX = HexFormat.of();

    private Leaf() {}

    /** The hash of a Merkle tree leaf that holds {@code body}: SHA-256(0x00 || body), RFC 9162 section 2.1.1, in hex. */
    public static String hash(byte[] body) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return HEX.formatHex(digest.digest(body));
    }

    /** SHA-256 of {@code content}, in hex. */
    public static String plainHash(byte[] content) {
        return HEX.formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 on this machine", e);
        }
    }
}
