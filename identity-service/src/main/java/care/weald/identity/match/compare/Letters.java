package care.weald.identity.match.compare;

/** How alike two names may be, as far as their letters, lengths and sounds tell: at least as alike as they are. */
final class Letters {

    private static final double CLOSE = 0.92;
    private static final double CLOSE_IN_SOUND = 0.84;
    private static final double ALIKE = 0.80;

    private Letters() {}

    static boolean isNear(long x, long y) {
        if (Sketch.length(x) == 0 || Sketch.length(y) == 0) {
            return false;
        }
        return Sketch.plain(x) == Sketch.plain(y) || isClose(x, y, likeness(x, y));
    }

    static boolean isClose(long x, long y, double likeness) {
        boolean sound = Sketch.sounds(x) == Sketch.sounds(y);
        return likeness >= (sound ? CLOSE_IN_SOUND : CLOSE) || isSlip(x, y);
    }

    static boolean isAlike(long x, long y, double likeness) {
        return likeness >= ALIKE || Sketch.sounds(x) == Sketch.sounds(y);
    }

    /** One slip changes one letter of each at most. */
    static boolean isSlip(long x, long y) {
        int a = Sketch.letters(x);
        int b = Sketch.letters(y);
        return Math.abs(Sketch.length(x) - Sketch.length(y)) <= 1
                && Integer.bitCount(a & ~b) <= 1
                && Integer.bitCount(b & ~a) <= 1;
    }

    /** The most that the similarity of Jaro and Winkler can be when so many letters are missing on the other side. */
    static double likeness(long x, long y) {
        int m = Sketch.length(x);
        int n = Sketch.length(y);
        if (m == Sketch.LONGEST || n == Sketch.LONGEST) {
            return 1;
        }
        int a = Sketch.letters(x);
        int b = Sketch.letters(y);
        int most = Math.min(m - Integer.bitCount(a & ~b), n - Integer.bitCount(b & ~a));
        if (most <= 0) {
            return 0;
        }
        double jaro = ((double) most / m + (double) most / n + 1) / 3;
        return Sketch.initial(x) == Sketch.initial(y) ? jaro + 0.4 * (1 - jaro) : jaro;
    }
}
