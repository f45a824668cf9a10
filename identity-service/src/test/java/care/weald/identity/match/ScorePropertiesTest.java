package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import care.weald.identity.population.Clerk;
import care.weald.identity.population.Population;
import care.weald.identity.population.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds of every score, tried on registrations of one person, of relatives and of strangers. */
class ScorePropertiesTest {

    private static final int PAIRS = 4_000;
    private static final List<Demographics> RECORDS = new ArrayList<>();

    private final Matcher matcher = new Matcher(Model.shipped(), 2_000_000, "acute");

    @BeforeAll
    static void register() {
        Clerk clerk = new Clerk(4);
        new Population(4).people(600).forEach(person -> {
            RECORDS.add(Registration.of(person).demographics());
            RECORDS.add(clerk.register(person).demographics());
            RECORDS.add(clerk.register(person).demographics());
        });
    }

    private static void pairs(BiConsumer<Demographics, Demographics> check) {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < PAIRS; i++) {
            int a = random.nextInt(RECORDS.size());
            int near = Math.clamp(a + random.nextInt(-6, 7), 0, RECORDS.size() - 1);
            check.accept(RECORDS.get(a), RECORDS.get(random.nextInt(4) == 0 ? random.nextInt(RECORDS.size()) : near));
        }
    }

    @Test
    void weightsAddUpToTheTotalExactly() {
        pairs((a, b) -> {
            Score score = matcher.score(a, b, true);

            double sum = score.contributions().stream()
                    .mapToDouble(Contribution::weight)
                    .sum();

            assertEquals(score.total(), sum);
            assertEquals(1 / (1 + StrictMath.pow(2, -(score.total() + score.prior()))), score.probability());
        });
    }

    @Test
    void aScoreIsTheSameBothWaysAndEveryTime() {
        Matcher other = new Matcher(Model.shipped(), 2_000_000, "acute");

        pairs((a, b) -> {
            assertEquals(matcher.score(a, b, true), matcher.score(b, a, true));
            assertEquals(matcher.score(a, b, true), other.score(a, b, true));
        });
    }

    @Test
    void withoutLocationNoLocationIsLookedAt() {
        pairs((a, b) -> {
            Score hidden = matcher.score(a, b, false);

            assertEquals(matcher.score(a.withoutLocation(), b.withoutLocation(), true), hidden);
            assertTrue(hidden.contributions().stream()
                    .noneMatch(c -> List.of("postcode", "line", "town", "phone", "email")
                            .contains(c.field())));
        });
    }

    @Test
    void whatIsMissingSaysNothing() {
        pairs((a, b) -> {
            Demographics nameless = new Demographics(
                    a.numbers(), List.of(), List.of(), 0, a.sex(), Location.NONE, a.deceased(), a.seen());

            Score score = matcher.score(nameless, b, true);

            assertTrue(score.contributions().stream()
                    .allMatch(c -> List.of("nhs-number", "identifier", "sex").contains(c.field())));
        });
    }

    @Test
    void nothingAtAllIsNoEvidence() {
        Demographics nothing = Demographics.builder().build();

        for (Demographics record : RECORDS.subList(0, 100)) {
            Score score = matcher.score(nothing, record, true);

            assertEquals(0, score.total());
            assertEquals(Grade.CERTAINLY_NOT, score.grade());
            assertEquals(List.of(), score.contributions());
        }
    }

    @Test
    void aCertainScoreHasNoGuardAndItsProbability() {
        pairs((a, b) -> {
            Score score = matcher.score(a, b, true);
            if (score.grade() == Grade.CERTAIN) {
                assertEquals(List.of(), score.guards());
                assertTrue(score.probability() >= 0.9999);
            }
        });
    }

    @Test
    void whatIsNotWorthFinishingIsCertainlyNot() {
        Assessment whole = matcher.assessment();
        Assessment gated = matcher.assessment();

        pairs((a, b) -> {
            Profile one = Profile.of(a);
            Profile other = Profile.of(b);
            whole.assess(one, other, true);
            boolean worth = gated.assessIfWorth(one, other, true);

            assertEquals(whole.grade(), worth ? gated.grade() : Grade.CERTAINLY_NOT);
            assertTrue(!worth || whole.score().equals(gated.score()));
        });
    }

    @Test
    void recordsOfOnePersonNearlyAlwaysShareAKey() {
        int shared = 0;
        for (int i = 0; i < RECORDS.size(); i += 3) {
            shared += share(BlockKeys.of(RECORDS.get(i)), BlockKeys.probe(RECORDS.get(i + 1), true)) ? 1 : 0;
        }

        assertTrue(shared >= 0.998 * RECORDS.size() / 3, shared + " shared a key");
    }

    private static boolean share(long[] a, long[] b) {
        for (long x : a) {
            for (long y : b) {
                if (x == y) {
                    return true;
                }
            }
        }
        return false;
    }
}
