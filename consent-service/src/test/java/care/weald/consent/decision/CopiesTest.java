package care.weald.consent.decision;

import static care.weald.consent.decision.ChainTest.assertRefused;
import static care.weald.consent.decision.ChainTest.permit;
import static care.weald.consent.decision.Given.DOCTOR;
import static care.weald.consent.decision.Given.HERE;
import static care.weald.consent.decision.Given.caller;
import static care.weald.consent.decision.Given.objection;
import static care.weald.consent.decision.Given.person;
import static care.weald.consent.decision.Given.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was seen (row D14), and the copy that a person may have (row X5). */
class CopiesTest {

    private static final Facts SEEN = with(DOCTOR, Interaction.SEEN);
    private static final Facts COPY = with(DOCTOR, Interaction.SUBJECT_ACCESS);
    private static final Facts REVIEW = with(DOCTOR, Interaction.DISCLOSURE_REVIEW);

    @ParameterizedTest
    @ValueSource(strings = {"R0001", "R5105"})
    void d14AnOfficerSeesWhatWasSeenAlsoOfWhoObjects(String role) {
        Facts officer = with(SEEN, caller("HOPERAT", role));

        assertTrue(permit(officer).levels().isEmpty());
        assertTrue(permit(with(officer, objection(Set.of()))).levels().isEmpty());
        assertRefused("person-known", Shown.ABSENT, with(officer, person(false, false, ""), false));
    }

    @Test
    void d14WhoeverIsNoOfficerSeesItOnlyWhileTheRecordIsOpenToThem() {
        assertTrue(permit(SEEN).levels().isEmpty());
        assertRefused("objection-upheld", Shown.ABSENT, with(SEEN, objection(Set.of())));
        assertRefused("relationship", Shown.REFUSED, with(SEEN, person(true, false, ""), false));
        assertRefused("role-known", Shown.REFUSED, with(SEEN, caller("TREAT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R5100", "R1840", "R8015"})
    void d14OtherOversightSeesNoneOfIt(String role) {
        assertRefused("record-role", Shown.REFUSED, with(SEEN, caller("TREAT", role)));
    }

    @Test
    void x5ACopyIsAskedForByTheOfficersOfAnOrganisationThatHasThePersonRegistered() {
        Facts officer = with(COPY, caller("HOPERAT", "R0001"));

        assertEquals(Basis.SOURCE_PATIENT, permit(officer).basis());
        assertTrue(permit(with(officer, objection(Set.of()))).levels().isEmpty());
        assertRefused("registration", Shown.ABSENT, with(officer, person(true, false, "RXH01"), false));
        assertRefused("registration", Shown.ABSENT, with(officer, person(true, false, ""), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8000", "R8006", "R5110", "R1840"})
    void x5ACopyIsAskedForByNobodyElse(String role) {
        assertRefused("privacy-officer", Shown.REFUSED, with(COPY, caller("HOPERAT", role)));
        assertRefused("role-known", Shown.REFUSED, with(COPY, caller("HOPERAT")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R8000", "R8001", "R1981"})
    void x5WhatIsKeptBackIsDecidedByAHealthProfessionalWhereThePersonIsRegistered(String role) {
        Facts reviewer = with(REVIEW, caller("HOPERAT", role));

        assertEquals(Basis.SOURCE_PATIENT, permit(reviewer).basis());
        assertTrue(permit(reviewer).levels().isEmpty());
        assertRefused("registration", Shown.ABSENT, with(reviewer, person(true, false, "RXH01"), true));
        assertRefused("person-known", Shown.ABSENT, with(reviewer, person(false, false, HERE), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R0001", "R8006", "R1450", "R8014"})
    void x5ItIsDecidedByNobodyElse(String role) {
        assertRefused("health-professional", Shown.REFUSED, with(REVIEW, caller("HOPERAT", role)));
    }
}
