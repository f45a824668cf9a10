package care.weald.identity.match;

import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Group;
import care.weald.identity.match.compare.Possible;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Limits;
import care.weald.identity.match.model.Ticks;
import care.weald.identity.match.model.Weights;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Passes over, by their sketches alone, those who certainly are not the one asked for, whether or not location may be used.
 * It never passes over anybody whom an {@link Assessment} would give another grade. For one thread.
 */
final class Gate implements Sieve {

    private static final Field[] OWN =
            fields(field -> field.group() == Group.OWN && field != Field.NHS_NUMBER && field != Field.GIVEN);
    private static final Field[] PLACE = fields(Field::isLocation);

    private final Weights weights;
    private final Possible possible;
    private final long given;
    private final long family;
    private final int prior;
    private final int cap;
    private final int least;

    /**
     * @param prior what is against every pair before any evidence, in ticks
     * @param apart what is known against any two living together, in ticks
     */
    Gate(Limits limits, Weights weights, int prior, int apart, Profile asked) {
        this.weights = weights;
        this.possible = new Possible(asked);
        this.given = asked.givenHash();
        this.family = asked.familyHash();
        this.prior = prior;
        this.cap = Ticks.of(limits.householdBits()) + apart;
        this.least = Ticks.odds(limits.possible());
    }

    private static Field[] fields(Predicate<Field> which) {
        return Field.all().stream().filter(which).toArray(Field[]::new);
    }

    @Override
    public boolean mayBe(ByteBuffer sketches, int place) {
        possible.compareOwn(sketches, place);
        int own = prior + Math.max(0, weights.most(Field.NHS_NUMBER, possible.set(Field.NHS_NUMBER)));
        own += weights.mostOfGiven(given, possible.set(Field.GIVEN));
        own += sum(OWN);
        if (own + cap < least) {
            return false;
        }
        possible.compareHousehold();
        int household = weights.mostOfFamily(family, possible.set(Field.FAMILY)) + Math.max(0, sum(PLACE));
        return own + Math.min(cap, household) >= least;
    }

    private int sum(Field[] fields) {
        int sum = 0;
        for (Field field : fields) {
            sum += weights.most(field, possible.set(field));
        }
        return sum;
    }
}
