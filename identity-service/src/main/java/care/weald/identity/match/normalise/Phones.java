package care.weald.identity.match.normalise;

/** Telephone numbers as their last nine digits, so that +44, 0044 and 0 are the same number. */
public final class Phones {

    /** No number. */
    public static final long NONE = 0;

    private static final int DIGITS = 9;
    private static final int FEWEST = 7;

    private Phones() {}

    /** The last nine digits of {@code raw}; {@link #NONE} for fewer than seven digits, or for one digit over and over. */
    public static long parse(String raw) {
        String digits = Text.digits(raw, 20);
        if (digits.length() < FEWEST) {
            return NONE;
        }
        String last = digits.substring(Math.max(0, digits.length() - DIGITS));
        return last.chars().distinct().count() == 1 ? NONE : Long.parseLong(last);
    }
}
