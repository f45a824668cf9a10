package care.weald.gateway.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IssuerOrganisationsTest {

    @Test
    void oneProviderSpeaksForAllUnlessItIsBound() {
        IssuerOrganisations free = new IssuerOrganisations(Set.of("default"), Map.of());
        IssuerOrganisations bound = new IssuerOrganisations(Set.of("default"), Map.of("default", Set.of("KZ016")));

        assertEquals(Optional.empty(), free.unbound());
        assertTrue(free.allow("Default", "KZ016"));
        assertEquals(Optional.empty(), bound.unbound());
        assertTrue(bound.allow("Default", "KZ016"));
        assertFalse(bound.allow("Default", "RXH01"));
    }

    @Test
    void ofSeveralEachSpeaksForItsOwn() {
        IssuerOrganisations several = new IssuerOrganisations(
                Set.of("default", "north", "any"),
                Map.of("default", Set.of("KZ016"), "north", Set.of("RXH01", "RXH02"), "any", Set.of("*")));

        assertEquals(Optional.empty(), several.unbound());
        assertTrue(several.allow("north", "RXH02"));
        assertTrue(several.allow("North", "RXH01"));
        assertTrue(several.allow("any", "KZ016"));
        assertFalse(several.allow("north", "KZ016"));
        assertFalse(several.allow("Default", "RXH01"));
        assertFalse(several.allow("", "KZ016"));
        assertFalse(several.allow("south", "KZ016"));
    }

    @Test
    void aListForNoProviderIsToldOf() {
        assertEquals(
                Optional.of("defualt"),
                new IssuerOrganisations(Set.of("default"), Map.of("defualt", Set.of("KZ016"))).unknown());
        assertEquals(
                Optional.empty(),
                new IssuerOrganisations(Set.of("default"), Map.of("default", Set.of("KZ016"))).unknown());
    }

    @Test
    void severalWithoutTheirListsDoNotStartAndSpeakForNobody() {
        IssuerOrganisations half =
                new IssuerOrganisations(Set.of("default", "north"), Map.of("default", Set.of("*"), "north", Set.of()));
        IssuerOrganisations none = new IssuerOrganisations(Set.of("default", "north"), Map.of());

        assertEquals(Optional.of("north"), half.unbound());
        assertFalse(half.allow("north", "KZ016"));
        assertEquals(Optional.of("default"), none.unbound());
        assertFalse(none.allow("Default", "KZ016"));
    }
}
