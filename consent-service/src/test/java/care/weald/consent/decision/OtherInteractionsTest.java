package care.weald.consent.decision;

import static care.weald.consent.decision.ChainTest.assertRefused;
import static care.weald.consent.decision.ChainTest.permit;
import static care.weald.consent.decision.Given.DOCTOR;
import static care.weald.consent.decision.Given.agreement;
import static care.weald.consent.decision.Given.caller;
import static care.weald.consent.decision.Given.objection;
import static care.weald.consent.decision.Given.person;
import static care.weald.consent.decision.Given.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds, the directory, the audit trail and claims: what is decided without reading a record. */
class OtherInteractionsTest {

    @Test
    void feedsAreForSystemsWhoseAgreementAllowsThem() {
        Facts feed = with(with(DOCTOR, Interaction.FEED), caller("TREAT"));

        assertEquals(Basis.NONE, permit(feed).basis());
        assertTrue(permit(feed).levels().isEmpty());
        assertEquals(
                Basis.NONE, permit(with(feed, agreement(true, true, Set.of()))).basis());
        assertRefused("feeds-allowed", Shown.REFUSED, with(feed, agreement(false, false, Set.of())));
        assertRefused("system-caller", Shown.REFUSED, with(feed, caller("TREAT", "R8000")));
    }

    @Test
    void theDirectoryIsForSystemsAndReaders() {
        Facts directory = with(DOCTOR, Interaction.DIRECTORY);

        for (Facts reader : List.of(
                directory,
                with(directory, caller("TREAT")),
                with(directory, caller("HOPERAT", "R0001")),
                with(directory, caller("TREAT", "R8006")))) {
            assertTrue(permit(reader).levels().isEmpty());
        }
        for (String role : List.of("R8015", "R1840", "R8004")) {
            assertRefused("directory-reader", Shown.REFUSED, with(directory, caller("TREAT", role)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"R0001", "R5105", "R5100"})
    void theAuditTrailIsForOversight(String role) {
        assertTrue(permit(with(with(DOCTOR, Interaction.AUDIT), caller("HOPERAT", role)))
                .levels()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8000", "R8006", "R8015", "R1840"})
    void theAuditTrailIsForNobodyElse(String role) {
        Facts audit = with(DOCTOR, Interaction.AUDIT);

        assertRefused("audit-role", Shown.REFUSED, with(audit, caller("TREAT", role)));
        assertRefused("audit-role", Shown.REFUSED, with(audit, caller("TREAT", "R0001", role)));
        assertRefused("role-known", Shown.REFUSED, with(audit, caller("TREAT")));
    }

    @Test
    void careRolesClaimARelationshipAndOthersDoNot() {
        Facts claim = with(with(DOCTOR, Interaction.CLAIM), person(true, false, "OTHER"), false);

        assertEquals(Basis.CLAIM, permit(claim).basis());
        assertRefused("care-role", Shown.REFUSED, with(claim, caller("TREAT", "R8006")));
        assertRefused("record-role", Shown.REFUSED, with(claim, caller("TREAT", "R0001")));
        assertRefused("restricted-person", Shown.ABSENT, with(claim, person(true, true, "OTHER"), false));
        assertRefused("objection-upheld", Shown.ABSENT, with(claim, objection(Set.of())));
        assertRefused("person-known", Shown.ABSENT, with(claim, person(false, false, ""), false));
    }
}
