package care.weald.identity.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.Joining.Standing;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private static final Score SURE = score(40, Grade.CERTAIN);
    private static final Score LIKELY = score(30, Grade.PROBABLE);
    private static final Score TOO_LITTLE = score(5, Grade.CERTAINLY_NOT);
    private static final Score AGAINST = score(-5, Grade.CERTAINLY_NOT);

    private static Score score(double total, Grade grade) {
        return new Score(total, -21, 0.5, grade, "test", List.of(), List.of());
    }

    @Test
    void aRecordJoinsThePersonItIsCertainWith() {
        Joining joining = Joining.of(List.of(new Standing(FIRST, List.of(SURE, LIKELY))));

        assertEquals(new Joining.Joins(FIRST), joining);
    }

    @Test
    void tooLittleEvidenceIsNoEvidenceAgainst() {
        Joining joining = Joining.of(List.of(new Standing(FIRST, List.of(SURE, TOO_LITTLE))));

        assertEquals(new Joining.Joins(FIRST), joining);
    }

    @Test
    void evidenceAgainstOneOfThePersonsRecordsIsReviewed() {
        Joining joining = Joining.of(List.of(new Standing(FIRST, List.of(SURE, AGAINST))));

        assertEquals(new Joining.Reviewed(List.of(FIRST)), joining);
    }

    @Test
    void aBridgeIsReviewedAndJoinsNobody() {
        Joining joining = Joining.of(List.of(
                new Standing(FIRST, List.of(SURE)), new Standing(SECOND, List.of(score(45, Grade.CERTAIN)))));

        assertEquals(new Joining.Reviewed(List.of(SECOND, FIRST)), joining);
    }

    @Test
    void aLikelyPersonIsReviewedAndAnUnlikelyOneIsNot() {
        assertEquals(new Joining.Reviewed(List.of(FIRST)), Joining.of(List.of(new Standing(FIRST, List.of(LIKELY)))));
        assertEquals(new Joining.Alone(), Joining.of(List.of(new Standing(FIRST, List.of(AGAINST)))));
        assertEquals(new Joining.Alone(), Joining.of(List.of()));
    }

    @Test
    void differentNumbersAreAlwaysAgainst() {
        Score numbers =
                new Score(30, -21, 0.99, Grade.POSSIBLE, "test", List.of(), List.of(Guard.DIFFERENT_NHS_NUMBERS));

        assertTrue(numbers.isAgainst());
    }

    @Test
    void recordsClusterAlongCertainPairs() {
        Clustering clusters = new Clustering(4, pairs(Set.of(1, 12), Set.of()));

        assertTrue(clusters.offer(0, 1));
        assertTrue(clusters.offer(1, 2));

        assertEquals(clusters.cluster(0), clusters.cluster(2));
        assertNotEquals(clusters.cluster(0), clusters.cluster(3));
        assertEquals(List.of(0, 1, 2), clusters.together(2));
    }

    @Test
    void evidenceAgainstAnyMemberKeepsClustersApart() {
        Clustering clusters = new Clustering(3, pairs(Set.of(1, 12), Set.of(2)));

        assertTrue(clusters.offer(0, 1));
        assertFalse(clusters.offer(1, 2));
        assertNotEquals(clusters.cluster(0), clusters.cluster(2));
    }

    @Test
    void onePairIsNoBridgeBetweenTwoGroupsButTwoAre() {
        Clustering one = new Clustering(4, pairs(Set.of(1, 23, 12), Set.of()));
        Clustering two = new Clustering(4, pairs(Set.of(1, 23, 12, 3), Set.of()));

        assertTrue(one.offer(0, 1) && one.offer(2, 3));
        assertTrue(two.offer(0, 1) && two.offer(2, 3));

        assertFalse(one.offer(1, 2));
        assertTrue(two.offer(1, 2));
    }

    /** Pairs written as 10 a + b. */
    private static Clustering.Evidence pairs(Set<Integer> certain, Set<Integer> against) {
        return new Clustering.Evidence() {
            @Override
            public boolean isCertain(int a, int b) {
                return certain.contains(10 * Math.min(a, b) + Math.max(a, b));
            }

            @Override
            public boolean isAgainst(int a, int b) {
                return against.contains(10 * Math.min(a, b) + Math.max(a, b));
            }
        };
    }
}
