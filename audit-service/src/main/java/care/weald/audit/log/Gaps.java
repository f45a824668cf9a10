package care.weald.audit.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The identifying values of one event while it is written. A gap is a string that begins with a control character which
 * no value of an event can hold, so nobody can bring one in.
 */
public final class Gaps {

    private final ByteArrayOutputStream values = new ByteArrayOutputStream(512);
    private int count;

    /** The string to write in the place of a string {@code value}. */
    public String text(String value) {
        return "\u0001" + add(value);
    }

    /** The string to write in the place of a base64Binary {@code value}. */
    public String base64(String value) {
        return "\u0002" + add(value);
    }

    private int add(String value) {
        values.write('"');
        values.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
        values.write('"');
        values.write('\n');
        return count++;
    }

    /** The content whose kept part is the JSON {@code kept}; {@code random} gives both salts. */
    public Content content(String kept, byte[] random) {
        byte[] salt = Arrays.copyOf(random, Content.SALT_BYTES);
        byte[] identity = new byte[Content.SALT_BYTES + values.size()];
        System.arraycopy(random, Content.SALT_BYTES, identity, 0, Content.SALT_BYTES);
        System.arraycopy(values.toByteArray(), 0, identity, Content.SALT_BYTES, values.size());
        return new Content(salt, kept.getBytes(StandardCharsets.UTF_8), identity);
    }
}
