package care.weald.identity.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Doubt;
import care.weald.identity.link.Linking.Keep;
import care.weald.identity.link.Linking.Register;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkingTest {

    private static final UUID FRESH = new UUID(0, 1);
    private static final UUID ROSA = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);
    private static final KnownNumber ROSAS_NUMBER = new KnownNumber(ROSA, true, false, false);
    private static final Change ALONE = new Change(FRESH, Origin.NEW, false, false);

    private static Linking decide(Evidence evidence) {
        return Linking.decide(evidence, FRESH);
    }

    /** A verified number with a birth date that agrees. */
    private static Evidence agreed(@Nullable Link link, KnownNumber number) {
        return new Evidence(link, true, number, false, true, false);
    }

    private static Link link(UUID person, Origin origin) {
        return new Link(person, origin, false, false);
    }

    @Test
    void aVerifiedNumberWithTheSameBirthDateJoinsItsPerson() {
        assertEquals(new Change(ROSA, Origin.NHS_NUMBER, false, false), decide(agreed(null, ROSAS_NUMBER)));
        assertEquals(
                new Change(ROSA, Origin.NHS_NUMBER, false, false),
                decide(agreed(link(OTHER, Origin.NEW), ROSAS_NUMBER)));
    }

    @Test
    void anUnverifiedNumberJoinsNobody() {
        assertEquals(ALONE, decide(new Evidence(null, false, ROSAS_NUMBER, false, true, false)));
    }

    @Test
    void withoutTheSameBirthDateNobodyIsJoined() {
        assertEquals(ALONE, decide(new Evidence(null, true, ROSAS_NUMBER, false, false, false)));
    }

    @Test
    void anInvalidNumberJoinsNobody() {
        assertEquals(ALONE, decide(agreed(null, new KnownNumber(ROSA, false, false, false))));
    }

    @Test
    void aRestrictedPersonIsNeverJoined() {
        assertEquals(ALONE, decide(agreed(null, new KnownNumber(ROSA, true, true, false))));
    }

    @Test
    void aNegativeLinkIsNeverCrossed() {
        KnownNumber barred = new KnownNumber(ROSA, true, false, true);

        assertEquals(ALONE, decide(agreed(null, barred)));
        assertEquals(new Keep(OTHER), decide(agreed(link(OTHER, Origin.MANUAL), barred)));
    }

    @Test
    void aStewardsLinkAndOneByMatchNeedNoNumber() {
        for (Origin origin : new Origin[] {Origin.MANUAL, Origin.MATCH}) {
            assertEquals(new Keep(OTHER), decide(new Evidence(link(OTHER, origin), false, null, false, false, true)));
        }
    }

    @Test
    void aFeedNeverUndoesAStewardsMergeNorAMatch() {
        for (Origin origin : new Origin[] {Origin.MANUAL, Origin.MATCH}) {
            Link link = link(OTHER, origin);

            assertEquals(new Keep(OTHER), decide(new Evidence(link, true, null, false, false, true)));
            assertEquals(new Register(OTHER), decide(new Evidence(link, true, null, false, false, false)));
            assertEquals(new Doubt(OTHER, ROSA), decide(agreed(link, ROSAS_NUMBER)));
            assertEquals(new Keep(ROSA), decide(agreed(link(ROSA, origin), ROSAS_NUMBER)));
            assertEquals(new Keep(OTHER), decide(agreed(link, new KnownNumber(ROSA, true, true, false))));
        }
    }

    @Test
    void aNewVerifiedNumberIsRegisteredToThePersonWhoHasNone() {
        assertEquals(
                new Change(OTHER, Origin.NHS_NUMBER, true, false),
                decide(new Evidence(link(OTHER, Origin.NEW), true, null, false, false, false)));
    }

    @Test
    void aSecondNumberIsNeverRegisteredToOnePerson() {
        assertEquals(
                new Change(FRESH, Origin.NHS_NUMBER, true, false),
                decide(new Evidence(link(OTHER, Origin.NHS_NUMBER), true, null, false, false, true)));
    }

    @Test
    void aLinkByNumberEndsWithItsEvidence() {
        assertEquals(
                ALONE, decide(new Evidence(link(ROSA, Origin.NHS_NUMBER), false, ROSAS_NUMBER, false, true, true)));
    }

    @Test
    void anotherBirthDateDoesNotEndALinkByNumber() {
        assertEquals(
                new Keep(ROSA),
                decide(new Evidence(link(ROSA, Origin.NHS_NUMBER), true, ROSAS_NUMBER, true, false, true)));
        assertEquals(
                new Keep(ROSA), decide(new Evidence(link(ROSA, Origin.NEW), true, ROSAS_NUMBER, false, false, true)));
    }

    @Test
    void whoAStewardHasMergedOthersToStays() {
        Link joined = new Link(OTHER, Origin.NHS_NUMBER, false, true);

        assertEquals(new Keep(OTHER), decide(new Evidence(joined, false, null, false, false, true)));
        assertEquals(new Doubt(OTHER, ROSA), decide(agreed(joined, ROSAS_NUMBER)));
        assertEquals(ALONE, decide(new Evidence(link(OTHER, Origin.NHS_NUMBER), false, null, false, false, true)));
    }

    @Test
    void whoComesAgainIsBackUnlessANegativeLinkStandsThere() {
        Evidence evidence = new Evidence(link(ROSA, Origin.NHS_NUMBER), true, ROSAS_NUMBER, true, false, true);
        Evidence restricted = new Evidence(new Link(ROSA, Origin.MANUAL, true, false), true, null, false, false, false);

        assertEquals(new Keep(ROSA), Linking.again(evidence, false, FRESH));
        assertEquals(ALONE, Linking.again(evidence, true, FRESH));
        assertEquals(new Change(FRESH, Origin.NHS_NUMBER, true, true), Linking.again(restricted, true, FRESH));
    }

    @Test
    void whoLeavesARestrictedPersonStaysRestricted() {
        Link restricted = new Link(OTHER, Origin.NHS_NUMBER, true, false);

        assertEquals(
                new Change(FRESH, Origin.NEW, false, true),
                decide(new Evidence(restricted, false, null, false, false, true)));
        assertEquals(new Change(FRESH, Origin.NEW, false, true), decide(agreed(restricted, ROSAS_NUMBER)));
        assertEquals(
                new Change(FRESH, Origin.NHS_NUMBER, true, true),
                decide(new Evidence(restricted, true, null, false, false, true)));
    }

    @Test
    void whatIsLinkedRightStays() {
        assertEquals(new Keep(ROSA), decide(agreed(link(ROSA, Origin.NHS_NUMBER), ROSAS_NUMBER)));
        assertEquals(new Keep(OTHER), decide(new Evidence(link(OTHER, Origin.NEW), false, null, false, false, false)));
    }
}
