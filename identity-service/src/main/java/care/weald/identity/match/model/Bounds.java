package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Level;
import care.weald.identity.match.compare.Possible;

/** The most that a field can say when its level is one of a set, worked out for every set. */
final class Bounds {

    private static final int GIVEN = named(Field.GIVEN);
    private static final int FAMILY = named(Field.FAMILY);

    private final int[][] most = new int[Field.all().size()][];

    /** The bounds of {@code ticks}, by field and level; a missing field says nothing. */
    Bounds(int[][] ticks) {
        for (Field field : Field.all()) {
            int[] every = new int[Possible.sets(field)];
            every[0] = Integer.MIN_VALUE;
            for (int set = 1; set < every.length; set++) {
                int level = Level.MISSING + Integer.numberOfTrailingZeros(set);
                int said = level == Level.MISSING ? 0 : ticks[field.index()][level];
                every[set] = Math.max(said, every[set & (set - 1)]);
            }
            most[field.index()] = every;
        }
    }

    /** {@link Integer#MIN_VALUE} for the empty set. */
    int most(Field field, int set) {
        return most[field.index()][set];
    }

    /** The same of those of {@code set} on which a name is shared. */
    int inCommon(Field field, int set) {
        return most(field, set & inCommon(field));
    }

    /** The levels of {@code field} on which a name is shared, so that its commonness counts. */
    static int inCommon(Field field) {
        return field == Field.GIVEN ? GIVEN : field == Field.FAMILY ? FAMILY : 0;
    }

    private static int named(Field field) {
        int set = 0;
        for (int level = 0; level < field.levels().size(); level++) {
            set |= Comparison.isNameInCommon(field, level) ? Possible.set(level) : 0;
        }
        return set;
    }
}
