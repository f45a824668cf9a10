package care.weald.record.summary;

import static care.weald.record.summary.Person.ago;
import static care.weald.record.summary.Person.codes;
import static care.weald.record.summary.Person.concept;
import static care.weald.record.summary.Person.listed;
import static care.weald.record.summary.Person.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What belongs into which section, and for how long: the rules of NHS England's SCR-IPS draft, 03 to 06. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SummarySectionTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String V2_0074 = "http://terminology.hl7.org/CodeSystem/v2-0074";

    private final Person person = new Person();

    @Test
    void problemsAreTheActiveOnesNewestFirstAndPastOnesStandApart() {
        // Given
        person.says(
                person.condition("Asthma", "active", ",'recordedDate':'2019-01-01'"),
                person.condition("Gout", "recurrence", ",'recordedDate':'2021-01-01'"),
                person.condition("Eczema", "", ",'recordedDate':'2020-01-01'"),
                person.condition("Mumps", "resolved", ",'recordedDate':'2001-01-01'"),
                person.condition("Rumour", "active", Said.status("verificationStatus", "refuted")));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(List.of("Gout", "Eczema", "Asthma"), codes(summary, Section.PROBLEMS));
        assertEquals(List.of("Mumps"), codes(summary, Section.PAST_PROBLEMS));
        assertFalse(summary.toString().contains("Rumour"));
    }

    @Test
    void safeguardingIsNoProblemAndItsFlagIsAnAlert() {
        // Given
        String code = concept("code", SNOMED, "836881000000105");
        person.says(
                person.resource("Condition", Said.status("clinicalStatus", "active") + code),
                person.resource("Flag", ",'status':'active'" + code),
                person.resource("Flag", ",'status':'inactive','code':{'text':'Old flag'}"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(List.of(), listed(summary, Section.PROBLEMS));
        assertEquals(List.of("836881000000105"), codes(summary, Section.ALERTS));
    }

    @Test
    void socialCareIsAFlagForWhoMaySeeAnyOfIt() {
        // Given
        person.says(person.resource("QuestionnaireResponse", ",'status':'completed'"));

        // When
        JsonNode summary = person.summary();
        JsonNode without = Person.read(person.asks(Map.of("cat-10", "F"), List.of()));

        // Then
        assertEquals(List.of("Known to social care"), codes(summary, Section.ALERTS));
        assertTrue(words(summary, Section.ALERTS).contains("Known to social care"));
        assertTrue(person.asks(Permits.all("F"), List.of())
                .header("Weald-Disclosure")
                .contains("cat-03"));
        assertTrue(Person.section(without, Section.ALERTS).isMissingNode());
    }

    @Test
    void immunisationsAreTheCompletedOnes() {
        // Given
        person.says(
                person.resource(
                        "Immunization",
                        ",'status':'completed','occurrenceDateTime':'1999'" + concept("vaccineCode", SNOMED, "1")),
                person.resource(
                        "Immunization",
                        ",'status':'not-done','occurrenceDateTime':'1999'" + concept("vaccineCode", SNOMED, "2")));

        // Then
        assertEquals(List.of("1"), codes(person.summary(), Section.IMMUNISATIONS));
    }

    private String report(String discipline, String code, String date, String more) {
        return person.resource(
                "DiagnosticReport",
                ",'status':'final','category':[{'coding':[{'system':'" + V2_0074 + "','code':'" + discipline + "'}]}]"
                        + concept("code", "http://loinc.org", code) + ",'effectiveDateTime':'" + date + "'" + more);
    }

    @Test
    void reportsAreTheLastFiveOfADisciplineWithinItsMonths() {
        // Given
        List<String> reports = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            reports.add(report("CH", "ch" + i, ago(10 + i), ""));
        }
        reports.add(report("HM", "hm-new", ago(150), ""));
        reports.add(report("HM", "hm-old", ago(200), ""));
        reports.add(report("MB", "mb-new", ago(300), ""));
        reports.add(report("MB", "mb-old", ago(400), ""));
        reports.add(report("OTH", "other-old", ago(4000), ""));
        person.says(reports.toArray(String[]::new));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(
                List.of("ch0", "ch1", "ch2", "ch3", "ch4", "hm-new", "mb-new", "other-old"),
                codes(summary, Section.RESULTS));
        assertTrue(words(summary, Section.RESULTS).contains("4 more items"));
    }

    @Test
    void aReportBringsItsResultsAlongWhichAreNotListedAgain() {
        // Given
        String result =
                person.observation("laboratory", "718-7", ago(2), ",'valueQuantity':{'value':132,'unit':'g/L'}");
        String id = result.replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        person.says(result, report("HM", "58410-2", ago(2), ",'result':[{'reference':'Observation/" + id + "'}]"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(List.of("58410-2"), codes(summary, Section.RESULTS));
        assertTrue(words(summary, Section.RESULTS).contains("718-7: 132 g/L"));
        assertTrue(summary.path("entry")
                .valueStream()
                .anyMatch(entry -> entry.at("/resource/resourceType").asText().equals("Observation")));
    }

    @Test
    void aResultThatMayNotBeSeenIsNotBroughtAlong() {
        // Given
        String hidden = person.observation(
                "laboratory",
                "718-7",
                ago(2),
                ",'valueString':'secret','meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode',"
                        + "'code':'HIV'}]}");
        String id = hidden.replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        person.says(hidden, report("HM", "58410-2", ago(2), ",'result':[{'reference':'Observation/" + id + "'}]"));

        // When
        String answer = person.asks(Permits.all("F"), List.of("R", "HIV")).asString();

        // Then
        assertTrue(answer.contains("58410-2"));
        assertFalse(answer.contains("secret"));
    }

    @Test
    void singleResultsAreTheLastFiveOfEachKind() {
        // Given
        List<String> results = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            results.add(person.observation("laboratory", "718-7", ago(i * 300), ""));
        }
        results.add(person.observation("laboratory", "2160-0", ago(9000), ""));
        results.add(person.resource(
                "Observation", ",'status':'entered-in-error'" + concept("code", "http://loinc.org", "1-1")));
        person.says(results.toArray(String[]::new));

        // Then
        assertEquals(
                List.of("718-7", "718-7", "718-7", "718-7", "718-7", "2160-0"),
                codes(person.summary(), Section.RESULTS));
    }

    @Test
    void vitalSignsAreOfSixMonthsAndHeightTheLatestHoweverOld() {
        // Given
        person.says(
                person.observation("vital-signs", "85354-9", ago(1), ""),
                person.observation("vital-signs", "85354-9", ago(200), ""),
                person.observation("vital-signs", "8302-2", ago(2000), ""),
                person.observation("vital-signs", "8302-2", ago(3000), ""));

        // Then
        assertEquals(List.of("85354-9", "8302-2"), codes(person.summary(), Section.VITAL_SIGNS));
    }

    @Test
    void proceduresAreThoseThatWereDone() {
        // Given
        person.says(
                person.resource(
                        "Procedure",
                        ",'status':'completed','code':{'text':'Done'},'performedDateTime':'" + ago(9) + "'"),
                person.resource("Procedure", ",'status':'completed','code':{'text':'Undated'}"),
                person.resource("Procedure", ",'status':'not-done','code':{'text':'Not done'}"),
                person.resource(
                        "Procedure",
                        ",'status':'preparation','code':{'text':'To come'},'performedDateTime':'" + ago(-9) + "'"));

        // Then
        assertEquals(List.of("Done", "Undated"), codes(person.summary(), Section.PROCEDURES));
    }

    @Test
    void devicesAreTheActiveOnes() {
        // Given
        person.says(
                person.resource("Device", ",'status':'active','type':{'text':'Pacemaker'}"),
                person.resource("Device", ",'status':'inactive','type':{'text':'Old pacemaker'}"));

        // Then
        assertEquals(List.of("Pacemaker"), codes(person.summary(), Section.DEVICES));
    }

    @Test
    void historiesAreTheLatestOfEachKind() {
        // Given
        person.says(
                person.observation("social-history", "72166-2", ago(10), ",'valueString':'Never smoked'"),
                person.observation("social-history", "72166-2", ago(900), ",'valueString':'Smoker'"),
                person.observation("survey", "763264000", ago(900), ",'valueInteger':5"),
                person.observation("laboratory", "82810-3", ago(100), ",'valueString':'Not pregnant'"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertTrue(words(summary, Section.SOCIAL_HISTORY).contains("Never smoked"));
        assertEquals(1, listed(summary, Section.SOCIAL_HISTORY).size());
        assertEquals(List.of("763264000"), codes(summary, Section.FUNCTIONAL_STATUS));
        assertTrue(words(summary, Section.PREGNANCY).contains("Not pregnant"));
    }

    @Test
    void plansAndDirectivesArePointedTo() {
        // Given
        person.says(
                person.resource("CarePlan", ",'status':'active','intent':'plan','category':[{'text':'Diabetes plan'}]"),
                person.resource("CarePlan", ",'status':'completed','intent':'plan','category':[{'text':'Old plan'}]"),
                person.resource(
                        "DocumentReference",
                        ",'status':'current','content':[{'attachment':{'title':'x'}}]"
                                + concept("type", SNOMED, "735324008")),
                person.resource(
                        "DocumentReference",
                        ",'status':'superseded','content':[{'attachment':{'title':'x'}}]"
                                + concept("type", SNOMED, "735324008")),
                person.observation("exam", "450475007", ago(3), ",'valueString':'Not for resuscitation'"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(List.of("Diabetes plan"), codes(summary, Section.PLAN_OF_CARE));
        assertEquals(
                List.of("735324008", "450475007"),
                codes(summary, Section.ADVANCE_DIRECTIVES).stream()
                        .sorted()
                        .toList()
                        .reversed());
    }

    @Test
    void encountersAreOfSixMonthsAndAppointmentsToCome() {
        // Given
        String visit = ",'status':'finished','class':{'code':'AMB'}";
        person.says(
                person.resource(
                        "Encounter",
                        visit + ",'type':[{'text':'Clinic'}],'period':{'start':'" + ago(20) + "','end':'" + ago(20)
                                + "'}"),
                person.resource(
                        "Encounter",
                        visit + ",'type':[{'text':'Long ago'}],'period':{'start':'" + ago(400) + "','end':'" + ago(399)
                                + "'}"),
                person.resource(
                        "Encounter",
                        ",'status':'in-progress','class':{'code':'IMP'},'type':[{'text':'Ward'}],'period':{'start':'"
                                + ago(300) + "'}"),
                person.resource(
                        "Appointment",
                        ",'status':'booked','serviceType':[{'text':'Review'}],'start':'" + ago(-9)
                                + "T09:00:00Z','end':'" + ago(-9) + "T09:10:00Z'"),
                person.resource(
                        "Appointment",
                        ",'status':'fulfilled','serviceType':[{'text':'Was'}],'start':'" + ago(9)
                                + "T09:00:00Z','end':'" + ago(9) + "T09:10:00Z'"));

        // When
        String words = words(person.summary(), Section.ENCOUNTERS);

        // Then
        assertTrue(words.contains("Encounter: Clinic") && words.contains("Encounter: Ward"), words);
        assertTrue(words.contains("Appointment: Review"), words);
        assertFalse(words.contains("Long ago") || words.contains("Was"), words);
        assertTrue(words.contains("1 more item"), words);
    }

    @Test
    void administrativeLevelShowsEncountersAndNothingElse() {
        // Given
        person.says(
                person.resource(
                        "Encounter",
                        ",'status':'finished','class':{'code':'AMB'},'type':[{'text':'Secret clinic'}],'period':{'start':'"
                                + ago(20) + "'}"),
                person.resource(
                        "DocumentReference",
                        ",'status':'current','content':[{'attachment':{'title':'x'}}]"
                                + concept("type", SNOMED, "735324008")));

        // When
        JsonNode summary = Person.read(person.asks(Permits.all("A"), List.of()));

        // Then
        assertEquals(1, listed(summary, Section.ENCOUNTERS).size());
        assertTrue(Person.section(summary, Section.ADVANCE_DIRECTIVES).isMissingNode());
        assertFalse(summary.toString().contains("Secret"));
    }

    @Test
    void medicinesOfTwoSourcesAreOneRowAndBothEntries() {
        // Given
        String amlodipine = ",'status':'active','intent':'order','authoredOn':'" + ago(9) + "'"
                + concept("medicationCodeableConcept", "https://dmd.nhs.uk", "319283006")
                + ",'dosageInstruction':[{'text':'One daily'}]";
        person.saysAs("KZ016", person.resource("MedicationRequest", amlodipine));
        person.saysAs("KZ063", person.resource("MedicationRequest", amlodipine));
        person.saysAs("KZ040", person.resource("MedicationRequest", amlodipine.replace("One daily", "Two daily")));

        // When
        JsonNode summary = person.summary();

        // Then
        String words = words(summary, Section.MEDICATIONS);
        assertEquals(3, listed(summary, Section.MEDICATIONS).size());
        assertEquals(2, words.split("<th scope=\"row\">", -1).length - 1, words);
        assertTrue(words.contains("More than one dose is recorded as current: 319283006"), words);
        assertEquals(
                "More than one dose is recorded as current: 319283006. Each is listed by itself.",
                Person.section(summary, Section.MEDICATIONS)
                        .at("/extension/0/valueAnnotation/text")
                        .asText());
    }

    @Test
    void anItemTooLargeForASummaryIsCountedOnly() {
        // Given
        person.says(person.resource(
                "CarePlan", ",'status':'active','intent':'plan','description':'" + "x".repeat(300_000) + "'"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertEquals(List.of(), listed(summary, Section.PLAN_OF_CARE));
        assertTrue(words(summary, Section.PLAN_OF_CARE).contains("1 more item"));
        assertEquals(
                "unavailable",
                Person.section(summary, Section.PLAN_OF_CARE)
                        .at("/emptyReason/coding/0/code")
                        .asText());
    }
}
