package care.weald.identity.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.identity.steward.Parting.Empty;
import care.weald.identity.steward.Parting.Group;
import care.weald.identity.steward.Parting.Merge;
import care.weald.identity.steward.Parting.Past;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartingTest {

    private static final UUID A = new UUID(1, 1);
    private static final UUID B = new UUID(1, 2);
    private static final UUID C = new UUID(1, 3);
    private static final UUID D = new UUID(1, 4);
    private static final UUID ROSA = new UUID(2, 1);
    private static final UUID IVY = new UUID(2, 2);

    private static Group home(UUID person, UUID... sources) {
        return new Group(Optional.of(person), Set.of(sources));
    }

    private static Group anew(UUID... sources) {
        return new Group(Optional.empty(), Set.of(sources));
    }

    private static Merge merge(UUID home, UUID... brought) {
        return new Merge(home, Set.of(brought));
    }

    private static Parting part(Set<UUID> all, Set<UUID> leaving, Merge... merges) {
        return Parting.of(all, leaving, new Past(List.of(merges), List.of()));
    }

    @Test
    void whoWasMergedGoesHome() {
        assertEquals(new Parting(Set.of(B), List.of(home(ROSA, A))), part(Set.of(A, B), Set.of(A), merge(ROSA, A)));
    }

    @Test
    void theMergedGoHomeWhicheverSideIsNamed() {
        assertEquals(new Parting(Set.of(B), List.of(home(ROSA, A))), part(Set.of(A, B), Set.of(B), merge(ROSA, A)));
    }

    @Test
    void ofTwoMergesTheOneThatBroughtJustTheseIsUndone() {
        Merge[] both = {merge(IVY, A, B), merge(ROSA, A)};

        assertEquals(new Parting(Set.of(B, C), List.of(home(ROSA, A))), part(Set.of(A, B, C), Set.of(A), both));
        assertEquals(new Parting(Set.of(A, C), List.of(home(IVY, B))), part(Set.of(A, B, C), Set.of(B), both));
        assertEquals(new Parting(Set.of(C), List.of(home(IVY, A, B))), part(Set.of(A, B, C), Set.of(A, B), both));
    }

    @Test
    void ofSeveralOriginalsAllHaveToLeaveToGoHome() {
        Merge[] both = {merge(IVY, A, B, D), merge(ROSA, A)};

        assertEquals(new Parting(Set.of(A, C, D), List.of(anew(B))), part(Set.of(A, B, C, D), Set.of(B), both));
        assertEquals(new Parting(Set.of(A, C), List.of(home(IVY, B, D))), part(Set.of(A, B, C, D), Set.of(B, D), both));
    }

    @Test
    void whoHasLeftSinceDoesNotCount() {
        assertEquals(new Parting(Set.of(B), List.of(home(ROSA, A))), part(Set.of(A, B), Set.of(A), merge(ROSA, A, C)));
    }

    @Test
    void whoHasNoHomeGoesWithThoseWhoHaveOne() {
        assertEquals(
                new Parting(Set.of(C), List.of(home(ROSA, A, B))), part(Set.of(A, B, C), Set.of(A, B), merge(ROSA, A)));
    }

    @Test
    void eachGoesToItsOwnHome() {
        assertEquals(
                new Parting(Set.of(C), List.of(home(ROSA, A), home(IVY, B))),
                part(Set.of(A, B, C), Set.of(A, B), merge(IVY, B), merge(ROSA, A)));
    }

    @Test
    void whoWasSomebodyAloneIsThatPersonAgain() {
        Past alone = new Past(List.of(), List.of(new Empty(A, ROSA), new Empty(A, IVY), new Empty(B, ROSA)));

        assertEquals(new Parting(Set.of(B), List.of(home(IVY, A))), Parting.of(Set.of(A, B), Set.of(A), alone));
    }
}
