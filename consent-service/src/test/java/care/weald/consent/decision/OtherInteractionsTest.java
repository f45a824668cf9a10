package care.weald.consent.decision;

import static care.weald.consent.decision.ChainTest.assertRefused;
import static care.weald.consent.decision.ChainTest.permit;
import static care.weald.consent.decision.Given.DOCTOR;
import static care.weald.consent.decision.Given.agreement;
import static care.weald.consent.decision.Given.caller;
import static care.weald.consent.decision.Given.objection;
import static care.weald.consent.decision.Given.person;
import static care.weald.consent.decision.Given.programme;
import static care.weald.consent.decision.Given.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.agreement.Agreement;
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
    void theQualityOfFeedsIsForTheirSystemsAndRecordsAdministrators() {
        Facts quality = with(DOCTOR, Interaction.QUALITY);

        assertTrue(permit(with(quality, caller("TREAT"))).levels().isEmpty());
        assertTrue(permit(with(quality, caller("HOPERAT", "R5110"))).levels().isEmpty());
        for (String role : List.of("R8000", "R8006", "R0001", "R1840", "R8015")) {
            assertRefused("quality-reader", Shown.REFUSED, with(quality, caller("TREAT", role)));
        }
        assertRefused("quality-reader", Shown.REFUSED, with(quality, caller("TREAT", "R5110", "R8000")));
        Facts system = with(quality, caller("TREAT"));
        assertRefused("quality-reader", Shown.REFUSED, with(system, agreement(false, false, Set.of())));
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

    @ParameterizedTest
    @ValueSource(strings = {"R0001", "R5105", "R5100"})
    void recordsAreWatchedByOversight(String role) {
        Facts monitor = with(with(DOCTOR, Interaction.MONITOR), caller("HOPERAT", role));

        assertTrue(permit(monitor).levels().isEmpty());
        assertEquals(Basis.NONE, permit(monitor).basis());
        assertRefused("read-access", Shown.REFUSED, with(monitor, agreement(true, true, Set.of())));
        assertRefused("agreement-live", Shown.REFUSED, with(monitor, Agreement.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8000", "R8006", "R8015", "R1840", "R5110"})
    void recordsAreWatchedByNobodyElse(String role) {
        Facts monitor = with(DOCTOR, Interaction.MONITOR);

        assertRefused("audit-role", Shown.REFUSED, with(monitor, caller("HOPERAT", role)));
        assertRefused("audit-role", Shown.REFUSED, with(monitor, caller("HOPERAT", "R0001", role)));
        assertRefused("role-known", Shown.REFUSED, with(monitor, caller("HOPERAT")));
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

    @ParameterizedTest
    @ValueSource(strings = {"R8000", "R8001", "R1290", "R8014", "R1450", "R8006", "R5110", "R6100"})
    void peopleAreTracedByReadersOfRecords(String role) {
        Facts people = with(with(DOCTOR, Interaction.PEOPLE), caller("TREAT", role));

        assertEquals(Basis.NONE, permit(people).basis());
        assertTrue(permit(people).levels().isEmpty());
    }

    @Test
    void peopleAreTracedByNobodyElse() {
        Facts people = with(DOCTOR, Interaction.PEOPLE);

        for (String role : List.of("R0001", "R8015", "R1840", "R8004")) {
            assertRefused("people-tracer", Shown.REFUSED, with(people, caller("TREAT", role)));
            assertRefused("people-tracer", Shown.REFUSED, with(people, caller("TREAT", "R8000", role)));
        }
        assertRefused("people-tracer", Shown.REFUSED, with(people, agreement(true, false, Set.of("cat-01"))));
        assertRefused("purpose-of-care", Shown.REFUSED, with(people, caller("HOPERAT", "R8000")));
        assertRefused("purpose-in-agreement", Shown.REFUSED, with(people, caller("PATRQT", "R8000")));
        assertRefused("read-access", Shown.REFUSED, with(people, agreement(true, true, Set.of())));
        assertRefused("agreement-live", Shown.REFUSED, with(people, Agreement.NONE));
    }

    @Test
    void aSystemTracesPeopleOnlyWhereItsAgreementAllowsFeeds() {
        Facts people = with(with(DOCTOR, Interaction.PEOPLE), caller("TREAT"));

        assertEquals(Basis.NONE, permit(people).basis());
        assertRefused("people-tracer", Shown.REFUSED, with(people, agreement(false, false, Set.of())));
        assertRefused("read-access", Shown.REFUSED, with(people, agreement(true, true, Set.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R5110", "R8013", "R1984"})
    void stewardsAreDemographicAndRecordsAdministrators(String role) {
        Facts steward = with(DOCTOR, Interaction.STEWARD);

        for (String purpose : List.of("TREAT", "COC", "HOPERAT")) {
            assertTrue(permit(with(steward, caller(purpose, role))).levels().isEmpty());
        }
        assertEquals(
                Basis.NONE,
                permit(with(steward, caller("TREAT", "R5110", role))).basis());
    }

    @Test
    void nobodyElseIsASteward() {
        Facts steward = with(with(DOCTOR, Interaction.STEWARD), caller("TREAT", "R5110"));

        for (String role : List.of("R8000", "R8006", "R6100", "R0001", "R8015", "R1840")) {
            assertRefused("steward-role", Shown.REFUSED, with(steward, caller("TREAT", role)));
            assertRefused("steward-role", Shown.REFUSED, with(steward, caller("TREAT", "R5110", role)));
        }
        assertRefused("role-known", Shown.REFUSED, with(steward, caller("TREAT")));
        assertRefused("role-known", Shown.REFUSED, with(steward, caller("TREAT", "R5110", "R8004")));
        assertRefused("purpose-of-upkeep", Shown.REFUSED, with(steward, caller("ETREAT", "R5110")));
        assertRefused("purpose-in-agreement", Shown.REFUSED, with(steward, caller("PATRQT", "R5110")));
        assertRefused("read-access", Shown.REFUSED, with(steward, agreement(true, true, Set.of())));
        assertRefused("agreement-live", Shown.REFUSED, with(steward, Agreement.NONE));
    }

    @Test
    void modelsAreForStewardsOfTheOrganisationThatRunsTheServiceAlone() {
        Facts models = programme(with(with(DOCTOR, Interaction.MODELS), caller("HOPERAT", "R5110")));

        assertTrue(permit(models).levels().isEmpty());
        assertEquals(Basis.NONE, permit(models).basis());
        assertRefused("programme", Shown.REFUSED, with(with(DOCTOR, Interaction.MODELS), caller("HOPERAT", "R5110")));
        for (String role : List.of("R8000", "R8006", "R0001", "R8015", "R1840")) {
            assertRefused("steward-role", Shown.REFUSED, with(models, caller("HOPERAT", role)));
        }
        for (String purpose : List.of("TREAT", "ETREAT", "COC")) {
            assertRefused("purpose-of-running", Shown.REFUSED, with(models, caller(purpose, "R5110")));
        }
        assertRefused("role-known", Shown.REFUSED, with(models, caller("HOPERAT")));
        assertRefused("read-access", Shown.REFUSED, with(models, agreement(true, true, Set.of())));
        assertRefused("agreement-live", Shown.REFUSED, with(models, Agreement.NONE));
    }

    @Test
    void s116WhoObjectsIsNotTracedByAnybodyWhomTheObjectionConcerns() {
        // Given
        Facts doctor = with(DOCTOR, Interaction.TRACE);
        Facts system = with(doctor, caller("TREAT"));

        for (Facts trace : List.of(doctor, system)) {
            // Then
            assertTrue(permit(trace).levels().isEmpty());
            assertTrue(permit(with(trace, objection(Set.of("cat-20")))).levels().isEmpty());
            assertTrue(permit(with(trace, objection(Set.of(), Given.HERE)))
                    .levels()
                    .isEmpty());
            assertRefused("objection-upheld", Shown.ABSENT, with(trace, objection(Set.of())));
            assertRefused("objection-upheld", Shown.ABSENT, with(trace, objection(Set.of("cat-01"))));
        }
    }

    @Test
    void s169ARestrictedPersonIsTracedOnlyWhereRegistered() {
        // Given
        Facts trace = with(DOCTOR, Interaction.TRACE);
        // Then
        assertTrue(permit(with(trace, person(true, true, Given.HERE), false))
                .levels()
                .isEmpty());
        assertTrue(permit(with(trace, person(true, false, "RXH01"), false))
                .levels()
                .isEmpty());
        assertRefused("restricted-person", Shown.ABSENT, with(trace, person(true, true, "RXH01"), false));
        assertRefused("restricted-person", Shown.ABSENT, with(trace, person(true, true, "RXH01"), true));
        assertRefused("person-known", Shown.ABSENT, with(trace, person(false, false, ""), false));
    }
}
