package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Group;

/**
 * A model made ready for scoring: what each level says, in {@link Ticks}. Immutable and safe for many threads.
 */
public final class Weights {

    private final int[][] strangers;
    private final int[][] relatives;
    private final NameFrequencies given;
    private final NameFrequencies family;
    private final int givenExact;
    private final int familyExact;
    private final int most;

    private Weights(Model model, LevelTable same) {
        this.most = Ticks.of(model.limits().fieldBits());
        this.strangers = ticks(same, model.strangers());
        this.relatives = ticks(same, model.relatives());
        this.given = model.given();
        this.family = model.family();
        this.givenExact = Ticks.of(Ticks.log2(same.get(Field.GIVEN, 0)));
        this.familyExact = Ticks.of(Ticks.log2(same.get(Field.FAMILY, 0)));
    }

    /** The weights of {@code model} for records of {@code source}. */
    public static Weights of(Model model, String source) {
        return new Weights(model, model.same(source));
    }

    private int[][] ticks(LevelTable same, LevelTable other) {
        int[][] ticks = new int[Field.all().size()][];
        for (Field field : Field.all()) {
            int levels = field.levels().size();
            ticks[field.index()] = new int[levels];
            for (int level = 0; level < levels; level++) {
                int bits = Ticks.of(Ticks.log2(same.get(field, level) / other.get(field, level)));
                ticks[field.index()][level] = Math.clamp(bits, -most, most);
            }
        }
        return ticks;
    }

    /** What the field with that index says in {@code comparison}; 0 when it is missing. */
    public int ticks(Comparison comparison, int field) {
        int level = comparison.level(field);
        if (level < 0) {
            return 0;
        }
        if (level == 0 && field == Field.GIVEN.index()) {
            return Math.min(most, givenExact + given.ticks(comparison.givenHash()));
        }
        if (level == 0 && field == Field.FAMILY.index()) {
            return Math.min(most, familyExact + family.ticks(comparison.familyHash()));
        }
        return strangers[field][level];
    }

    /** What the own fields say against the belief that the two are different people of one household. */
    public int ownAmongRelatives(Comparison comparison) {
        int sum = 0;
        for (Field field : Field.all()) {
            int level = comparison.level(field);
            if (level >= 0 && field.group() == Group.OWN) {
                sum += relatives[field.index()][level];
            }
        }
        return sum;
    }
}
