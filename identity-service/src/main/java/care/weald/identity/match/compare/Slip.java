package care.weald.identity.match.compare;

/** One slip of the hand: a character put in, left out, replaced, or two neighbours exchanged. */
public final class Slip {

    private Slip() {}

    /** Whether {@code a} and {@code b} are different and one slip apart. */
    public static boolean one(String a, String b) {
        int m = a.length();
        int n = b.length();
        if (m > n) {
            return one(b, a);
        }
        if (n - m > 1) {
            return false;
        }
        int i = 0;
        while (i < m && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (m < n) {
            return same(a, i, b, i + 1);
        }
        return i < m && (same(a, i + 1, b, i + 1) || exchanged(a, b, i));
    }

    /** Whether {@code a} and {@code b} are two slips apart, neither equal nor one slip apart. */
    public static boolean two(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2 || a.equals(b) || one(a, b)) {
            return false;
        }
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return afterOne(a, b, i);
    }

    /** Whether one of the slips that can be made at {@code i}, the first difference, leaves one more. */
    private static boolean afterOne(String a, String b, int i) {
        String x = a.substring(i);
        String y = b.substring(i);
        boolean exchange = x.length() > 1 && y.length() > 1 && x.charAt(0) == y.charAt(1) && x.charAt(1) == y.charAt(0);
        return (!x.isEmpty() && one(x.substring(1), y))
                || (!y.isEmpty() && one(x, y.substring(1)))
                || (!x.isEmpty() && !y.isEmpty() && one(x.substring(1), y.substring(1)))
                || (exchange && one(x.substring(2), y.substring(2)));
    }

    private static boolean exchanged(String a, String b, int i) {
        return i + 1 < a.length()
                && a.charAt(i) == b.charAt(i + 1)
                && a.charAt(i + 1) == b.charAt(i)
                && same(a, i + 2, b, i + 2);
    }

    private static boolean same(String a, int i, String b, int j) {
        return a.regionMatches(i, b, j, Math.max(a.length() - i, b.length() - j));
    }

    /** Whether two numbers of {@code digits} decimal digits differ in one digit, or in two neighbours exchanged. */
    public static boolean oneDigit(long a, long b, int digits) {
        long x = a;
        long y = b;
        for (int i = 0; i < digits; i++) {
            if (x % 10 != y % 10) {
                boolean swapped = x % 10 == y / 10 % 10 && x / 10 % 10 == y % 10 && x / 100 == y / 100;
                return x / 10 == y / 10 || swapped;
            }
            x /= 10;
            y /= 10;
        }
        return false;
    }
}
