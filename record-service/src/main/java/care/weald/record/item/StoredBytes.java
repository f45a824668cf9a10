package care.weald.record.item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    private static final byte[] WRITTEN =
            "Patient/\\u0001\\u0001\\u0001\\u0001\\u0001\\u0001".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX = "Patient/".length();

    /** Finds the placeholders in JSON that was just written. */
    public static StoredBytes of(byte[] json) {
        List<Integer> places = new ArrayList<>();
        int last = json.length - WRITTEN.length;
        for (int at = 0; at <= last; at++) {
            if (json[at] == 'P' && matches(json, at)) {
                places.add(at + PREFIX);
                at += WRITTEN.length - 1;
            }
        }
        return new StoredBytes(json, places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean matches(byte[] json, int at) {
        for (int i = 1; i < WRITTEN.length; i++) {
            if (json[at + i] != WRITTEN[i]) {
                return false;
            }
        }
        return true;
    }
}
