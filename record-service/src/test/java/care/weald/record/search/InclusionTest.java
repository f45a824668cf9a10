package care.weald.record.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page brings along, and what it leads to when that may not be seen. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class InclusionTest {

    private final UUID patient = UUID.randomUUID();
    private final UUID person = UUID.randomUUID();
    private String encounter = "";

    @BeforeEach
    void store() {
        String subject = "\"subject\":{\"reference\":\"Patient/x\"}";
        String in = ",\"encounter\":{\"reference\":\"Encounter/e-" + patient + "\"}";
        String location = Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(
                                        "{\"resourceType\":\"Encounter\",\"id\":\"e-" + patient
                                                + "\",\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},"
                                                + "\"identifier\":[{\"system\":\"urn:i\",\"value\":\"77\"}]," + subject
                                                + "}",
                                        Feeds.observation(
                                                "o-" + patient,
                                                "Patient/x",
                                                "laboratory",
                                                "1-8",
                                                in + ",\"valueString\":\"v\",\"effectiveDateTime\":\"2026-01-01\""),
                                        "{\"resourceType\":\"DiagnosticReport\",\"id\":\"d-" + patient
                                                + "\",\"status\":\"final\",\"code\":{\"coding\":[{\"code\":\"9\"}]},"
                                                + "\"result\":[{\"reference\":\"Observation/o-" + patient + "\"}],"
                                                + subject + "}",
                                        "{\"resourceType\":\"Medication\",\"id\":\"m-" + patient
                                                + "\",\"code\":{\"coding\":[{\"code\":\"42\"}]}}",
                                        "{\"resourceType\":\"MedicationRequest\",\"id\":\"r-" + patient
                                                + "\",\"status\":\"active\",\"intent\":\"order\","
                                                + "\"medicationReference\":{\"reference\":\"Medication/m-" + patient
                                                + "\"}," + subject + in + "}")),
                        patient,
                        "Patient/x")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("entries[0].location");
        encounter = location.substring(0, location.indexOf("/_history"));
    }

    private ValidatableResponse get(Map<String, String> levels, String path) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("search", person, List.of(patient), levels, List.of()))
                .get("/items/" + path)
                .then()
                .statusCode(200);
    }

    private static Map<String, String> without(String category) {
        Map<String, String> levels = new HashMap<>(Permits.all("F"));
        levels.remove(category);
        return levels;
    }

    @Test
    void whatAPageRefersToComesAlongAndIsDisclosed() {
        get(Permits.all("F"), "Observation?_include=Observation:encounter&_revinclude=DiagnosticReport:result")
                .body("total", equalTo(1))
                .body("entry.search.mode", equalTo(List.of("match", "include", "include")))
                .body("entry.resource.resourceType", equalTo(List.of("Observation", "DiagnosticReport", "Encounter")))
                .body("entry[2].resource.subject.reference", equalTo("Patient/" + person))
                .header("Weald-Disclosure", containsString("[\"cat-13\",\"cat-16\",\"cat-17\"],\"items\":3"));
    }

    @Test
    void whatIsHiddenDoesNotComeAlong() {
        get(without("cat-13"), "Observation?_include=Observation:encounter")
                .body("total", equalTo(1))
                .body("entry.size()", equalTo(1));
        get(without("cat-17"), "Observation?_revinclude=DiagnosticReport:result")
                .body("entry.size()", equalTo(1));
    }

    @Test
    void aReferenceThatTheLevelDoesNotShowIsNotFollowed() {
        Map<String, String> levels = without("cat-16");
        levels.put("cat-16", "K");
        get(levels, "Observation?_include=Observation:encounter").body("entry.size()", equalTo(1));
        get(levels, "Encounter?_revinclude=Observation:encounter").body("entry.size()", equalTo(1));
        get(levels, "Observation?encounter=" + encounter).body("total", equalTo(0));
    }

    @Test
    void aMedicineComesAlongWhereItsReferenceIsShown() {
        for (String level : List.of("F", "K")) {
            get(Map.of("cat-09", level), "MedicationRequest?_include=MedicationRequest:medication")
                    .body("entry.resource.resourceType", equalTo(List.of("MedicationRequest", "Medication")))
                    .body("entry[1].resource.code.coding[0].code", equalTo("42"));
        }
        get(Map.of("cat-09", "A"), "MedicationRequest?_include=MedicationRequest:medication")
                .body("entry.size()", equalTo(1));
    }

    @Test
    void anItemIsFoundByItsEncounterAndByItsIdentifier() {
        get(Permits.all("F"), "Observation?encounter=" + encounter).body("total", equalTo(1));
        get(Permits.all("F"), "Observation?encounter=http://localhost:8080/fhir/" + encounter)
                .body("total", equalTo(1));
        get(Permits.all("F"), "Observation?encounter=Encounter/1").body("total", equalTo(0));
        get(Permits.all("F"), "Encounter?identifier=urn:i|77").body("total", equalTo(1));
        get(Permits.all("F"), "Encounter?identifier=77").body("total", equalTo(1));
        get(Permits.all("F"), "Encounter?identifier=urn:i|78").body("total", equalTo(0));
        get(Permits.all("K"), "Encounter?identifier=urn:i|77").body("total", equalTo(0));
    }

    @Test
    void aPartOfAnItemIsMarkedAndHasWhatMustBeThere() {
        get(Permits.all("F"), "Observation?_elements=value")
                .body("entry[0].resource.valueString", equalTo("v"))
                .body("entry[0].resource.status", equalTo("final"))
                .body("entry[0].resource.meta.tag.code", hasItem("SUBSETTED"))
                .body("entry[0].resource.effectiveDateTime", nullValue());
        get(Permits.all("F"), "Observation?_summary=true").body("entry[0].resource.valueString", equalTo("v"));
        get(Permits.all("F"), "Observation?_summary=text").body("entry[0].resource.valueString", nullValue());
        get(Permits.all("K"), "Observation?_elements=value").body("entry[0].resource.valueString", nullValue());
    }

    private String next(String role, String query) {
        String url = search(role, Permits.all("F"), query)
                .extract()
                .jsonPath()
                .getString("link.find { it.relation == 'next' }.url");
        return url.substring(url.indexOf('?') + 1).replaceAll("patient=[^&]*&", "");
    }

    private ValidatableResponse search(String role, Map<String, String> levels, String query) {
        Map<String, Object> weald = Permits.weald("permit", "search", levels, List.of(patient), List.of());
        String permit = Permits.sign("record-service", Permits.ORGANISATION, role, weald, person.toString());
        return given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("record-service", Permits.ORGANISATION, role, "TREAT"))
                .header("Weald-Permit", permit)
                .urlEncodingEnabled(false)
                .get("/items/Observation?" + query)
                .then();
    }

    @Test
    void aCursorIsNoneForAnotherCallerOrAnotherQuestion() {
        // Given
        Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(Feeds.observation("p-" + patient, "Patient/x", "vital-signs", "2-6", ""))),
                        patient,
                        "Patient/x")
                .statusCode(200);
        String next = next("R8000", "_count=1");
        // When, Then
        search("R8000", Permits.all("F"), next).statusCode(200).body("entry.size()", equalTo(1));
        search("R8001", Permits.all("F"), next).statusCode(400).body("place", equalTo("_cursor"));
        search("R8000", Permits.all("F"), next + "&code=1-8").statusCode(400).body("place", equalTo("_cursor"));
        search("R8000", Permits.all("F"), next.substring(0, next.length() - 2) + "AA")
                .statusCode(400);
    }

    @Test
    void aCursorShowsWhatThePermitOfItsOwnRequestShows() {
        // Given
        Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(Feeds.observation("p-" + patient, "Patient/x", "vital-signs", "2-6", ""))),
                        patient,
                        "Patient/x")
                .statusCode(200);
        String next = next("R8000", "_count=1");
        assertEquals(
                "1-8",
                search("R8000", Permits.all("F"), "_count=1").extract().path("entry[0].resource.code.coding[0].code"));
        // When, Then
        search("R8000", without("cat-18"), next)
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry", nullValue())
                .body("$", not(hasItem("next")));
    }
}
