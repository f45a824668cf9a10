package care.weald.identity.match.normalise;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text folded for comparison: compatibility decomposition, upper case, no combining or formatting marks, decimal digits of
 * any script as ASCII, everything else that is neither letter nor digit as one space. Only the first {@value #LONGEST}
 * characters are read, so a field of any size costs the same.
 */
public final class Text {

    /** Characters of a raw field that are read. */
    public static final int LONGEST = 160;

    private Text() {}

    /** {@code raw} folded; empty when nothing is left. Apostrophes close up (O'Brien is OBRIEN). */
    public static String fold(String raw) {
        String head = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        if (isPlain(head)) {
            return head;
        }
        String wide = Normalizer.normalize(head, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(wide.length());
        wide.codePoints().forEach(c -> append(out, c));
        int end = out.length();
        if (end > 0 && out.charAt(end - 1) == ' ') {
            out.setLength(end - 1);
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder out, int c) {
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            out.append((char) c);
        } else if (Character.isDigit(c)) {
            out.append((char) ('0' + Character.digit(c, 10)));
        } else if (Character.isLetter(c)) {
            appendLetter(out, c);
        } else if (!closesUp(c) && !out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private static void appendLetter(StringBuilder out, int c) {
        switch (c) {
            case 'Ø' -> out.append('O');
            case 'Ł' -> out.append('L');
            case 'Đ', 'Ð' -> out.append('D');
            case 'Æ' -> out.append("AE");
            case 'Œ' -> out.append("OE");
            case 'Þ' -> out.append("TH");
            case 'ʼ', 'ʻ', 'ˈ' -> {}
            default -> out.appendCodePoint(c);
        }
    }

    private static boolean closesUp(int c) {
        int type = Character.getType(c);
        return c == '\''
                || c == '\u2019'
                || c == '\u2018'
                || c == '`'
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT
                || type == Character.MODIFIER_SYMBOL;
    }

    /** The ASCII digits of folded text, at most {@code most} of them. */
    public static String digits(String raw, int most) {
        String folded = fold(raw);
        StringBuilder out = new StringBuilder(Math.min(most, folded.length()));
        for (int i = 0; i < folded.length() && out.length() < most; i++) {
            char c = folded.charAt(i);
            if (c >= '0' && c <= '9') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Folded text without its spaces, cut to {@code most} characters. */
    public static String close(String raw, int most) {
        String closed = fold(raw).replace(" ", "");
        return closed.length() > most ? closed.substring(0, most) : closed;
    }
}
