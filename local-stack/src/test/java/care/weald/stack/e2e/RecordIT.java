package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class RecordIT {

    private static final String HEADLINES =
            "/$record?category=cat-01&category=cat-07&category=cat-09&category=cat-10&category=cat-14&category=cat-16";
    private static final String CATEGORIES = StreamSupport.stream(
                    java.util.stream.IntStream.rangeClosed(1, 22).boxed().spliterator(), false)
            .map(number -> "category=cat-" + (number < 10 ? "0" : "") + number)
            .collect(Collectors.joining("&"));

    private final Api gp = Api.as("gp.bell");

    @Test
    void s001RecordJoinsFourOrganisationsAndComesWithAReceipt() {
        // Given
        String person = gp.person(Person.BILLIE);

        // When
        Answer record = gp.get("/fhir/Patient/" + person + "/$record?" + CATEGORIES);

        // Then
        assertEquals(200, record.status(), record.body());
        assertTrue(record.header("x-weald-receipt").isPresent());
        Set<String> sources = record.items().map(RecordIT::source).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(sources.containsAll(Set.of("KZ013", "KZ016", "KZ035", "KZ063")), "sources: " + sources);
    }

    @Test
    void s002EachCategoryHasItsListAndItsItems() {
        // Given
        String person = gp.person(Person.BILLIE);

        // When
        Answer record = gp.get("/fhir/Patient/" + person + HEADLINES);

        // Then
        long lists = record.resources()
                .filter(resource -> "List".equals(Api.type(resource)))
                .count();
        assertEquals(6, lists, record.body());
        Set<String> types = record.items().map(Api::type).collect(Collectors.toSet());
        assertTrue(
                types.containsAll(Set.of(
                        "Patient",
                        "Condition",
                        "MedicationRequest",
                        "AllergyIntolerance",
                        "Appointment",
                        "Observation")),
                "types: " + types);
    }

    @Test
    void s118ClerkSeesDemographicsAndAppointmentsOnly() {
        // Given
        Api clerk = Api.as("clerk.penn");
        String person = clerk.person(Person.BILLIE);

        // When
        Answer record = clerk.get("/fhir/Patient/" + person + HEADLINES);

        // Then
        assertEquals(200, record.status(), record.body());
        Set<String> types = record.items().map(Api::type).collect(Collectors.toSet());
        assertEquals(Set.of("Patient", "Appointment"), types);
        assertFalse(record.body().contains("MedicationRequest"));
    }

    @Test
    void s124ClerkFindsNothingOfWhatTheGpFinds() {
        // Given
        Api clerk = Api.as("clerk.penn");
        String person = gp.person(Person.BILLIE);

        // When
        Answer forGp = gp.get("/fhir/MedicationRequest?patient=" + person);
        Answer forClerk = clerk.get("/fhir/MedicationRequest?patient=" + person);

        // Then
        assertTrue(forGp.items().findAny().isPresent(), forGp.body());
        assertFalse(forClerk.status() == 200 && forClerk.items().findAny().isPresent(), forClerk.body());
    }

    @Test
    void pagesLeadToTheEndWithoutGapOrRepeat() {
        // Given
        String person = gp.person(Person.BILLIE);
        Set<String> expected = ids(gp.get("/fhir/Observation?_count=500&patient=" + person));

        // When
        List<String> paged = new ArrayList<>();
        String next = "/fhir/Observation?_count=7&patient=" + person;
        while (!next.isEmpty()) {
            Answer page = gp.get(next);
            assertEquals(200, page.status(), page.body());
            paged.addAll(page.items().map(item -> item.path("id").asText()).toList());
            next = link(page);
        }

        // Then
        assertTrue(expected.size() > 7);
        assertEquals(expected, new HashSet<>(paged));
        assertEquals(expected.size(), paged.size());
    }

    @Test
    void itemIsReadAloneInJsonAndXml() {
        // Given
        String person = gp.person(Person.BILLIE);
        JsonNode condition =
                gp.get("/fhir/Condition?patient=" + person).items().findFirst().orElseThrow();
        String path = "/fhir/Condition/" + condition.path("id").asText();

        // When
        Answer json = gp.get(path);
        Answer xml = gp.get(path, "Accept", "application/fhir+xml");

        // Then
        assertEquals(condition.path("id"), json.json().path("id"));
        assertTrue(xml.header("content-type").orElse("").startsWith("application/fhir+xml"));
        assertTrue(xml.body().contains("<Condition xmlns=\"http://hl7.org/fhir\">"), xml.body());
        assertTrue(xml.header("x-weald-receipt").isPresent());
    }

    @Test
    void everythingHoldsWhatASearchFinds() {
        // Given
        String person = gp.person(Person.BILLIE);

        // When
        Answer everything = gp.get("/fhir/Patient/" + person + "/$everything?_count=500");

        // Then
        assertEquals(200, everything.status(), everything.body());
        assertTrue(ids(everything).containsAll(ids(gp.get("/fhir/AllergyIntolerance?patient=" + person))));
    }

    @Test
    void unknownNhsNumberFindsNobody() {
        // When
        Answer found = gp.find(Person.NOBODY);

        // Then
        assertEquals(0, found.json().path("total").asInt(-1), found.body());
    }

    @Test
    void wrongCheckDigitIsRefused() {
        // When
        Answer found = gp.find(Person.WRONG);

        // Then
        assertEquals(400, found.status());
        assertEquals("OperationOutcome", Api.type(found.json()));
        assertFalse(found.body().contains(Person.WRONG));
    }

    @Test
    void searchByFormKeepsTheNumberOutOfTheUrl() {
        // When
        Answer found = gp.post(
                "/fhir/Patient/_search",
                "application/x-www-form-urlencoded",
                "identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C" + Person.BILLIE);

        // Then
        assertEquals(200, found.status(), found.body());
        assertEquals(1, found.json().path("entry").size());
    }

    @Test
    void requestOfTheReadmeWorksAsItIsWritten() throws IOException {
        // When
        String answer = gp.written("/fhir/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|" + Person.BILLIE);

        // Then
        assertTrue(
                answer.startsWith("HTTP/1.1 200 "), answer.lines().findFirst().orElse("nothing"));
        assertTrue(answer.contains("\"" + Person.BILLIE + "\""));
    }

    private static Set<String> ids(Answer bundle) {
        return bundle.items().map(item -> item.path("id").asText()).collect(Collectors.toSet());
    }

    private static String link(Answer page) {
        for (JsonNode link : page.json().path("link")) {
            if ("next".equals(link.path("relation").asText())) {
                String url = link.path("url").asText();
                return url.substring(url.indexOf("/fhir"));
            }
        }
        return "";
    }

    /** The organisation an item came from, as its meta.source says. */
    private static String source(JsonNode item) {
        String source = item.at("/meta/source").asText();
        return source.replaceAll(".*(KZ\\d{3}).*", "$1");
    }
}
