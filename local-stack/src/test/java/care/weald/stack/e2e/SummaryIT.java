package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patient summary, as partners get it (D17). */
@ExtendWith(RunningStack.class)
class SummaryIT {

    private static final Set<String> CLINICAL = Set.of(
            "Condition",
            "AllergyIntolerance",
            "MedicationRequest",
            "Observation",
            "Immunization",
            "Procedure",
            "DiagnosticReport");

    private final Api gp = Api.as("gp.bell");

    private static String path(String person) {
        return "/fhir/Patient/" + person + "/$summary";
    }

    private static List<JsonNode> sections(Answer summary) {
        return StreamSupport.stream(
                        summary.json().at("/entry/0/resource/section").spliterator(), false)
                .toList();
    }

    private static JsonNode section(Answer summary, String loinc) {
        return sections(summary).stream()
                .filter(section -> section.at("/code/coding/0/code").asText().equals(loinc))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void s003DoctorGetsAnIpsDocumentWithAReceipt() {
        // Given
        String person = gp.person(Person.BILLIE);

        // When
        Answer summary = gp.get(path(person));

        // Then
        assertEquals(200, summary.status(), summary.body());
        assertTrue(summary.header("x-weald-receipt").isPresent());
        assertEquals("document", summary.json().path("type").asText());
        assertEquals(
                "60591-5",
                summary.json().at("/entry/0/resource/type/coding/0/code").asText());
        assertEquals("Patient", Api.type(summary.json().at("/entry/1/resource")));
        assertTrue(summary.json().at("/entry/1/resource/text/div").asText().contains("999 100 0038"));
        assertFalse(section(summary, "11450-4").path("entry").isEmpty());
        assertTrue(section(summary, "11450-4").at("/text/div").asText().contains("Oakfield Health Centre"));
    }

    @Test
    void d17EveryReferenceOfTheCompositionIsInTheDocument() {
        // When
        Answer summary = gp.get(path(gp.person(Person.BILLIE)));

        // Then
        Set<String> urls = new HashSet<>();
        summary.json()
                .path("entry")
                .forEach(entry -> assertTrue(urls.add(entry.path("fullUrl").asText())));
        Set<String> references =
                new HashSet<>(summary.json().at("/entry/0/resource").findValuesAsText("reference"));
        assertTrue(references.size() > 10);
        assertTrue(
                urls.containsAll(references),
                () -> references.stream()
                        .filter(reference -> !urls.contains(reference))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void d17SummaryIsAskedByNhsNumber() {
        // Given
        String number = URLEncoder.encode("https://fhir.nhs.uk/Id/nhs-number|" + Person.BILLIE, StandardCharsets.UTF_8);

        // When
        Answer summary = gp.get("/fhir/Patient/$summary?identifier=" + number);
        Answer posted = gp.post(
                "/fhir/Patient/$summary",
                "application/fhir+json",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":"
                        + "\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + Person.BILLIE + "\"}}]}");

        // Then
        assertEquals(200, summary.status(), summary.body());
        assertEquals(
                gp.person(Person.BILLIE),
                summary.json().at("/entry/1/resource/id").asText());
        assertEquals(summary.json().at("/entry/0/resource/id"), posted.json().at("/entry/0/resource/id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Content-Type"})
    void d17SummaryComesAsXmlAndAsAPage(String header) {
        // Given
        String path = path(gp.person(Person.BILLIE));

        // When
        Answer xml = gp.get(path, header, "application/fhir+xml");
        Answer page = gp.get(path, header, "text/html");

        // Then
        assertTrue(xml.body().startsWith("<Bundle xmlns=\"http://hl7.org/fhir\">"), xml.body());
        assertTrue(xml.body().contains("<code value=\"60591-5\">"));
        assertEquals(200, page.status());
        assertTrue(page.header("content-type").orElse("").startsWith("text/html"));
        assertTrue(
                page.header("content-security-policy").orElse("").startsWith("default-src 'none'; style-src 'sha256-"));
        assertTrue(page.header("x-weald-receipt").isPresent());
        assertTrue(page.body().contains("<h2 id=\"s48765-2\">Allergies and intolerances</h2>"), page.body());
        assertFalse(page.body().contains("<script"));
    }

    @Test
    void d2ClerkGetsNoClinicalContentAndNoHintOfIt() {
        // Given
        Api clerk = Api.as("clerk.penn");

        // When
        Answer summary = clerk.get(path(clerk.person(Person.BILLIE)));

        // Then
        assertEquals(200, summary.status(), summary.body());
        for (String loinc : List.of("11450-4", "48765-2", "10160-0")) {
            JsonNode section = section(summary, loinc);
            assertEquals("unavailable", section.at("/emptyReason/coding/0/code").asText());
            assertTrue(section.path("extension").isMissingNode());
            assertTrue(section.at("/text/div").asText().contains("There is no information available"));
        }
        assertTrue(summary.resources().map(Api::type).noneMatch(CLINICAL::contains), summary.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lapsed.frost", "outside.cole"})
    void s127PartnerWithoutALiveAgreementGetsNoSummaryInAnyForm(String user) {
        // Given
        String path = path(gp.person(Person.BILLIE));

        // Then
        for (String accept : List.of("application/fhir+json", "application/fhir+xml", "text/html")) {
            Answer refused = Api.as(user).get(path, "Accept", accept);
            assertEquals(403, refused.status(), refused.body());
            assertFalse(refused.body().contains("Composition"));
        }
    }
}
