package care.weald.identity.match.compare;

/**
 * Jaro-Winkler similarity with bit masks: no allocation, at most 64 characters of either text. The prefix (up to four
 * characters, 0.1 each) counts from a Jaro similarity of 0.7 up.
 */
public final class JaroWinkler {

    private static final int MOST = 64;
    private static final double BOOST_FROM = 0.7;

    private JaroWinkler() {}

    /** How alike {@code a} and {@code b} are, from 0 (nothing shared; also when one is empty) to 1 (equal). */
    public static double similarity(String a, String b) {
        int m = Math.min(a.length(), MOST);
        int n = Math.min(b.length(), MOST);
        if (m == 0 || n == 0) {
            return m == n ? 1 : 0;
        }
        String shorter = m <= n ? a : b;
        String longer = m <= n ? b : a;
        double jaro = jaro(shorter, longer, Math.min(m, n), Math.max(m, n));
        return jaro < BOOST_FROM ? jaro : boosted(jaro, a, b, Math.min(m, n));
    }

    private static double jaro(String a, String b, int m, int n) {
        int window = Math.max(n / 2 - 1, 0);
        long usedA = 0;
        long usedB = 0;
        int matches = 0;
        for (int i = 0; i < m; i++) {
            int found = find(a.charAt(i), b, Math.max(0, i - window), Math.min(n, i + window + 1), usedB);
            if (found >= 0) {
                usedA |= 1L << i;
                usedB |= 1L << found;
                matches++;
            }
        }
        if (matches == 0) {
            return 0;
        }
        double half = transposed(a, b, usedA, usedB) / 2.0;
        return ((double) matches / m + (double) matches / n + (matches - half) / matches) / 3;
    }

    private static int find(char c, String b, int from, int to, long used) {
        for (int j = from; j < to; j++) {
            if (b.charAt(j) == c && (used >>> j & 1) == 0) {
                return j;
            }
        }
        return -1;
    }

    private static int transposed(String a, String b, long usedA, long usedB) {
        int count = 0;
        long left = usedA;
        long right = usedB;
        while (left != 0) {
            if (a.charAt(Long.numberOfTrailingZeros(left)) != b.charAt(Long.numberOfTrailingZeros(right))) {
                count++;
            }
            left &= left - 1;
            right &= right - 1;
        }
        return count;
    }

    private static double boosted(double jaro, String a, String b, int shortest) {
        int prefix = 0;
        int most = Math.min(4, shortest);
        while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }
}
