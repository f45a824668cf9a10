package care.weald.record.quality;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.record.quality.Clean.Spoilt;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults are found without refusing anything, told to who sent them, and gone with the version that mends them (D13). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class QualityResourceTest {

    private final String organisation = "KQ" + ThreadLocalRandom.current().nextInt(100_000, 999_999);
    private final UUID patient = UUID.randomUUID();

    private ValidatableResponse get(String asker, String path) {
        return given().header("Authorization", "Bearer " + Permits.system(asker))
                .header(
                        "Weald-Permit",
                        Permits.sign(
                                "record-service",
                                asker,
                                "",
                                Permits.weald("permit", "quality", Map.of(), List.of(), List.of()),
                                ""))
                .get(path)
                .then();
    }

    /** Each of them in a message, with the same id every time. */
    private void send(Stream<ObjectNode> resources) {
        List<String> texts = new ArrayList<>();
        resources.forEach(resource -> texts.add(
                resource.put("id", "r" + texts.size() + "-" + organisation).toString()));
        Feeds.send(organisation, Feeds.bundle("transaction", texts), Map.of(patient, List.of("Patient/x")))
                .statusCode(200);
    }

    private Map<String, Integer> tasks(String status) {
        Map<String, Integer> found = new TreeMap<>();
        String next = "/quality/tasks?code=correct-data&_count=7&status=" + status;
        while (next != null) {
            JsonPath page = JsonPath.from(
                    get(organisation, next).statusCode(200).extract().asString());
            List<String> rules = page.getList("entry.resource.reasonCode.coding.code.flatten()");
            if (rules != null) {
                rules.forEach(rule -> found.merge(rule, 1, Integer::sum));
            }
            String link = page.getString("link.find { it.relation == 'next' }.url");
            next = link == null ? null : "/quality/tasks" + link.substring(link.indexOf('?'));
        }
        return found;
    }

    private static Map<String, Integer> spoilt() {
        Map<String, Integer> rules = new TreeMap<>();
        Clean.SPOILT.forEach(one -> rules.merge(one.rule(), 1, Integer::sum));
        return rules;
    }

    @Test
    void everyFaultIsListedAndNoOtherAndTheCorrectedFeedClosesEach() {
        // Given
        send(Stream.concat(
                Clean.SPOILT.stream().map(Spoilt::resource), Clean.types().map(Clean::of)));
        assertEquals(spoilt(), tasks("requested"));
        assertEquals(Map.of(), tasks("completed"));
        // When
        send(Stream.concat(
                Clean.SPOILT.stream().map(one -> Clean.of(one.type())),
                Clean.types().map(Clean::of)));
        // Then
        assertEquals(Map.of(), tasks("requested"));
        assertEquals(spoilt(), tasks("completed"));
    }

    @Test
    void onlyWhatIsMendedCloses() {
        // Given
        ObjectNode twice = Clean.of("Observation");
        twice.remove(List.of("performer", "category"));
        send(Stream.of(twice.deepCopy()));
        // When
        ObjectNode once = Clean.of("Observation");
        once.remove("category");
        send(Stream.of(once));
        // Then
        assertEquals(Map.of("observation-without-category", 1), tasks("requested"));
        assertEquals(Map.of("observation-without-performer", 1), tasks("completed"));
    }

    @Test
    void theReportCountsItemsAndFaultsByCategoryAndIsTheSameWheneverItIsAsked() {
        ObjectNode spoilt = Clean.of("Condition");
        spoilt.remove(List.of("clinicalStatus", "recordedDate"));
        send(Stream.of(spoilt, Clean.of("Condition"), Clean.of("Procedure")));
        String condition = "entry[0].resource.group.find { it.code.coding[0].code == 'cat-07' }.";
        get(organisation, "/quality/reports")
                .statusCode(200)
                .body("entry", hasSize(1))
                .body("entry[0].resource.resourceType", equalTo("MeasureReport"))
                .body("entry[0].resource.reporter.identifier.value", equalTo(organisation))
                .body("entry[0].resource.group.code.coding.code.flatten()", equalTo(List.of("cat-07", "cat-08")))
                .body(condition + "population.count", equalTo(List.of(2, 1)))
                .body(condition + "measureScore.value", equalTo(0.5f))
                .body(
                        condition + "stratifier[0].stratum.value.coding.code.flatten()",
                        equalTo(List.of("condition-without-date", "condition-without-clinical-status")));
        get(organisation, "/quality/reports?period=2025")
                .statusCode(200)
                .body("entry[0].resource.group", nullValue())
                .body("entry[0].resource.period.end", equalTo("2026-01-01T00:00:00Z"));
        String past =
                get(organisation, "/quality/reports?period=2025").extract().asString();
        assertEquals(
                past,
                get(organisation, "/quality/reports?period=2025").extract().asString());
    }

    @Test
    void aTaskNamesItemAndElementAndNoContent() {
        ObjectNode spoilt = Clean.of("AllergyIntolerance");
        spoilt.putObject("code").put("text", "secret substance");
        send(Stream.of(spoilt));
        JsonPath list = JsonPath.from(
                get(organisation, "/quality/tasks").statusCode(200).extract().asString());
        String id = list.getString("entry[0].resource.id");
        String body = get(organisation, "/quality/tasks/" + id)
                .statusCode(200)
                .body("status", equalTo("requested"))
                .body("focus.reference", equalTo("AllergyIntolerance/" + id.substring(0, id.length() - 4)))
                .body("input[0].valueString", equalTo("AllergyIntolerance.code"))
                .body("owner.identifier.value", equalTo(organisation))
                .extract()
                .asString();
        assertFalse(body.contains("secret"));
    }

    @Test
    void anotherOrganisationSeesNothingOfIt() {
        // Given
        ObjectNode spoilt = Clean.of("Procedure");
        spoilt.remove("performedDateTime");
        send(Stream.of(spoilt));
        String id = JsonPath.from(get(organisation, "/quality/tasks").extract().asString())
                .getString("entry[0].resource.id");
        // Then
        get("KQ001", "/quality/tasks").statusCode(200).body("entry", nullValue());
        get("KQ001", "/quality/tasks/" + id).statusCode(404);
        get("KQ001", "/quality/tasks?owner=" + organisation).statusCode(403);
        get("KQ001", "/quality/reports?reporter=Organization/" + organisation).statusCode(403);
        get(organisation, "/quality/reports?reporter=Organization/" + organisation)
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports?period=soon",
                "reports?period=2026-01&period=2026-02",
                "reports?reporter=x",
                "reports?patient=1",
                "tasks?status=open",
                "tasks?_count=0",
                "tasks?_count=101",
                "tasks?_cursor=x",
                "tasks?priority=urgent"
            })
    void whatIsNotKnownIsRefused(String path) {
        get(organisation, "/quality/" + path).statusCode(400);
    }

    @Test
    void aTaskThatIsNoneIsNotThere() {
        get(organisation, "/quality/tasks/17").statusCode(404);
        get(organisation, "/quality/tasks/" + "0".repeat(26) + "." + "0".repeat(26) + "-q01")
                .statusCode(404);
    }

    @Test
    void aPermitForSomethingElseIsRefused() {
        given().header("Authorization", "Bearer " + Permits.system(organisation))
                .header("Weald-Permit", Permits.feed(organisation))
                .get("/quality/reports")
                .then()
                .statusCode(403);
    }
}
