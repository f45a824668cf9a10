package care.weald.identity.match.model;

/**
 * How a model is trained.
 *
 * @param version the name of the model that comes out
 * @param seed of the random pairs
 * @param strangers how many random pairs are compared
 * @param belief how many pairs the starting values count for; a sample that is invented deserves less trust than one
 *     that is real
 * @param shrinkage how many pairs the pooled values count for in the profile of a source
 * @param leastShare the least share that a name unknown to the sample is given
 */
public record Training(String version, long seed, int strangers, double belief, double shrinkage, double leastShare) {

    /** The settings of the shipped model. */
    public static Training named(String version) {
        return new Training(version, 1, 1_000_000, 10_000, 1_000, 2e-4);
    }
}
