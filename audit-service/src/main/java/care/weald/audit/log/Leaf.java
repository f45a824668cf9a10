package care.weald.audit.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of the log. */
public final class Leaf {

    private static final HexFormat HEX = HexFormat.of();

    private Leaf() {}

    /** The hash of a Merkle tree leaf that holds {@code entry}: SHA-256(0x00 || entry), RFC 9162 section 2.1.1. */
    public static byte[] hash(byte[] entry) {
        MessageDigest digest = digest();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /** The hash of a Merkle tree node over two: SHA-256(0x01 || left || right), RFC 9162 section 2.1.1. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** SHA-256 of {@code content}, in hex. */
    public static String plainHash(byte[] content) {
        return HEX.formatHex(sha256(content));
    }

    /** SHA-256 of {@code content}. */
    public static byte[] sha256(byte[] content) {
        return digest().digest(content);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 on this machine", e);
        }
    }
}
