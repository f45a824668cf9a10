package care.weald.record.item;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * The FHIR id of an item: {@code <source patient>.<item>}, two numbers of 26 characters, so that the source patient can
 * be read from it and one partition is asked.
 */
public record ItemId(UUID sourcePatient, UUID item) {

    /** Reads an id; empty when it cannot be one. */
    public static Optional<ItemId> parse(String text) {
        if (text.length() != 2 * Crockford.LENGTH + 1 || text.charAt(Crockford.LENGTH) != '.') {
            return Optional.empty();
        }
        return Crockford.decode(text.substring(0, Crockford.LENGTH))
                .flatMap(patient ->
                        Crockford.decode(text.substring(Crockford.LENGTH + 1)).map(item -> new ItemId(patient, item)));
    }

    /** The same number for the same thing however often it comes: made from who says it, its type and its id there. */
    public static UUID number(String organisation, String type, String sourceId) {
        return named(organisation + "|" + type + "|" + sourceId);
    }

    /** A name-based UUID in the version 8 layout (RFC 9562, 5.8) over SHA-256. */
    public static UUID named(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
            long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return Crockford.encode(sourcePatient) + "." + Crockford.encode(item);
    }
}
