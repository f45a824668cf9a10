package care.weald.record.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contradiction is said, never decided. */
class ConflictsTest {

    private static final String ACTIVE = Said.status("clinicalStatus", "active");

    private static List<String> allergies(Entry... entries) {
        return Conflicts.ofAllergies(Consolidation.allergies(List.of(entries)));
    }

    private static List<String> medicines(Medicine... medicines) {
        return Conflicts.ofMedicines(Consolidation.medicines(List.of(medicines)));
    }

    @Test
    void noKnownAllergyAgainstAnAllergyIsSaidWithBothSources() {
        // When
        List<String> notes = allergies(
                Said.allergy("Medway Maritime", "716186003", ACTIVE), Said.allergy("Oakfield", "91936005", ACTIVE));

        // Then
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().contains("Medway Maritime records \"Allergy 716186003\""), notes.getFirst());
        assertTrue(notes.getFirst().contains("recorded by Oakfield"), notes.getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "716186003,food,1",
        "409137002,medication,1",
        "409137002,food,0",
        "429625007,food,1",
        "428607008,medication,0"
    })
    void noneKnownOfOneKindContradictsThatKindOnly(String none, String kind, int notes) {
        assertEquals(
                notes,
                allergies(
                                Said.allergy("A", none, ACTIVE),
                                Said.allergy("B", "91936005", ACTIVE + ",'category':['" + kind + "']"))
                        .size());
    }

    @Test
    void anAllergyOfNoStatedKindContradictsAnyNoneKnown() {
        assertEquals(
                1,
                allergies(Said.allergy("A", "409137002", ACTIVE), Said.allergy("B", "91936005", ACTIVE))
                        .size());
    }

    @Test
    void noneKnownAloneOrBesideAnAllergyThatIsOverIsNoContradiction() {
        assertEquals(List.of(), allergies(Said.allergy("A", "716186003", ACTIVE)));
        assertEquals(
                List.of(),
                allergies(
                        Said.allergy("A", "716186003", ACTIVE),
                        Said.allergy("B", "91936005", Said.status("clinicalStatus", "resolved"))));
    }

    @Test
    void theSameAllergyOverHereAndActiveThereIsSaid() {
        assertEquals(
                1,
                allergies(
                                Said.allergy("A", "91936005", ACTIVE),
                                Said.allergy("B", "91936005", Said.status("verificationStatus", "refuted")))
                        .size());
    }

    @Test
    void twoCurrentDosesOfOneMedicineAreSaid() {
        // Given
        Medicine one = Said.medicine("A", "1", "{'text':'One daily'}", "");
        Medicine two = Said.medicine("B", "1", "{'text':'Two daily'}", "");
        Medicine unstated = Said.medicine("C", "1", "", "");

        // Then
        assertEquals(1, medicines(one, two).size());
        assertEquals(List.of(), medicines(one, unstated));
        assertEquals(List.of(), medicines(one, Said.medicine("B", "2", "{'text':'Two daily'}", "")));
    }

    @Test
    void aMedicineCurrentHereAndStoppedThereIsSaid() {
        // Given
        Medicine current = Said.medicine("A", "1", "{'text':'One daily'}", "");
        Medicine stopped = Said.medicine(
                "B",
                "{'resourceType':'MedicationRequest','status':'stopped','medicationCodeableConcept':{'coding':[{'system':"
                        + "'https://dmd.nhs.uk','code':'1'}]},'dosageInstruction':[{'text':'One daily'}]}");

        // Then
        assertEquals(
                List.of(
                        "Sources disagree whether this is current: Medicine 1. It is no longer so by B. Each is listed."),
                medicines(current, stopped));
        assertEquals(List.of(), medicines(current, stopped, Said.medicine("B", "1", "", "")));
        assertEquals(List.of(), medicines(current, Said.medicine("B", "1", "{'text':'One daily'}", "")));
    }
}
