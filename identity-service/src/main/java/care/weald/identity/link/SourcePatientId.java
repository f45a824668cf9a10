package care.weald.identity.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The id of a source patient, the same however often and wherever it is worked out (docs/contracts/tokens.md). */
public final class SourcePatientId {

    private SourcePatientId() {}

    /** Name-based UUID, version 8 layout (RFC 9562 section 5.8) over SHA-256 of {@code ODS code|system|value}. */
    public static UUID of(String organisation, String system, String value) {
        ByteBuffer hash =
                ByteBuffer.wrap(sha256((organisation + "|" + system + "|" + value).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** SHA-256 of {@code content}. */
    public static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 on this machine", e);
        }
    }
}
