package care.weald.record.search;

import care.weald.record.permit.Permit;
import care.weald.record.token.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds the cursors of one question to who asked it, about whom: for anybody else, and for any other question, they are
 * none. They are not bound to what the permit grants. A cursor opens nothing, the permit of its own request does; and one
 * that stopped to work would tell that somebody had objected.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record CursorSeal(byte[] key, byte[] question) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG = 16;

    /** A question: who asks by which permit, for what, and every parameter but the cursor. */
    public record Question(Caller caller, Permit permit, String path, List<Map.Entry<String, String>> parameters) {}

    /** The seal of a question. */
    public static CursorSeal of(byte[] key, Question asked) {
        StringBuilder question = new StringBuilder();
        for (String part : List.of(
                asked.caller().subject(),
                asked.caller().organisation(),
                asked.permit().interaction(),
                asked.permit().person().toString(),
                asked.path())) {
            append(question, part);
        }
        asked.parameters().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .forEach(parameter -> {
                    append(question, parameter.getKey());
                    append(question, parameter.getValue());
                });
        return new CursorSeal(key, question.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }

    /** The cursor as opaque text that may stand in a URL; every one has the same length. */
    public String seal(Cursor cursor) {
        byte[] position = cursor.bytes();
        byte[] sealed = ByteBuffer.allocate(Cursor.BYTES + TAG)
                .put(position)
                .put(tag(position))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Reads a cursor; empty when it is not one of this question. */
    public Optional<Cursor> open(String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length != Cursor.BYTES + TAG) {
                return Optional.empty();
            }
            byte[] position = Arrays.copyOf(sealed, Cursor.BYTES);
            return MessageDigest.isEqual(tag(position), Arrays.copyOfRange(sealed, Cursor.BYTES, sealed.length))
                    ? Cursor.parse(position)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads the cursor of a request, if it has one; one that is not of this question is refused. */
    public Optional<Cursor> open(Optional<String> parameter) {
        return parameter.map(text ->
                open(text).orElseThrow(() -> new BadParameter("_cursor", "This is no cursor of this question")));
    }

    private byte[] tag(byte[] position) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(question);
            return Arrays.copyOf(mac.doFinal(position), TAG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
