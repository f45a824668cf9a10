package care.weald.identity.match;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Profile;

/**
 * What is known of the people who are known. Both figures count by their order of magnitude only, so that an answer does not
 * change with every newcomer.
 *
 * @param people how many there are
 * @param together the share of them who have somebody else at their address; where it is next to nothing (a sample of one
 *     person a household) an address says who somebody is, and no relative need be feared
 */
public record Census(long people, double together) {

    /** Bits below which living together is not rare. */
    private static final int RARE = 4;

    /** A share is not believed to be smaller than this. */
    private static final double LEAST = 1.0 / (1 << 16);

    public Census {
        if (!(together >= 0 && together <= 1)) {
            throw new IllegalArgumentException("not a share");
        }
    }

    /** So many people, who live together as people do. */
    public static Census of(long people) {
        return new Census(people, 1);
    }

    /** The nearest power of two to the number of people, of {@code least} at least. */
    int peopleBits(long least) {
        return (int) Math.rint(log2((double) Math.max(people, least)));
    }

    /** How rare it is to live together: bits, in whole quarters, rounded down; none where it is not rare. */
    double apartBits() {
        double rare = -log2(Math.max(together, LEAST));
        return rare < RARE ? 0 : Math.floor(rare * 4) / 4;
    }

    private static double log2(double value) {
        return StrictMath.log(value) / StrictMath.log(2);
    }

    /** Counts who lives with somebody. For one thread. */
    public static final class Count {

        private final Comparison comparison = new Comparison();
        private long looked;
        private long together;

        /** Looks at {@code one}, who shares a key with {@code others}; records of the same person may be among these. */
        public void add(Profile one, Iterable<Profile> others) {
            looked++;
            for (Profile other : others) {
                comparison.compare(one, other, true);
                if (comparison.isSomebodyElseAtTheSameAddress()) {
                    together++;
                    return;
                }
            }
        }

        /** The census of {@code people}, of whom those looked at are a sample. None seen among many is still not none. */
        public Census of(long people) {
            return new Census(people, (together + 0.5) / (looked + 1.0));
        }
    }
}
