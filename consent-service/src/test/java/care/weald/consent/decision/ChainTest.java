package care.weald.consent.decision;

import static care.weald.consent.decision.Given.DOCTOR;
import static care.weald.consent.decision.Given.agreement;
import static care.weald.consent.decision.Given.caller;
import static care.weald.consent.decision.Given.objection;
import static care.weald.consent.decision.Given.on;
import static care.weald.consent.decision.Given.person;
import static care.weald.consent.decision.Given.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.agreement.Agreement;
import care.weald.consent.decision.Decision.Deny;
import care.weald.consent.decision.Decision.Permit;
import care.weald.consent.matrix.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {

    static Permit permit(Facts facts) {
        return switch (Chain.decide(facts)) {
            case Permit permit -> permit;
            case Deny deny -> throw new AssertionError("refused by " + deny.reason());
        };
    }

    static Deny deny(Facts facts) {
        return switch (Chain.decide(facts)) {
            case Permit permit -> throw new AssertionError("permitted by " + permit.rules());
            case Deny deny -> deny;
        };
    }

    static void assertRefused(String reason, Shown shown, Facts facts) {
        Deny deny = deny(facts);
        assertEquals(reason, deny.reason());
        assertEquals(shown, deny.shown());
        assertEquals(reason, deny.rules().getLast());
    }

    @Test
    void aDoctorWhoseOrganisationHoldsThePersonReads() {
        Permit permit = permit(DOCTOR);

        assertEquals(Level.F, permit.levels().of("cat-09"));
        assertEquals(Level.NONE, permit.levels().of("cat-06"));
        assertEquals(Set.of("V"), permit.hiddenLabels());
        assertEquals(Basis.SOURCE_PATIENT, permit.basis());
        assertEquals(
                List.of(
                        "agreement-live",
                        "read-access",
                        "purpose-in-agreement",
                        "purpose-of-care",
                        "role-known",
                        "record-role",
                        "matrix-level",
                        "person-known",
                        "national-opt-out",
                        "objection-upheld",
                        "restricted-person",
                        "relationship"),
                permit.rules());
    }

    @Test
    void anErrorWhileDecidingIsADenial() {
        Decision decision = DecisionPoint.decide(() -> {
            throw new IllegalStateException("a bug");
        });

        assertEquals(Decision.Deny.UNDECIDED, decision);
    }

    @Test
    void withoutALiveAgreementEverythingIsRefused() {
        for (Interaction interaction : Interaction.values()) {
            assertRefused("agreement-live", Shown.REFUSED, with(with(DOCTOR, Agreement.NONE), interaction));
        }
        assertRefused("agreement-live", Shown.REFUSED, on(DOCTOR, LocalDate.of(2027, 1, 1)));
        assertRefused("agreement-live", Shown.REFUSED, on(DOCTOR, LocalDate.of(2025, 12, 31)));
        assertTrue(permit(on(DOCTOR, LocalDate.of(2026, 12, 31))).rules().contains("agreement-live"));
    }

    @Test
    void aProcessorHasNoReadAccess() {
        assertRefused("read-access", Shown.REFUSED, with(DOCTOR, agreement(true, true, Set.of())));
    }

    @Test
    void aPurposeThatTheAgreementDoesNotCoverIsRefused() {
        assertRefused("purpose-in-agreement", Shown.REFUSED, with(DOCTOR, caller("PATRQT", "R8000")));
    }

    @Test
    void recordsAreReadForCareOnly() {
        assertRefused("purpose-of-care", Shown.REFUSED, with(DOCTOR, caller("HOPERAT", "R8000")));
        assertEquals(
                Basis.SOURCE_PATIENT,
                permit(with(DOCTOR, caller("ETREAT", "R8000"))).basis());
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8004", "R9999", "", "r8000"})
    void aRoleThatIsNotInTheMatrixIsRefused(String role) {
        assertRefused("role-known", Shown.REFUSED, with(DOCTOR, caller("TREAT", role)));
    }

    @Test
    void aRoleThatIsNotInTheMatrixSpoilsAKnownOne() {
        assertRefused("role-known", Shown.REFUSED, with(DOCTOR, caller("TREAT", "R8000", "R8004")));
    }

    @Test
    void aSystemReadsNoRecord() {
        assertRefused("role-known", Shown.REFUSED, with(DOCTOR, caller("TREAT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R0001", "R5105", "R5100", "R1840", "R8012", "R8015"})
    void rolesWithoutCareSeeNoRecord(String role) {
        assertRefused("record-role", Shown.REFUSED, with(DOCTOR, caller("TREAT", role)));
        assertRefused("record-role", Shown.REFUSED, with(DOCTOR, caller("TREAT", role, "R8000")));
    }

    @Test
    void whatTheAgreementExcludesIsNotShown() {
        Permit permit = permit(with(DOCTOR, agreement(true, false, Set.of("cat-10"))));

        assertEquals(Level.NONE, permit.levels().of("cat-10/allergy"));
        assertEquals(Level.F, permit.levels().of("cat-11"));
    }

    @Test
    void whenNothingIsLeftTheMatrixRefuses() {
        Set<String> all = Set.copyOf(
                IntStream.rangeClosed(1, 22).mapToObj("cat-%02d"::formatted).toList());
        Facts demographics = with(DOCTOR, Interaction.DEMOGRAPHICS);

        assertRefused("matrix-level", Shown.REFUSED, with(DOCTOR, agreement(true, false, all)));
        assertRefused("matrix-level", Shown.REFUSED, with(demographics, agreement(true, false, Set.of("cat-01"))));
        assertEquals(Level.F, permit(demographics).levels().of("cat-01"));
    }

    @Test
    void somebodyUnknownIsAbsent() {
        assertRefused("person-known", Shown.ABSENT, with(DOCTOR, person(false, false, ""), false));
    }

    @Test
    void anUpheldObjectionHidesThePersonEvenFromTheHolder() {
        assertRefused("objection-upheld", Shown.ABSENT, with(DOCTOR, objection(Set.of())));
        assertRefused("objection-upheld", Shown.ABSENT, with(DOCTOR, objection(Set.of(), "OTHER")));
    }

    @Test
    void anExceptedOrganisationStillReads() {
        assertEquals(
                Level.F,
                permit(with(DOCTOR, objection(Set.of(), Given.HERE))).levels().of("cat-01"));
    }

    @Test
    void aPartialObjectionTakesItsCategoriesAndTheirFacets() {
        Permit permit = permit(with(DOCTOR, objection(Set.of("cat-10", "cat-20")), objection(Set.of("cat-14"))));

        assertEquals(Level.NONE, permit.levels().of("cat-10/allergy"));
        assertEquals(Level.NONE, permit.levels().of("cat-14"));
        assertEquals(Level.NONE, permit.levels().of("cat-20"));
        assertEquals(Level.F, permit.levels().of("cat-09"));
    }

    @Test
    void ofSeveralObjectionsTheStricterCounts() {
        assertRefused(
                "objection-upheld",
                Shown.ABSENT,
                with(DOCTOR, objection(Set.of("cat-14")), objection(Set.of(), "OTHER")));
    }

    @Test
    void aPartialObjectionToDemographicsHidesThePersonInASearch() {
        Facts facts = with(DOCTOR, objection(Set.of("cat-01")));

        assertRefused("objection-upheld", Shown.ABSENT, with(facts, Interaction.DEMOGRAPHICS));
        assertFalse(permit(facts).levels().isEmpty());
    }

    @Test
    void aRestrictedPersonIsAbsentWithoutEvidence() {
        assertRefused("restricted-person", Shown.ABSENT, with(DOCTOR, person(true, true, "OTHER"), false));
        assertRefused("restricted-person", Shown.ABSENT, with(DOCTOR, person(true, true, "OTHER"), true));
        assertEquals(
                Basis.SOURCE_PATIENT,
                permit(with(DOCTOR, person(true, true, Given.HERE), false)).basis());
    }

    @Test
    void withoutARelationshipTheCallerIsToldThatOneCanBeClaimed() {
        Facts facts = with(DOCTOR, person(true, false, "OTHER"), false);

        assertRefused("relationship", Shown.REFUSED, facts);
        assertTrue(deny(facts).text().contains("can claim"));
        assertEquals(
                Basis.CLAIM,
                permit(with(DOCTOR, person(true, false, "OTHER"), true)).basis());
    }

    @ParameterizedTest
    @EnumSource(
            value = Interaction.class,
            names = {"DEMOGRAPHICS", "READ", "SEARCH", "RECORD", "EVERYTHING"})
    void aCallerWithNoRightGetsTheSameAnswerForWhomeverItAsks(Interaction interaction) {
        Facts clerk = with(with(DOCTOR, caller("TREAT", "R0001")), interaction);

        Decision known = Chain.decide(clerk);

        assertEquals(known, Chain.decide(with(clerk, person(false, false, ""), false)));
        assertEquals(known, Chain.decide(with(clerk, person(true, true, "OTHER"), false)));
        assertEquals(known, Chain.decide(with(clerk, objection(Set.of()))));
    }

    @Test
    void somebodyHiddenIsToldAsSomebodyAbsent() {
        Deny absent = deny(with(DOCTOR, person(false, false, ""), false));
        Deny objected = deny(with(DOCTOR, objection(Set.of())));
        Deny restricted = deny(with(DOCTOR, person(true, true, "OTHER"), false));

        for (Deny hidden : List.of(objected, restricted)) {
            assertEquals(absent.shown(), hidden.shown());
            assertEquals(absent.shownReason(), hidden.shownReason());
            assertEquals(absent.text(), hidden.text());
        }
    }

    @Test
    void s169EmergencyContactsOfARestrictedPersonAreShownToNobody() {
        // Given
        Facts open = DOCTOR;
        Facts restricted = with(DOCTOR, person(true, true, Given.HERE), false);
        // Then
        assertEquals(Level.F, permit(open).levels().of("cat-02"));
        assertEquals(Level.NONE, permit(restricted).levels().of("cat-02"));
        assertEquals(
                permit(open).levels().without(Set.of("cat-02")),
                permit(restricted).levels());
    }
}
