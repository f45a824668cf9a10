package care.weald.audit.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event's bytes in two parts, each with a salt of its own: JSON with gaps, and what stands in the gaps, which is all
 * that tells who it was about and who did it. The second can be dropped, with its salt, and the first still holds.
 *
 * @param salt of the kept part
 * @param kept JSON whose gaps are the strings that {@link Gaps} makes
 * @param identity the other salt, followed by the values, one JSON string a line
 */
@SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
public record Content(byte[] salt, byte[] kept, byte[] identity) {

    /** How long a salt is. */
    public static final int SALT_BYTES = 16;

    private static final byte[] TEXT_GAP = "\"\\u0001".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BASE64_GAP = "\"\\u0002".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_TEXT = "\"erased\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_BASE64 = "\"ZXJhc2Vk\"".getBytes(StandardCharsets.UTF_8);

    String keptHash() {
        return LogEntry.commitment(salt, kept);
    }

    String identityHash() {
        return Base64.getEncoder().encodeToString(Leaf.sha256(identity));
    }

    /** The event's JSON with every gap filled. */
    public byte[] whole() {
        return whole(kept, identity);
    }

    /** The JSON that these parts make; where the identifying one is erased, its values are {@code erased}. */
    public static byte[] whole(byte[] kept, byte @Nullable [] identity) {
        List<byte[]> values = identity == null ? List.of() : lines(identity);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(kept.length + (identity == null ? 0 : identity.length));
        int from = 0;
        for (int at = 0; at < kept.length; at++) {
            boolean text = stands(TEXT_GAP, kept, at);
            if (text || stands(BASE64_GAP, kept, at)) {
                int end = end(kept, at + TEXT_GAP.length);
                whole.write(kept, from, at - from);
                byte[] erased = text ? NO_TEXT : NO_BASE64;
                whole.writeBytes(identity == null ? erased : value(values, kept, at + TEXT_GAP.length, end));
                from = end + 1;
                at = end;
            }
        }
        whole.write(kept, from, kept.length - from);
        return whole.toByteArray();
    }

    private static boolean stands(byte[] gap, byte[] in, int at) {
        return in[at] == '"' && Arrays.equals(gap, 0, gap.length, in, at, Math.min(in.length, at + gap.length));
    }

    private static int end(byte[] json, int from) {
        int end = from;
        while (json[end] != '"') {
            end++;
        }
        return end;
    }

    private static byte[] value(List<byte[]> values, byte[] kept, int from, int until) {
        return values.get(Integer.parseInt(new String(kept, from, until - from, StandardCharsets.US_ASCII)));
    }

    private static List<byte[]> lines(byte[] identity) {
        List<byte[]> lines = new ArrayList<>();
        int from = SALT_BYTES;
        for (int at = SALT_BYTES; at < identity.length; at++) {
            if (identity[at] == '\n') {
                lines.add(Arrays.copyOfRange(identity, from, at));
                from = at + 1;
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return "Content[***]";
    }
}
