package care.weald.identity.match.model;

import care.weald.identity.match.compare.Field;

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
                row(.78, .07, .02, .13),
                row(.85, .03, .045, .012, .03, .01, .002, .006, .015),
                row(.90, .06, .04),
                row(.962, .002, .006, .004, .014, .005, .003, .004),
                row(.99, .01),
                row(.87, .045, .045, .01, .01, .005, .015),
                row(.73, .08, .04, .05, .05, .05),
                row(.84, .09, .02, .05),
                row(.45, .20, .35),
                row(.70, .03, .27),
                row(.75, .12, .13),
                row(.82, .10, .08));
    }

    /** How often two strangers do. */
    static LevelTable strangers() {
        return LevelTable.of(
                row(1e-9, 6e-8, 1e-9, 1e-8, .999),
                row(1e-7, 1e-5, 3e-4, .999),
                row(.006, .002, .003, .003, .003, .00002, .001, .02, .96),
                row(.02, .06, .92),
                row(2.9e-5, 2e-6, 8e-5, 4e-5, 7e-4, .004, .0122, .983),
                row(.5, .5),
                row(.0015, .001, .002, .0005, .00002, .01, .985),
                row(1e-5, 1e-5, 5e-5, .004, .1, .9),
                row(1e-5, 1e-4, .002, .998),
                row(.01, .004, .986),
                row(1e-6, 2e-5, .999),
                row(1e-6, 2e-5, .999),
                row(.001, .008, .991));
    }

    /** How often two different people of one household do. Their numbers are as different as strangers' are. */
    static LevelTable relatives() {
        return LevelTable.of(
                row(1e-9, 6e-8, 1e-9, 1e-8, .999),
                row(1e-7, 1e-5, 3e-4, .999),
                row(.02, .003, .01, .05, .008, .0001, .002, .03, .88),
                row(.06, .08, .86),
                row(.01, .0002, .0003, .0002, .0015, .006, .03, .952),
                row(.45, .55),
                row(.75, .03, .05, .02, .0001, .01, .14),
                row(.90, .05, .01, .01, .015, .015),
                row(.92, .05, .01, .02),
                row(.5, .2, .3),
                row(.15, .01, .84),
                row(.05, .01, .94),
                row(.95, .02, .03));
    }

    /** How often two people of one household and generation do. Only the given names are looked at. */
    static LevelTable peers() {
        LevelTable others = relatives();
        double[][] rows = new double[Field.all().size()][];
        Field.all().forEach(field -> rows[field.index()] = others.values(field));
        rows[Field.GIVEN.index()] = row(.002, .003, .012, .005, .004, .0001, .001, .03, .9429);
        rows[Field.MIDDLE.index()] = row(.04, .08, .88);
        return LevelTable.of(rows);
    }

    private static double[] row(double... values) {
        return values;
    }
}
