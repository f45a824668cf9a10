package care.weald.identity.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How matching is set up. */
@ConfigMapping(prefix = "weald.match")
public interface MatchConfig {

    /**
     * How many people live where the partners' patients come from; its order of magnitude is what counts against a match
     * before any evidence. The same for all replicas. Default 2,000,000.
     */
    @WithDefault("2000000")
    long population();

    /**
     * The share of people who share an address with somebody else, from 0 to 1; less than a sixteenth counts: then an address
     * says who somebody is, and relatives need not be feared. Only for an index of which it is known, such as a sample of one
     * person a household. The same for all replicas. Default 1.
     */
    @WithDefault("1")
    double together();

    /** What is done with a new registration without a verified NHS number. Default {@code review}. */
    @WithDefault("review")
    Feeds feeds();

    /** What matching does with feeds. */
    enum Feeds {
        /** Nothing. */
        OFF,
        /** Whoever might be the same goes on the stewards' work list. */
        REVIEW,
        /** Whoever is certainly the same is linked; whoever might be goes on the work list. */
        LINK
    }
}
