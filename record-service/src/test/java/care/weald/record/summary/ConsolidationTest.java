package care.weald.record.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.summary.Consolidation.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D12: the same from several sources is one, two doses never are, and no source is lost. */
class ConsolidationTest {

    private static final String ONE_DAILY =
            "{'text':'One daily','doseAndRate':[{'doseQuantity':{'value':1,'unit':'tablet'}}]}";

    private static int groups(Medicine... medicines) {
        return Consolidation.medicines(List.of(medicines)).size();
    }

    @Test
    void theSameCodeAndDoseFromTwoSourcesIsOneWithBothSources() {
        // When
        List<Group<Medicine>> groups = Consolidation.medicines(
                List.of(Said.medicine("GP", "1", ONE_DAILY, ""), Said.medicine("Hospital", "1", ONE_DAILY, "")));

        // Then
        assertEquals(1, groups.size());
        assertEquals(
                List.of("GP", "Hospital"),
                groups.getFirst().members().stream()
                        .map(medicine -> medicine.entry().source())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':'One daily'} | {'text':'Two daily'}",
                "{'text':'One daily'} | ",
                "{'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}]} | {'doseAndRate':[{'doseQuantity':{'value':50,'unit':'mg'}}]}",
                "{'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}]} | {'doseAndRate':[{'doseQuantity':{'value':5,'unit':'g'}}]}",
                "{'timing':{'repeat':{'frequency':1,'period':1,'periodUnit':'d'}}} | {'timing':{'repeat':{'frequency':2,'period':1,'periodUnit':'d'}}}",
                "{'text':'One','asNeededBoolean':true} | {'text':'One'}",
                "{'text':'One','route':{'text':'oral'}} | {'text':'One','route':{'text':'rectal'}}",
                "{'text':'1.5 ml'} | {'text':'15 ml'}",
                "{'text':'One'},{'text':'Two'} | {'text':'Two'},{'text':'One'}"
            })
    void differentDosesAreNeverMerged(String one, String other) {
        assertEquals(
                2,
                groups(
                        Said.medicine("GP", "1", one, ""),
                        Said.medicine("Hospital", "1", other == null ? "" : other, "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':'One  daily'} | {'text':'one daily'}",
                "{'doseAndRate':[{'doseQuantity':{'value':5.0,'unit':'mg'}}]} | {'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}]}",
                "{'text':'One','sequence':1} | {'sequence':1,'text':'One'}"
            })
    void theSameDoseInOtherLettersIsTheSame(String one, String other) {
        assertEquals(1, groups(Said.medicine("GP", "1", one, ""), Said.medicine("Hospital", "1", other, "")));
    }

    @Test
    void anotherCodeIsAnotherMedicineHoweverAlikeItsName() {
        assertEquals(2, groups(Said.medicine("GP", "1", ONE_DAILY, ""), Said.medicine("Hospital", "2", ONE_DAILY, "")));
    }

    @Test
    void dmdAndSnomedAreOneSystemAndHttpIsHttps() {
        // Given
        String snomed =
                "{'resourceType':'MedicationStatement','status':'active','medicationCodeableConcept':{'coding':["
                        + "{'system':'http://snomed.info/sct','code':'1'}]}}";

        // Then
        assertEquals(1, groups(Said.medicine("GP", "1", "", ""), Said.medicine("Hospital", snomed)));
        assertEquals(
                1,
                groups(
                        Said.medicine("GP", "1", "", ""),
                        Said.medicine("Hospital", snomed.replace("http://snomed.info/sct", "http://dmd.nhs.uk"))));
    }

    @Test
    void whatHasNoCodeIsNeverMergedByItsName() {
        // Given
        String text =
                "{'resourceType':'MedicationStatement','status':'active','medicationCodeableConcept':{'text':'Aspirin'}}";

        // Then
        assertEquals(2, groups(Said.medicine("GP", text), Said.medicine("Hospital", text)));
    }

    @Test
    void takingOneSourceAwayChangesItsOwnPartOnly() {
        // Given
        List<Medicine> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String dose = i % 3 == 0 ? "" : "{'text':'" + i % 4 + " daily'}";
            all.add(Said.medicine("Source " + i % 5, String.valueOf(i % 7), dose, ""));
        }

        // When
        List<List<Entry>> with = members(Consolidation.medicines(all), "Source 3");
        List<List<Entry>> without = members(
                Consolidation.medicines(all.stream()
                        .filter(medicine -> !medicine.entry().source().equals("Source 3"))
                        .toList()),
                "Source 3");

        // Then
        assertEquals(without.size(), with.size());
        assertTrue(with.containsAll(without));
    }

    private static List<List<Entry>> members(List<Group<Medicine>> groups, String but) {
        return groups.stream()
                .map(group -> group.members().stream()
                        .map(Medicine::entry)
                        .filter(entry -> !entry.source().equals(but))
                        .toList())
                .filter(members -> !members.isEmpty())
                .toList();
    }

    @Test
    void theDosesOfOneMedicineStandTogether() {
        // When
        List<Group<Medicine>> groups = Consolidation.medicines(List.of(
                Said.medicine("GP", "1", ONE_DAILY, ""),
                Said.medicine("GP", "2", "", ""),
                Said.medicine("Hospital", "1", "", "")));

        // Then
        assertEquals(
                List.of("Medicine 1", "Medicine 1", "Medicine 2"),
                groups.stream()
                        .map(group -> Words.concept(group.first().concept()))
                        .toList());
    }

    @Test
    void allergiesToTheSameAreOneWithEverySource() {
        // When
        List<Group<Entry>> groups = Consolidation.allergies(List.of(
                Said.allergy("GP", "91936005", ""),
                Said.allergy("Hospital", "300913006", ""),
                Said.allergy("Hospital", "91936005", "")));

        // Then
        assertEquals(2, groups.size());
        assertEquals(2, groups.getFirst().members().size());
    }
}
