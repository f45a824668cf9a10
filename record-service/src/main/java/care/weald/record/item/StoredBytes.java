package care.weald.record.item;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * A resource as it is kept: FHIR JSON in which every reference to its subject is {@code Patient/} and a placeholder of
 * 36 characters, and where those are. A read overwrites them and parses nothing (DESIGN, Records).
 *
 * <p>The placeholder is six escaped control characters, which no FHIR string may have (the structure check refuses
 * them), so content cannot hold one of its own.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record StoredBytes(byte[] json, int[] places) {

    /** What the tree holds where a person's id will stand; written as JSON it has as many characters as a UUID. */
    public static final String SUBJECT = "Patient/\u0001\u0001\u0001\u0001\u0001\u0001";

    private static final String WRITTEN = "Patient/\\u0001\\u0001\\u0001\\u0001\\u0001\\u0001";
    private static final int PREFIX = "Patient/".length();

    /** Finds the placeholders in JSON that was just written. */
    public static StoredBytes of(byte[] json) {
        String text = new String(json, StandardCharsets.ISO_8859_1); // a character a byte
        IntStream.Builder places = IntStream.builder();
        for (int at = text.indexOf(WRITTEN); at >= 0; at = text.indexOf(WRITTEN, at + WRITTEN.length())) {
            places.add(at + PREFIX);
        }
        return new StoredBytes(json, places.build().toArray());
    }
}
