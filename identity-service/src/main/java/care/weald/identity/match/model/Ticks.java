package care.weald.identity.match.model;

/**
 * Bits of evidence as whole numbers, 1,024 to the bit. Whole numbers add up exactly in any order and on any machine, and as
 * {@code double} they are still exact, so the weights of an explanation sum to its total to the last bit.
 */
public final class Ticks {

    /** Ticks in one bit. */
    public static final int BIT = 1024;

    private static final double LN2 = StrictMath.log(2);

    private Ticks() {}

    /** The nearest number of ticks. */
    public static int of(double bits) {
        return (int) StrictMath.rint(bits * BIT);
    }

    /** Ticks as bits, exact. */
    public static double bits(int ticks) {
        return ticks / (double) BIT;
    }

    /** The probability whose odds are two to the power of so many ticks. */
    public static double probability(int ticks) {
        return 1 / (1 + StrictMath.pow(2, -bits(ticks)));
    }

    /** The ticks of the odds of {@code probability}. */
    public static int odds(double probability) {
        return of(log2(probability / (1 - probability)));
    }

    static double log2(double value) {
        return StrictMath.log(value) / LN2;
    }
}
