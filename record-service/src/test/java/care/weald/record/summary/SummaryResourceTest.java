package care.weald.record.summary;

import static care.weald.record.summary.Person.ago;
import static care.weald.record.summary.Person.concept;
import static care.weald.record.summary.Person.section;
import static care.weald.record.summary.Person.words;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document as a whole: IPS 2.0, the permit, and what it does not tell. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SummaryResourceTest {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String ACTIVE = Said.status("clinicalStatus", "active");

    private final Person person = new Person();

    private void aLittleOfMuch() {
        person.says(
                person.condition("Asthma", "active", ",'recordedDate':'2020-01-01'"),
                person.resource("AllergyIntolerance", ACTIVE + concept("code", SNOMED, "91936005")),
                person.resource(
                        "MedicationRequest",
                        ",'status':'active','intent':'order','authoredOn':'" + ago(3) + "'"
                                + concept("medicationCodeableConcept", "http://dmd.nhs.uk", "39113611000001102")),
                person.observation("laboratory", "718-7", ago(5), ",'valueQuantity':{'value':132,'unit':'g/L'}"));
    }

    @Test
    void theAnswerIsAnIpsDocument() {
        // Given
        aLittleOfMuch();

        // When
        JsonNode summary = person.summary();

        // Then
        JsonNode composition = summary.at("/entry/0/resource");
        assertEquals("document", summary.path("type").asText());
        assertTrue(summary.at("/identifier/value").asText().startsWith("urn:uuid:"));
        assertTrue(summary.path("timestamp").asText().endsWith("Z"));
        assertEquals("Composition", composition.path("resourceType").asText());
        assertEquals("60591-5", composition.at("/type/coding/0/code").asText());
        assertEquals("final", composition.path("status").asText());
        assertEquals("N", composition.path("confidentiality").asText());
        assertTrue(composition.path("attester").isMissingNode());
        assertTrue(composition.at("/subject/reference").asText().endsWith("/Patient/" + person.id));
    }

    @Test
    void thePeriodOfCareHasAnEndOnly() {
        JsonNode event = person.summary().at("/entry/0/resource/event/0");

        assertEquals("PCPR", event.at("/code/0/coding/0/code").asText());
        assertTrue(event.at("/period/start").isMissingNode());
        assertTrue(event.at("/period/end").isTextual());
    }

    @Test
    void theAuthorIsTheDeviceOfTheRecordAndTheCustodianAnOrganization() {
        // When
        JsonNode summary = person.summary();

        // Then
        JsonNode composition = summary.at("/entry/0/resource");
        JsonNode author = Person.resource(
                        summary, composition.at("/author/0/reference").asText())
                .findFirst()
                .orElseThrow();
        JsonNode custodian = Person.resource(
                        summary, composition.at("/custodian/reference").asText())
                .findFirst()
                .orElseThrow();
        assertEquals("Device", author.path("resourceType").asText());
        assertEquals("user-friendly-name", author.at("/deviceName/0/type").asText());
        assertEquals("Organization", custodian.path("resourceType").asText());
        assertEquals(author.at("/deviceName/0/name"), custodian.path("name"));
    }

    @Test
    void everyReferenceOfTheCompositionIsInTheBundleButThePatient() {
        // Given
        aLittleOfMuch();

        // When
        JsonNode summary = person.summary();

        // Then
        Set<String> urls = new HashSet<>();
        summary.path("entry")
                .forEach(entry -> assertTrue(urls.add(entry.path("fullUrl").asText())));
        List<String> missing = summary.at("/entry/0/resource").findValuesAsText("reference").stream()
                .filter(reference -> !urls.contains(reference))
                .toList();
        assertEquals(List.of(summary.at("/entry/0/resource/subject/reference").asText()), missing);
    }

    @Test
    void theBundleIsStrictFhirR4AndHasOneComposition() {
        // Given
        aLittleOfMuch();

        // When
        Bundle bundle = FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, person.summary().toString());

        // Then
        assertEquals(Bundle.BundleType.DOCUMENT, bundle.getType());
        assertEquals(
                1,
                bundle.getEntry().stream()
                        .filter(entry -> entry.getResource().fhirType().equals("Composition"))
                        .count());
        assertTrue(bundle.getEntry().stream().noneMatch(Bundle.BundleEntryComponent::hasSearch));
    }

    @Test
    void thePlaceOfThePatientIsTheSecondEntry() {
        // Given
        Response answer = person.asks(Permits.all("F"), List.of());

        // When
        int offset = Integer.parseInt(answer.header("Weald-Entry-Offset"));

        // Then
        byte[] json = answer.asByteArray();
        assertEquals(',', (char) json[offset - 1]);
        assertEquals('}', (char) json[offset - 2]);
        assertTrue(new String(json, offset, 60, java.nio.charset.StandardCharsets.UTF_8)
                .startsWith("{\"fullUrl\":\"urn:uuid:"));
    }

    @Test
    void identifiersOfTheCompositionStayAndThoseOfTheDocumentDoNot() {
        // When
        JsonNode one = person.summary();
        JsonNode other = person.summary();

        // Then
        assertEquals(one.at("/entry/0/resource/identifier"), other.at("/entry/0/resource/identifier"));
        assertFalse(one.path("identifier").equals(other.path("identifier"))
                && !one.path("timestamp").equals(other.path("timestamp")));
    }

    @Test
    void mandatorySectionsSayThatNothingIsAvailableAndOthersAreLeftOut() {
        // When
        JsonNode summary = person.summary();

        // Then
        List<String> codes = new ArrayList<>();
        for (JsonNode section : summary.at("/entry/0/resource/section")) {
            codes.add(section.at("/code/coding/0/code").asText());
            assertEquals("unavailable", section.at("/emptyReason/coding/0/code").asText());
            assertTrue(section.at("/text/div").asText().contains("There is no information available about"));
            assertTrue(section.path("entry").isMissingNode());
        }
        assertEquals(List.of("48765-2", "10160-0", "11450-4"), codes);
    }

    @Test
    void whoMaySeeNothingGetsWhatWhoHasNothingGets() {
        // Given
        String nothingKnown = plain(person.asks(Permits.all("F"), List.of()));
        aLittleOfMuch();

        // When
        Response nothingShown = person.asks(Map.of("cat-01", "F"), List.of());

        // Then
        assertEquals(nothingKnown, plain(nothingShown));
        assertTrue(nothingShown.header("Weald-Disclosure").contains("\"items\":0,\"withheld\":4"));
    }

    @Test
    void aHiddenItemIsNeitherListedNorCounted() {
        // Given
        String restricted =
                ",'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'HIV'}]}";
        List<String> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(person.observation("laboratory", "718-7", ago(i), restricted));
        }
        String nothingKnown = plain(person.asks(Permits.all("F"), List.of("R", "HIV")));
        person.says(results.toArray(String[]::new));

        // When
        String hidden = plain(person.asks(Permits.all("F"), List.of("R", "HIV")));

        // Then
        assertEquals(nothingKnown, hidden);
        assertEquals(5, Person.listed(person.summary(), Section.RESULTS).size());
        assertEquals(
                "R", person.summary().at("/entry/0/resource/confidentiality").asText());
    }

    /** A document without what differs each time it is asked for: its moment and its identifier. */
    private static String plain(Response answer) {
        return answer.then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "now")
                .replaceAll("\\d{1,2} [A-Z][a-z]{2,3} \\d{4}, \\d{2}:\\d{2}", "now")
                .replaceAll("\"id\":\"[0-9a-f-]{36}\",\"meta\":\\{\"profile\":\\[\"[^\"]*Bundle-uv-ips\"", "bundle")
                .replaceFirst(
                        "\"identifier\":\\{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"[^\"]*\"\\}", "identifier");
    }

    @Test
    void keyFactsGiveNamesAndDatesAndNoMore() {
        // Given
        aLittleOfMuch();

        // When
        Response answer = person.asks(Permits.all("K"), List.of());

        // Then
        JsonNode summary = Person.read(answer);
        assertEquals(
                "SUBSETTED",
                Person.listed(summary, Section.RESULTS)
                        .getFirst()
                        .at("/meta/tag/0/code")
                        .asText());
        assertTrue(words(summary, Section.RESULTS).contains("Code 718-7"));
        assertFalse(answer.asString().contains("132"));
    }

    @Test
    void sourcesAreNamedAsTheDirectoryNamesThem() {
        // Given
        person.saysAs(
                "KZ777",
                "{\"resourceType\":\"Organization\",\"id\":\"o1\",\"identifier\":[{\"system\":"
                        + "\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"KZ777\"}],\"name\":\"Seven & Sons\"}",
                person.condition("Gout", "active", ""));
        person.saysAs("KZ778", person.condition("Asthma", "active", ""));

        // When
        String words = words(person.summary(), Section.PROBLEMS);

        // Then
        assertTrue(words.contains("<td>Seven &amp; Sons</td>"), words);
        assertTrue(words.contains("<td>KZ778</td>"), words);
    }

    @Test
    void aMedicineOfTheDirectoryComesWithTheSummary() {
        // Given
        person.says(
                "{\"resourceType\":\"Medication\",\"id\":\"m-" + person.patient
                        + "\",\"code\":{\"text\":\"Ramipril 5mg capsules\"}}",
                person.resource(
                        "MedicationRequest",
                        ",'status':'active','intent':'order','medicationReference':{'reference':'Medication/m-"
                                + person.patient + "'}"));

        // When
        JsonNode summary = person.summary();

        // Then
        assertTrue(words(summary, Section.MEDICATIONS).contains("Ramipril 5mg capsules"));
        assertEquals(
                1,
                summary.path("entry")
                        .valueStream()
                        .filter(entry ->
                                entry.at("/resource/resourceType").asText().equals("Medication"))
                        .count());
    }

    @Test
    void noteAndNarrativeSayWhatWasLeftOut() {
        // Given
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            problems.add(person.condition("Past " + i, "resolved", ",'recordedDate':'" + ago(i) + "'"));
        }
        person.says(problems.toArray(String[]::new));

        // When
        JsonNode past = section(person.summary(), Section.PAST_PROBLEMS);

        // Then
        String left = "10 more items are in the record and beyond the limits of a summary.";
        assertEquals(50, past.path("entry").size());
        assertTrue(past.at("/text/div").asText().endsWith("<p>" + left + "</p></div>"));
        assertEquals(
                "http://hl7.org/fhir/StructureDefinition/note",
                past.at("/extension/0/url").asText());
        assertEquals(left, past.at("/extension/0/valueAnnotation/text").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "everything", "read", "demographics"})
    void aPermitForSomethingElseIsRefused(String interaction) {
        given().header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.person(interaction, person.id, List.of(person.patient), Permits.all("F"), List.of()))
                .get("/summary")
                .then()
                .statusCode(403);
    }

    @Test
    void withoutAPermitThereIsNoSummary() {
        given().header("Authorization", "Bearer " + Permits.caller())
                .get("/summary")
                .then()
                .statusCode(403);
        given().get("/summary").then().statusCode(401);
    }
}
