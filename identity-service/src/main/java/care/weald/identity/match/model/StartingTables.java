package care.weald.identity.match.model;

/**
 * What is believed of levels before anything was counted. Training adds its counts to these beliefs, so a level that never
 * occurred in a sample keeps a sensible weight. Rows follow {@link care.weald.identity.match.compare.Field}.
 */
final class StartingTables {

    private StartingTables() {}

    /** How often two records of one person agree on each level. */
    static LevelTable same() {
        return LevelTable.of(
                row(.93, .064, .003, .0025, .0005),
                row(.88, .07, .05),
                row(.85, .03, .045, .012, .03, .01, .006, .017),
                row(.90, .06, .04),
                row(.963, .003, .004, .016, .005, .005, .004),
                row(.99, .01),
                row(.87, .045, .045, .01, .01, .005, .015),
                row(.73, .08, .04, .05, .05, .05),
                row(.84, .09, .02, .05),
                row(.45, .20, .35),
                row(.70, .03, .27),
                row(.75, .12, .13));
    }

    /** How often two strangers do. */
    static LevelTable strangers() {
        return LevelTable.of(
                row(1e-9, 6e-8, 1e-9, 1e-8, .999),
                row(1e-7, 1e-5, .999),
                row(.006, .002, .003, .003, .003, .00002, .02, .96),
                row(.02, .06, .92),
                row(2.9e-5, 3e-5, 4e-5, 7e-4, .004, .012, .983),
                row(.5, .5),
                row(.0015, .001, .002, .0005, .00002, .01, .985),
                row(1e-5, 1e-5, 5e-5, .004, .1, .9),
                row(1e-5, 1e-4, .002, .998),
                row(.01, .004, .986),
                row(1e-6, 2e-5, .999),
                row(1e-6, 2e-5, .999));
    }

    /** How often two different people of one household do. Their numbers are as different as strangers' are. */
    static LevelTable relatives() {
        return LevelTable.of(
                row(1e-9, 6e-8, 1e-9, 1e-8, .999),
                row(1e-7, 1e-5, .999),
                row(.02, .003, .01, .05, .008, .0001, .03, .88),
                row(.06, .08, .86),
                row(.015, .001, .001, .006, .02, .03, .927),
                row(.45, .55),
                row(.75, .03, .05, .02, .0001, .01, .14),
                row(.90, .05, .01, .01, .015, .015),
                row(.92, .05, .01, .02),
                row(.5, .2, .3),
                row(.15, .01, .84),
                row(.05, .01, .94));
    }

    private static double[] row(double... values) {
        return values;
    }
}
