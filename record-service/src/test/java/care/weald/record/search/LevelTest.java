package care.weald.record.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.category.Category;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each level of a permit shows. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class LevelTest {

    private static final String SECRET = ",\"valueString\":\"secret value\",\"note\":[{\"text\":\"secret note\"}],"
            + "\"effectiveDateTime\":\"2026-03-01\"";

    private final UUID patient = UUID.randomUUID();
    private final UUID person = UUID.randomUUID();

    private void stored() {
        String encounter =
                "{\"resourceType\":\"Encounter\",\"id\":\"e-" + patient + "\",\"status\":\"finished\",\"class\":{"
                        + "\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"AMB\"},\"type\":[{\"coding\":[{"
                        + "\"system\":\"http://snomed.info/sct\",\"code\":\"secret-type\"}]}],\"subject\":{\"reference\":\"Patient/x\"},"
                        + "\"reasonCode\":[{\"text\":\"secret reason\"}],\"period\":{\"start\":\"2026-02-01T10:00:00Z\"},"
                        + "\"serviceProvider\":{\"display\":\"Oakfield\"}}";
        String vaccine = "{\"resourceType\":\"Immunization\",\"id\":\"i-" + patient
                + "\",\"status\":\"completed\",\"vaccineCode\":{"
                + "\"coding\":[{\"code\":\"140\"}]},\"patient\":{\"reference\":\"Patient/x\"},\"occurrenceDateTime\":\"2025-10-01\"}";
        Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(
                                        Feeds.observation("o-" + patient, "Patient/x", "laboratory", "1-8", SECRET),
                                        encounter,
                                        vaccine)),
                        patient,
                        "Patient/x")
                .statusCode(200);
    }

    private ValidatableResponse get(String interaction, Map<String, String> levels, String path) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person(interaction, person, List.of(patient), levels, List.of()))
                .get(path)
                .then();
    }

    @Test
    void fullShowsTheWholeItemWithThePersonAsSubject() {
        stored();
        get("search", Map.of("cat-16", "F"), "/items/Observation?code=http://loinc.org|1-8")
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry[0].resource.valueString", equalTo("secret value"))
                .body("entry[0].resource.subject.reference", equalTo("Patient/" + person))
                .body("entry[0].resource.meta.security.code", hasItem("cat-16"))
                .body("entry[0].resource.code.text", equalTo("free text"))
                .header(
                        "Weald-Disclosure",
                        equalTo("{\"categories\":[\"cat-16\"],\"items\":1,\"withheld\":0,"
                                + "\"organisations\":[\"KZ016\"]}"));
    }

    @Test
    void keyFactsShowCodeStatusAndDateOnly() {
        stored();
        String body = get("search", Map.of("cat-16", "K"), "/items/Observation?code=1-8")
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry[0].resource.code.coding[0].code", equalTo("1-8"))
                .body("entry[0].resource.code.text", nullValue())
                .body("entry[0].resource.status", equalTo("final"))
                .body("entry[0].resource.effectiveDateTime", equalTo("2026-03-01"))
                .body("entry[0].resource.subject.reference", equalTo("Patient/" + person))
                .body("entry[0].resource.meta.tag[0].code", equalTo("SUBSETTED"))
                .extract()
                .asString();
        assertFalse(body.contains("secret"));
    }

    @Test
    void administrativeShowsNoCodeAndCannotBeSearchedByOne() {
        stored();
        String body = get("search", Map.of("cat-13", "A"), "/items/Encounter")
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry[0].resource.class.code", equalTo("AMB"))
                .body("entry[0].resource.period.start", equalTo("2026-02-01T10:00:00Z"))
                .body("entry[0].resource.serviceProvider.display", equalTo("Oakfield"))
                .body("entry[0].resource.type", nullValue())
                .extract()
                .asString();
        assertFalse(body.contains("secret"));
        get("search", Map.of("cat-13", "A"), "/items/Encounter?type=secret-type")
                .body("total", equalTo(0));
        get("search", Map.of("cat-13", "K"), "/items/Encounter?type=secret-type")
                .body("total", equalTo(1));
    }

    @Test
    void nothingShowsNothingAndSaysNothing() {
        stored();
        get("search", Map.of("cat-18", "F"), "/items/Observation")
                .statusCode(200)
                .body("total", equalTo(0))
                .body("entry", nullValue())
                .header(
                        "Weald-Disclosure",
                        equalTo("{\"categories\":[],\"items\":0,\"withheld\":1,\"organisations\":[]}"));
    }

    @Test
    void aFacetHasItsOwnLevelOrThatOfItsCategory() {
        stored();
        get("search", Map.of("cat-11/immunisation", "F"), "/items/Immunization").body("total", equalTo(1));
        get("search", Map.of("cat-11", "F"), "/items/Immunization").body("total", equalTo(1));
        get("search", Map.of("cat-11", "K", "cat-11/immunisation", "F"), "/items/Immunization")
                .body("entry[0].resource.meta.tag", nullValue());
    }

    @Test
    void theRecordHasOneListForEachCategoryAskedForAndItemsOfThoseAllowed() {
        stored();
        String body = get(
                        "record",
                        Map.of("cat-01", "F", "cat-16", "F", "cat-09", "F"),
                        "/record?category=cat-01&category=cat-09&category=cat-16&category=cat-13")
                .statusCode(200)
                .header("Weald-Entries", equalTo("5"))
                .body("entry[0].resource.entry[0].item.reference", equalTo("Patient/" + person))
                .body("entry[1].resource.emptyReason.coding[0].code", equalTo("unavailable"))
                .body("entry[2].resource.emptyReason.coding[0].code", equalTo("unavailable"))
                .body("entry[2].resource.title", equalTo(Category.CAT_13.title()))
                .body("entry[3].resource.entry.size()", equalTo(1))
                .body("entry[4].resource.resourceType", equalTo("Observation"))
                .extract()
                .asString();
        assertFalse(body.contains("Encounter"));
        get("record", Map.of(), "/record?category=cat-99").statusCode(400).body("place", equalTo("category"));
    }

    @Test
    void theFirstPageOfARecordDisclosesWhatItsListsName() {
        stored();
        var answer = get("record", Permits.all("F"), "/record?_count=1");
        answer.statusCode(200)
                .header(
                        "Weald-Disclosure",
                        equalTo("{\"categories\":[\"cat-11\",\"cat-13\",\"cat-16\"],\"items\":3,\"withheld\":0,"
                                + "\"organisations\":[\"KZ016\"]}"));
        String next = answer.extract().jsonPath().getString("link.find { it.relation == 'next' }.url");
        get("record", Permits.all("F"), "/record?" + next.substring(next.indexOf('?') + 1))
                .statusCode(200)
                .body("entry.size()", equalTo(1))
                .header(
                        "Weald-Disclosure",
                        equalTo("{\"categories\":[\"cat-13\"],\"items\":1,\"withheld\":0,"
                                + "\"organisations\":[\"KZ016\"]}"));
    }

    @Test
    void theEntryOffsetIsWhereTheFirstEntryBegins() {
        stored();
        var answer = get("everything", Permits.all("F"), "/everything?_count=2");
        String body = answer.statusCode(200).extract().asString();
        int offset = Integer.parseInt(answer.extract().header("Weald-Entry-Offset"));
        assertTrue(body.substring(0, offset).endsWith("\"entry\":["));
        assertTrue(body.substring(offset).startsWith("{\"fullUrl\":"));
        String next = answer.extract().jsonPath().getString("link.find { it.relation == 'next' }.url");
        get("everything", Permits.all("F"), "/everything?" + next.substring(next.indexOf('?') + 1))
                .statusCode(200)
                .body("entry.size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense=1",
                "code:text=x",
                "code:not=x",
                "_has:Observation:code=x",
                "patient.name=x",
                "_include=Observation:x",
                "date=nonsense",
                "date=2026-13",
                "date=xx2026",
                "_count=1001",
                "_count=x",
                "_sort=code",
                "_cursor=zzz",
                "_summary=some",
                "_summary=text&_elements=code",
                "_elements=nonsense",
                "_include=*",
                "_include:iterate=Observation:encounter",
                "_include=Condition:encounter",
                "_revinclude=Observation:encounter",
                "_sort=issued",
                "_sort=-date,_lastUpdated",
                "issued=2026",
                "clinical-status=active",
                "encounter:Encounter=1",
                "date:missing=true",
                "type=1-8",
                "specimen=1",
                "_total=some",
                "code=",
                "code=|",
                "_count=1&_count=2"
            })
    void whatIsNotKnownIsRefused(String query) {
        get("search", Permits.all("F"), "/items/Observation?" + query)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-parameter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=2026-03-01",
                "date=eq2026-03",
                "date=ge2026-03-01",
                "date=le2026-03-01",
                "date=gt2026-02-28",
                "date=lt2026-03-02",
                "date=sa2026-02",
                "date=eb2026-04",
                "date=ne2025",
                "date=ap2026-03-01",
                "date=ge2026&date=lt2027",
                "status=final",
                "category=laboratory",
                "code=9-9,1-8",
                "code=http://loinc.org|",
                "_sort=date",
                "_sort=-_lastUpdated",
                "_count=0",
                "_summary=text",
                "_elements=code,value",
                "_summary=count",
                "_security=cat-16",
                "_lastUpdated=ge2020"
            })
    void whatFitsIsFound(String query) {
        stored();
        get("search", Permits.all("F"), "/items/Observation?" + query)
                .statusCode(200)
                .body("total", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=2026-03-02",
                "date=gt2026-03-01",
                "date=lt2026-03-01",
                "date=sa2026-03",
                "date=eb2026-03-01",
                "date=ne2026",
                "date=ap2010",
                "status=amended",
                "category=vital-signs",
                "code=9-9",
                "_security=cat-18",
                "_lastUpdated=lt2020"
            })
    void whatDoesNotFitIsNotFound(String query) {
        stored();
        get("search", Permits.all("F"), "/items/Observation?" + query)
                .statusCode(200)
                .body("total", equalTo(0));
    }
}
