package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads ER7, the encoding of HL7 v2 with separators (v2.5.1, 2.6). Segments end with CR, LF or both; the frame of MLLP and a
 * byte order mark around the message are passed over. Nothing is guessed: bytes that are not of the character set that is
 * stated are refused.
 */
final class Er7 {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final int MOST_SEGMENTS = 20_000;
    private static final int CHARACTER_SET = 18;
    private static final Map<String, Charset> SETS = Map.of(
            "ASCII", StandardCharsets.US_ASCII,
            "US-ASCII", StandardCharsets.US_ASCII,
            "8859/1", StandardCharsets.ISO_8859_1,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "8859/15", Charset.forName("ISO-8859-15"),
            "ISO-8859-15", Charset.forName("ISO-8859-15"),
            "UNICODE UTF-8", StandardCharsets.UTF_8,
            "UTF-8", StandardCharsets.UTF_8);

    private Er7() {}

    /** The header of {@code content} as far as it can be read whatever else is wrong; empty when there is none. */
    static Optional<Segment> header(byte[] content) {
        String text = framed(new String(content, StandardCharsets.ISO_8859_1));
        String first = text.split("[\r\n]", 2)[0];
        try {
            return first.startsWith("MSH") ? Optional.of(segment(first, 1, Delimiters.of(first))) : Optional.empty();
        } catch (Refusal.Refused e) {
            return Optional.empty();
        }
    }

    /** The segments of {@code content}; {@code charset} is what the transport says of it, or empty. */
    static List<Segment> read(byte[] content, String charset) {
        String text = framed(decoded(content, charset));
        if (!text.startsWith("MSH")) {
            throw Refusal.rejected(Flaw.SEGMENT, "MSH", "A message begins with the segment MSH");
        }
        Delimiters delimiters = Delimiters.of(text);
        List<Segment> segments = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : text.split("[\r\n]+", -1)) {
            if (line.isBlank()) {
                continue;
            }
            String name = line.length() < 3 ? line : line.substring(0, 3);
            boolean isWhole =
                    NAME.matcher(name).matches() && (line.length() == 3 || line.charAt(3) == delimiters.field());
            if (!isWhole || segments.size() == MOST_SEGMENTS || (name.equals("MSH") && !segments.isEmpty())) {
                throw Refusal.rejected(
                        Flaw.SEGMENT,
                        "segment[" + (segments.size() + 1) + "]",
                        "This is no segment of one message: each begins with its name and the field separator");
            }
            segments.add(segment(line, seen.merge(name, 1, Integer::sum), delimiters));
        }
        return segments;
    }

    private static Segment segment(String line, int number, Delimiters delimiters) {
        String name = line.substring(0, 3);
        List<String> fields = new ArrayList<>(Value.split(line, delimiters.field()));
        if (name.equals("MSH")) {
            fields.add(1, String.valueOf(delimiters.field()));
        }
        return new Segment(name, number, fields, delimiters);
    }

    private static String framed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) <= ' ' || text.charAt(from) == '\uFEFF')) {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        String inner = text.substring(from, to);
        return inner.startsWith("\u00EF\u00BB\u00BF") ? inner.substring(3) : inner;
    }

    private static String decoded(byte[] content, String transport) {
        String stated = header(content).map(msh -> msh.text(CHARACTER_SET)).orElse("");
        Charset own = stated.isEmpty() ? null : known(stated, "MSH-18");
        Charset carried = transport.isEmpty() ? null : known(transport, "Content-Type");
        Charset used = own != null ? own : carried != null ? carried : StandardCharsets.UTF_8;
        if (own != null && carried != null && !own.equals(carried) && !isAscii(content)) {
            throw Refusal.rejected(
                    Flaw.DATA_TYPE, "MSH-18", "The message and its Content-Type state different character sets");
        }
        try {
            return used.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.rejected(
                    Flaw.DATA_TYPE,
                    "MSH-18",
                    stated.isEmpty()
                            ? "The message states no character set and is not UTF-8"
                            : "There are bytes that are not of the character set that is stated");
        }
    }

    private static Charset known(String name, String place) {
        Charset found = SETS.get(name.toUpperCase(Locale.ROOT));
        if (found == null) {
            throw Refusal.rejected(
                    Flaw.TABLE_VALUE, place, "The character sets are ASCII, 8859/1, 8859/15 and UNICODE UTF-8");
        }
        return found;
    }

    private static boolean isAscii(byte[] content) {
        for (byte b : content) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
