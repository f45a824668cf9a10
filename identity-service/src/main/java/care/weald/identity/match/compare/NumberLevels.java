package care.weald.identity.match.compare;

/** How NHS numbers, identifiers and telephone numbers agree. */
final class NumberLevels {

    private static final int NHS_DIGITS = 10;
    private static final int PHONE_DIGITS = 9;

    /** Characters below which an identifier with a slip says nothing: too many are near one another. */
    private static final int LONG = 6;

    private NumberLevels() {}

    static int nhs(Profile a, Profile b) {
        if (a.nhs != 0 && b.nhs != 0) {
            if (a.nhs == b.nhs) {
                return a.verified && b.verified ? Level.NHS_VERIFIED : Level.NHS_EXACT;
            }
            return holds(a.former, b.nhs) || holds(b.former, a.nhs) ? Level.NHS_FORMER : Level.NHS_DIFFERENT;
        }
        boolean slip = slipped(a.rejected, b) || slipped(b.rejected, a);
        return slip ? Level.NHS_SLIP : Level.MISSING;
    }

    private static boolean slipped(long rejected, Profile other) {
        if (rejected == 0) {
            return false;
        }
        return other.nhs != 0 ? Slip.oneDigit(rejected, other.nhs, NHS_DIGITS) : rejected == other.rejected;
    }

    private static boolean holds(long[] numbers, long number) {
        for (long one : numbers) {
            if (one == number) {
                return true;
            }
        }
        return false;
    }

    static int identifier(Profile a, Profile b) {
        int best = Level.MISSING;
        for (String x : a.identifiers) {
            for (String y : b.identifiers) {
                best = better(best, identifier(x, y));
            }
        }
        return best;
    }

    private static int identifier(String x, String y) {
        if (x.equals(y)) {
            return Level.EXACT;
        }
        int bar = x.lastIndexOf('|') + 1;
        if (bar != y.lastIndexOf('|') + 1 || !x.regionMatches(0, y, 0, bar)) {
            return Level.MISSING;
        }
        if (Math.min(x.length(), y.length()) - bar < LONG) {
            return Level.IDENTIFIER_DIFFERENT;
        }
        String one = x.substring(bar);
        String other = y.substring(bar);
        if (Slip.one(one, other)) {
            return Level.IDENTIFIER_SLIP;
        }
        return Slip.two(one, other) ? Level.IDENTIFIER_TWO_SLIPS : Level.IDENTIFIER_DIFFERENT;
    }

    static int phone(Profile a, Profile b) {
        int best = Level.MISSING;
        for (long x : a.phones) {
            for (long y : b.phones) {
                int level = x == y ? 0 : Slip.oneDigit(x, y, PHONE_DIGITS) ? 1 : 2;
                best = better(best, level);
            }
        }
        return best;
    }

    /** The better of two levels, where missing is worse than any. */
    static int better(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }
}
