package care.weald.record.summary;

import static care.weald.record.summary.Said.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.summary.Selection.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of NHS England's SCR-IPS draft, 03-RequiredDataItems, one by one. */
class SelectionTest {

    private static Choice allergy(String more) {
        return Selection.allergy(Said.allergy("A", "91936005", more).content());
    }

    private static Choice medicine(String more) {
        return Selection.medicine(
                Said.medicine(
                        "A",
                        "{'resourceType':'MedicationRequest','medicationCodeableConcept':{'text':'x'}" + more + "}"),
                NOW);
    }

    @Test
    void everyActiveAllergyIsListed() {
        assertEquals(Choice.LISTED, allergy(Said.status("clinicalStatus", "active")));
        assertEquals(Choice.LISTED, allergy(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "resolved"})
    void anAllergyThatIsOverIsListedWithItsDateOnly(String code) {
        assertEquals(Choice.LISTED, allergy(Said.status("clinicalStatus", code) + ",'recordedDate':'2019-01-01'"));
        assertEquals(Choice.LISTED, allergy(Said.status("clinicalStatus", code) + ",'lastOccurrence':'2011'"));
        assertEquals(Choice.LEFT_OUT, allergy(Said.status("clinicalStatus", code)));
    }

    @Test
    void aRefutedAllergyIsListedWithItsDateAndAnErrorNever() {
        assertEquals(
                Choice.LISTED, allergy(Said.status("verificationStatus", "refuted") + ",'recordedDate':'2019-01-01'"));
        assertEquals(
                Choice.NOTHING,
                allergy(Said.status("verificationStatus", "entered-in-error") + ",'recordedDate':'2019-01-01'"));
    }

    @ParameterizedTest
    @CsvSource({"confirmed,LISTED", "provisional,LISTED", "refuted,NOTHING", "entered-in-error,NOTHING"})
    void aProblemThatWasRuledOutIsNone(String code, Choice choice) {
        assertEquals(choice, Selection.problem(Said.json("{'x':1" + Said.status("verificationStatus", code) + "}")));
    }

    @ParameterizedTest
    @CsvSource({"2024-11-23,LISTED", "2024-11-20,LEFT_OUT"})
    void aCurrentMedicineWasAuthorisedWithinTwoYears(String date, Choice choice) {
        assertEquals(choice, medicine(",'status':'active','authoredOn':'" + date + "'"));
    }

    @Test
    void theLaterOfAuthorisedAndLastIssuedCounts() {
        assertEquals(
                Choice.LISTED,
                medicine(",'status':'active','effectivePeriod':{'start':'2020-01-01'},'extension':[{'url':'https://fhir"
                        + ".hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationStatementLastIssueDate',"
                        + "'valueDateTime':'2026-09-01'}]"));
    }

    @ParameterizedTest
    @CsvSource({"stopped,2026-06-01,LISTED", "stopped,2026-05-01,LEFT_OUT", "completed,2025-12-01,LEFT_OUT"})
    void aDiscontinuedRepeatMedicineIsListedForSixMonths(String status, String date, Choice choice) {
        assertEquals(
                choice,
                medicine(",'status':'" + status + "','authoredOn':'" + date + "'"
                        + Said.status("courseOfTherapyType", "continuous")));
    }

    @ParameterizedTest
    @CsvSource({"completed,2025-12-01,LISTED", "completed,2025-11-01,LEFT_OUT", "stopped,2025-12-01,LISTED"})
    void anAcuteMedicineIsListedForAYear(String status, String date, Choice choice) {
        assertEquals(
                choice,
                medicine(",'status':'" + status + "','authoredOn':'" + date + "'"
                        + Said.status("courseOfTherapyType", "acute")));
    }

    @Test
    void aMedicineWhosePeriodEndedIsNoLongerCurrent() {
        // Given
        String ended = ",'status':'active','effectivePeriod':{'start':'2025-01-01','end':'2025-10-01'}";

        // Then
        assertEquals(Choice.LEFT_OUT, medicine(ended));
        assertEquals(Choice.LISTED, medicine(ended.replace("2025-10-01", "2026-11-22")));
    }

    @Test
    void aMedicineWithoutADateIsListed() {
        assertEquals(Choice.LISTED, medicine(",'status':'active'"));
        assertEquals(Choice.LISTED, medicine(",'status':'stopped'"));
    }
}
