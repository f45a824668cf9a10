package care.weald.identity.match.normalise;

/**
 * Postcodes without spaces. In a UK postcode O and 0, I and 1 are put right by their position (BS7666 part 2, the form A9
 * 9AA to AA9A 9AA); pseudo postcodes for "no fixed abode" and "not known" (ZZ99) are none; an outward code alone is kept.
 * Other countries' codes are kept as they are.
 */
public final class Postcodes {

    private static final int LONGEST = 10;
    private static final int INWARD = 3;

    private Postcodes() {}

    /** The postcode that {@code raw} writes; empty when it is none. */
    public static String parse(String raw) {
        String closed = Text.close(raw, LONGEST);
        if (closed.startsWith("ZZ99") || closed.length() < 2) {
            return "";
        }
        if (closed.length() >= 5 && closed.length() <= 7) {
            String mended = mend(closed);
            return isFull(mended) ? mended : closed;
        }
        return closed;
    }

    /** Whether {@code postcode} is a whole UK postcode. */
    public static boolean isFull(String postcode) {
        int length = postcode.length();
        return length >= 5
                && length <= 7
                && isDigit(postcode.charAt(length - INWARD))
                && isLetter(postcode.charAt(length - 2))
                && isLetter(postcode.charAt(length - 1))
                && isOutward(postcode.substring(0, length - INWARD));
    }

    /** The outward part of a whole UK postcode; any other code is its own. */
    public static String outward(String postcode) {
        return isFull(postcode) ? postcode.substring(0, postcode.length() - INWARD) : postcode;
    }

    /** The letters a UK outward code begins with; of another code the first half. */
    public static String area(String postcode) {
        int letters = 0;
        while (letters < postcode.length() && isLetter(postcode.charAt(letters))) {
            letters++;
        }
        return letters > 0 ? postcode.substring(0, letters) : postcode.substring(0, (postcode.length() + 1) / 2);
    }

    private static boolean isOutward(String outward) {
        int letters = outward.length() > 1 && isLetter(outward.charAt(1)) ? 2 : 1;
        int rest = outward.length() - letters;
        return isLetter(outward.charAt(0))
                && (rest == 1 || rest == 2)
                && isDigit(outward.charAt(letters))
                && (rest == 1 || isDigit(outward.charAt(letters + 1)) || isLetter(outward.charAt(letters + 1)));
    }

    private static String mend(String closed) {
        char[] c = closed.toCharArray();
        int inward = c.length - INWARD;
        c[0] = letter(c[0]);
        if (inward == 4) {
            c[1] = letter(c[1]);
            c[2] = digit(c[2]);
        } else if (inward == 2) {
            c[1] = digit(c[1]);
        }
        c[inward] = digit(c[inward]);
        c[inward + 1] = letter(c[inward + 1]);
        c[inward + 2] = letter(c[inward + 2]);
        return new String(c);
    }

    private static char letter(char c) {
        return c == '0' ? 'O' : c == '1' ? 'I' : c;
    }

    private static char digit(char c) {
        return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
