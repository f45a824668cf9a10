package care.weald.identity.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.link.Evidence.KnownNumber;
import care.weald.identity.link.Evidence.Link;
import care.weald.identity.link.Evidence.Origin;
import care.weald.identity.link.Linking.Change;
import care.weald.identity.link.Linking.Keep;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkingTest {

    private static final UUID FRESH = new UUID(0, 1);
    private static final UUID ROSA = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);
    private static final KnownNumber ROSAS_NUMBER = new KnownNumber(ROSA, true);

    @Test
    void aVerifiedNumberJoinsItsPerson() {
        assertEquals(
                new Change(ROSA, Origin.NHS_NUMBER, false),
                Linking.decide(new Evidence(null, true, ROSAS_NUMBER, false, false), FRESH));
    }

    @Test
    void anUnverifiedNumberJoinsNobody() {
        assertEquals(
                new Change(FRESH, Origin.NEW, false),
                Linking.decide(new Evidence(null, false, ROSAS_NUMBER, false, false), FRESH));
    }

    @Test
    void anotherBirthDateJoinsNobody() {
        assertEquals(
                new Change(FRESH, Origin.NEW, false),
                Linking.decide(new Evidence(null, true, ROSAS_NUMBER, true, false), FRESH));
    }

    @Test
    void anInvalidNumberJoinsNobody() {
        assertEquals(
                new Change(FRESH, Origin.NEW, false),
                Linking.decide(new Evidence(null, true, new KnownNumber(ROSA, false), false, false), FRESH));
    }

    @Test
    void aNewVerifiedNumberIsRegisteredToThePersonWhoHasNone() {
        assertEquals(
                new Change(OTHER, Origin.NHS_NUMBER, true),
                Linking.decide(new Evidence(new Link(OTHER, Origin.NEW), true, null, false, false), FRESH));
    }

    @Test
    void aSecondNumberIsNeverRegisteredToOnePerson() {
        assertEquals(
                new Change(FRESH, Origin.NHS_NUMBER, true),
                Linking.decide(new Evidence(new Link(OTHER, Origin.NHS_NUMBER), true, null, false, true), FRESH));
    }

    @Test
    void aLinkByNumberEndsWithItsEvidence() {
        assertEquals(
                new Change(FRESH, Origin.NEW, false),
                Linking.decide(
                        new Evidence(new Link(ROSA, Origin.NHS_NUMBER), false, ROSAS_NUMBER, false, true), FRESH));
    }

    @Test
    void whatIsLinkedRightStays() {
        assertEquals(
                new Keep(ROSA),
                Linking.decide(
                        new Evidence(new Link(ROSA, Origin.NHS_NUMBER), true, ROSAS_NUMBER, false, true), FRESH));
        assertEquals(
                new Keep(OTHER),
                Linking.decide(new Evidence(new Link(OTHER, Origin.NEW), false, null, false, false), FRESH));
    }
}
