package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Possible;
import java.util.Arrays;

/**
 * A model made ready for scoring: what each level says, in {@link Ticks}. Immutable and safe for many threads.
 */
public final class Weights {

    private static final int GIVEN = Field.GIVEN.index();
    private static final int FAMILY = Field.FAMILY.index();

    private final int[][] strangers;
    private final int[][] relatives;
    private final NameFrequencies given;
    private final NameFrequencies family;
    private final int[][] peers;
    private final int givenMean;
    private final int familyMean;
    private final int most;
    private final Bounds bounds;

    private Weights(Model model, LevelTable same) {
        this.most = Ticks.of(model.limits().fieldBits());
        this.strangers = ticks(same, model.strangers());
        this.relatives = ticks(same, model.relatives());
        this.given = model.given();
        this.family = model.family();
        this.peers = ticks(same, model.peers());
        this.givenMean = Ticks.of(-Ticks.log2(model.strangers().get(Field.GIVEN, 0)));
        this.familyMean = Ticks.of(-Ticks.log2(model.strangers().get(Field.FAMILY, 0)));
        this.bounds = new Bounds(strangers);
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

    /** The most that {@code field} can say for a match, or 0. */
    public int most(Field field) {
        return Math.max(0, Arrays.stream(strangers[field.index()]).max().orElse(0));
    }

    /** The most that {@code field} can say when its level is one of {@code set}, see {@link Possible}; for names see below. */
    public int most(Field field, int set) {
        return bounds.most(field, set);
    }

    /** The same for the given name, of which {@code hash} is one side's: the commoner of two counts. */
    public int mostOfGiven(long hash, int set) {
        return ofName(Field.GIVEN, set, given.ticks(hash) - givenMean);
    }

    /** The same for the family name. */
    public int mostOfFamily(long hash, int set) {
        return ofName(Field.FAMILY, set, family.ticks(hash) - familyMean);
    }

    private int ofName(Field field, int set, int rarity) {
        int common = bounds.inCommon(field, set);
        int other = bounds.most(field, set & ~Bounds.inCommon(field));
        return common == Integer.MIN_VALUE ? other : Math.max(other, Math.clamp(common + (long) rarity, -most, most));
    }

    /** What the field with that index says in {@code comparison}; 0 when it is missing. */
    public int ticks(Comparison comparison, int index) {
        int level = comparison.level(index);
        if (level < 0) {
            return 0;
        }
        int said = strangers[index][level];
        if (index != GIVEN && index != FAMILY) {
            return said;
        }
        Field field = index == GIVEN ? Field.GIVEN : Field.FAMILY;
        return Comparison.isNameInCommon(field, level)
                ? Math.clamp(said + rarity(comparison, field), -most, most)
                : said;
    }

    /** How much more than names on average the names of {@code comparison} say; the commoner of the two counts. */
    private int rarity(Comparison comparison, Field field) {
        return field == Field.GIVEN
                ? Math.min(given.ticks(comparison.givenHash(true)), given.ticks(comparison.givenHash(false)))
                        - givenMean
                : Math.min(family.ticks(comparison.familyHash(true)), family.ticks(comparison.familyHash(false)))
                        - familyMean;
    }

    /**
     * What {@code comparison} says against the belief that the two are different people who live together, but for the
     * numbers that only one person has. Where they live says nothing here, how to reach them a little. Those of one
     * generation hardly ever share a given name; parent and child may.
     */
    public int amongRelatives(Comparison comparison) {
        int[][] named = comparison.hasOneGeneration() ? peers : relatives;
        int sum = apart(relatives, comparison, Field.BIRTH_DATE) + apart(relatives, comparison, Field.SEX);
        sum += apart(named, comparison, Field.GIVEN) + apart(named, comparison, Field.MIDDLE);
        return sum + apart(relatives, comparison, Field.PHONE) + apart(relatives, comparison, Field.EMAIL);
    }

    /** What the numbers say against it: a relative's number has nothing to do with one's own. */
    public int numbersAmongRelatives(Comparison comparison) {
        return apart(relatives, comparison, Field.NHS_NUMBER) + apart(relatives, comparison, Field.IDENTIFIER);
    }

    private static int apart(int[][] ticks, Comparison comparison, Field field) {
        int level = comparison.level(field);
        return level < 0 ? 0 : ticks[field.index()][level];
    }
}
