package care.weald.identity.match.model;

/**
 * Where a model draws its lines.
 *
 * @param fieldBits the most that one field can say, either way
 * @param householdBits the most that all household evidence together can say for a match
 * @param ownBits the least own evidence of a certain match
 * @param marginBits the least distance of a certain match to the next person
 * @param knownBits how much likelier than not it is that a person asked for is known, in bits
 * @param certain the least probability of grade certain
 * @param probable the least probability of grade probable
 * @param possible the least probability of grade possible
 * @param smallestPopulation the population that is assumed at least
 */
public record Limits(
        double fieldBits,
        double householdBits,
        double ownBits,
        double marginBits,
        double knownBits,
        double certain,
        double probable,
        double possible,
        long smallestPopulation) {

    /** The values of the design. */
    public static final Limits STARTING = new Limits(24, 20, 8, 5, 2, 0.9999, 0.99, 0.5, 1024);

    public Limits {
        boolean ordered = 0 < possible && possible < probable && probable < certain && certain < 1;
        boolean positive = fieldBits > 0 && householdBits > 0 && ownBits >= 0 && marginBits >= 0 && knownBits >= 0;
        if (!ordered || !positive || smallestPopulation < 1) {
            throw new IllegalArgumentException("limits out of order");
        }
    }
}
