package care.weald.identity.match.compare;

/**
 * American Soundex as one number, for block keys only. H and W do not separate equal codes, vowels do. A name without a
 * Latin letter has no code and counts by its own hash.
 */
public final class Soundex {

    private static final String CODES = "01230120022455012623010202";

    private Soundex() {}

    /** The code of {@code name} (capital letters): letter and three digits in one positive number; 0 for no name. */
    public static int of(String name) {
        int code = 0;
        int length = 0;
        char last = '0';
        for (int i = 0; i < name.length() && length < 4; i++) {
            char c = name.charAt(i);
            if (c < 'A' || c > 'Z') {
                continue;
            }
            char digit = CODES.charAt(c - 'A');
            if (length == 0) {
                code = c - 'A' + 1;
                length = 1;
            } else if (digit != '0' && digit != last) {
                code = code * 10 + digit - '0';
                length++;
            }
            if (c != 'H' && c != 'W') {
                last = digit;
            }
        }
        if (length == 0) {
            return name.isEmpty() ? 0 : (int) (Hash.of(name) >>> 33) | 0x40000000;
        }
        for (int i = length; i < 4; i++) {
            code *= 10;
        }
        return code;
    }

    /** The code as it is usually written, such as {@code R163}; empty for a name without Latin letters. */
    public static String text(String name) {
        int code = of(name);
        return code == 0 || code >= 0x40000000
                ? ""
                : (char) ('A' + code / 1000 - 1) + String.format("%03d", code % 1000);
    }
}
