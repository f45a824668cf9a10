package care.weald.identity.match;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;
import care.weald.identity.match.compare.Group;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Limits;
import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.Ticks;
import care.weald.identity.match.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The score of one pair at a time, in place: for hot loops. One object belongs to one thread, is used for many pairs and
 * allocates nothing until {@link #score} is asked for.
 */
public final class Assessment {

    private static final int FIELDS = Field.all().size();
    private static final int[] STREET = {Field.LINE.index(), Field.TOWN.index()};
    private static final int[] OWN = fields(field -> field.group() == Group.OWN);
    private static final int[] HOUSEHOLD =
            fields(field -> field.group() == Group.HOUSEHOLD && field != Field.LINE && field != Field.TOWN);

    private final Weights weights;
    private final String version;
    private final int prior;
    private final int cap;
    private final int apart;
    private final int ownLeast;
    private final int twinLeast;
    private final int certain;
    private final int probable;
    private final int possible;
    private final int mostOfStreet;
    private final Comparison comparison = new Comparison();
    private final int[] ticks = new int[FIELDS];
    private int own;
    private int household;
    private int total;
    private int guards;

    /**
     * @param prior what is against every pair before any evidence, in ticks
     * @param apart what is known against any two living together, in ticks
     */
    Assessment(Model model, Weights weights, int prior, int apart) {
        Limits limits = model.limits();
        this.weights = weights;
        this.version = model.version();
        this.prior = prior;
        this.apart = apart;
        this.cap = Ticks.of(limits.householdBits()) + apart;
        this.ownLeast = Ticks.of(limits.ownBits());
        this.certain = Ticks.odds(limits.certain());
        this.twinLeast = certain - Ticks.of(limits.knownBits());
        this.probable = Ticks.odds(limits.probable());
        this.possible = Ticks.odds(limits.possible());
        this.mostOfStreet = weights.most(Field.LINE) + weights.most(Field.TOWN);
    }

    private static int[] fields(Predicate<Field> which) {
        return Field.all().stream().filter(which).mapToInt(Field::index).toArray();
    }

    /** Compares {@code a} with {@code b} and weighs them. Symmetric. */
    public void assess(Profile a, Profile b, boolean withLocation) {
        comparison.compare(a, b, withLocation);
        own = weigh(OWN);
        household = weigh(HOUSEHOLD) + weigh(STREET);
        finish(a, b);
    }

    /**
     * The same, but false and nothing else as soon as it shows that the pair is certainly not one person, whatever the rest
     * says: for runs over many pairs, most of which are that.
     */
    public boolean assessIfWorth(Profile a, Profile b, boolean withLocation) {
        comparison.compareOwn(a, b);
        own = weigh(OWN);
        int soFar = own - Math.min(0, ticks[Field.NHS_NUMBER.index()]) + prior;
        if (soFar + cap < possible) {
            return false;
        }
        comparison.compareHousehold(a, b, withLocation);
        household = weigh(HOUSEHOLD);
        if (soFar + Math.min(cap, household + mostOfStreet) < possible) {
            return false;
        }
        comparison.compareStreet(a, b, withLocation);
        household += weigh(STREET);
        finish(a, b);
        return true;
    }

    private void finish(Profile a, Profile b) {
        total = own + Math.min(household, cap);
        guards = guards(a, b);
    }

    private int weigh(int[] fields) {
        int sum = 0;
        for (int field : fields) {
            ticks[field] = weights.ticks(comparison, field);
            sum += ticks[field];
        }
        return sum;
    }

    private int guards(Profile a, Profile b) {
        int relatives = weights.amongRelatives(comparison) + apart;
        int numbers = weights.numbersAmongRelatives(comparison);
        int found = 0;
        if (comparison.hasDifferentNumbers()) {
            found |= Guard.DIFFERENT_NHS_NUMBERS.bit();
        }
        if (comparison.hasSameNumber() && isContradicted()) {
            found |= Guard.CONTRADICTION.bit();
        }
        if (isTwin() && (comparison.hasSameNumber() || relatives + numbers < twinLeast)) {
            found |= Guard.TWIN.bit();
        }
        if (a.deadBefore(b)) {
            found |= Guard.DEAD_BEFORE_EVENT.bit();
        }
        return isOwn(relatives + numbers) ? found : found | Guard.OWN_EVIDENCE.bit();
    }

    /** A relative's number: another name, or another birth date that is not a slip in that of somebody so called. */
    private boolean isContradicted() {
        boolean soCalled = comparison.hasSameGivenName() && comparison.hasOneGeneration();
        return comparison.hasOtherGivenName() || (comparison.hasOtherBirthDate() && !soCalled);
    }

    /**
     * Where household evidence agrees, the rest has to tell relatives apart: without a given name only a number can, unless
     * people here do not live together.
     */
    private boolean isOwn(int relatives) {
        if (household <= 0) {
            return own >= ownLeast;
        }
        boolean told = comparison.level(Field.GIVEN) >= 0
                || comparison.hasSameNumber()
                || comparison.hasSameIdentifier()
                || apart >= ownLeast;
        return told && Math.min(own + apart, relatives) >= ownLeast;
    }

    /** Looks like a twin; only as much as makes any pair certain can say that it is none. */
    private boolean isTwin() {
        boolean otherwiseNamed =
                comparison.hasOtherGivenName() || (comparison.hasNearlyOtherGivenName() && !comparison.hasSameNumber());
        return otherwiseNamed && comparison.hasSameBirthDate() && comparison.hasSameAddress();
    }

    /** The evidence in {@link Ticks}. */
    public int total() {
        return total;
    }

    /** Adds a guard that the pair alone does not show. */
    void guard(Guard guard) {
        guards |= guard.bit();
    }

    /** The grade after the guards. */
    public Grade grade() {
        Grade grade = unguarded(total + prior);
        if (guards == 0) {
            return grade;
        }
        boolean onlyNumbers = guards == Guard.DIFFERENT_NHS_NUMBERS.bit();
        if (grade == Grade.CERTAINLY_NOT && onlyNumbers && withoutNumbers() >= certain) {
            return Grade.POSSIBLE;
        }
        for (Guard guard : Guard.values()) {
            if ((guards & guard.bit()) != 0) {
                grade = guard.isHard() ? grade.lowered().lowered() : grade;
            }
        }
        return grade.lowered();
    }

    private int withoutNumbers() {
        return total - ticks[Field.NHS_NUMBER.index()] + prior;
    }

    private Grade unguarded(int posterior) {
        if (posterior >= certain) {
            return Grade.CERTAIN;
        }
        if (posterior >= probable) {
            return Grade.PROBABLE;
        }
        return posterior >= possible ? Grade.POSSIBLE : Grade.CERTAINLY_NOT;
    }

    /** The pair's score with its explanation. */
    public Score score() {
        List<Contribution> contributions = new ArrayList<>(FIELDS + 1);
        for (Field field : Field.all()) {
            int level = comparison.level(field);
            if (level >= 0) {
                double weight = Ticks.bits(ticks[field.index()]);
                contributions.add(new Contribution(
                        field.code(),
                        field.levels().get(level),
                        weight,
                        field.group().code()));
            }
        }
        if (household > cap) {
            double back = Ticks.bits(cap - household);
            contributions.add(new Contribution("household-cap", "reached", back, Group.HOUSEHOLD.code()));
        }
        double probability = Ticks.probability(total + prior);
        return new Score(Ticks.bits(total), Ticks.bits(prior), probability, grade(), version, contributions, named());
    }

    private List<Guard> named() {
        List<Guard> named = new ArrayList<>();
        for (Guard guard : Guard.values()) {
            if ((guards & guard.bit()) != 0) {
                named.add(guard);
            }
        }
        return named;
    }
}
