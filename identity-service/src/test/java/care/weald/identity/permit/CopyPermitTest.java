package care.weald.identity.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permits for copies have no levels: what they show of a Patient is said here. */
class CopyPermitTest {

    private static Permit permit(String interaction, Map<String, String> levels) {
        return new Permit("user-1", true, interaction, "", Set.of(), false, levels);
    }

    @Test
    void d14WhatWasSeenIsShownAtTheLevelsOfThen() {
        Permit then = permit("seen", Map.of()).at("cat-01=F,cat-02=K");

        assertEquals(Optional.of("F"), then.level("cat-01"));
        assertEquals(Optional.of("K"), then.level("cat-02"));
        assertEquals(Optional.empty(), then.level("cat-06"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cat-01", "cat-05=F", "cat-01=X", "cat-01=F;cat-02=F"})
    void d14WhatIsNoLevelOfAPatientShowsNothing(String levels) {
        assertEquals(Map.of(), permit("seen", Map.of()).at(levels).levels());
    }

    @Test
    void x5TheOwnCopyHasEverything() {
        assertEquals(
                Map.of("cat-01", "F", "cat-02", "F", "cat-06", "F"),
                permit("subject-access", Map.of()).at(null).levels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "record", "disclosure-review", "audit"})
    void anyOtherPermitShowsWhatItSaysWhateverIsAskedFor(String interaction) {
        Permit permit = permit(interaction, Map.of("cat-01", "K"));

        assertSame(permit, permit.at("cat-01=F,cat-06=F"));
    }
}
