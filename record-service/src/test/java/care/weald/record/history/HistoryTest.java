package care.weald.record.history;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Former versions, and the record as it stood, under the permit of now. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class HistoryTest {

    private static final UUID PERSON = UUID.randomUUID();
    private static final String VERY_RESTRICTED = ",\"meta\":{\"security\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}]}";

    private final UUID patient = UUID.randomUUID();

    private String sent(UUID about, String id, String more) {
        String observation = Feeds.observation(patient + id, "Patient/x", "laboratory", "718-7", more);
        String location = Feeds.send(Feeds.bundle("transaction", List.of(observation)), about, "Patient/x")
                .statusCode(200)
                .extract()
                .path("entries[0].location");
        return location.substring(0, location.indexOf("/_history"));
    }

    private String sent(String id, String more) {
        return sent(patient, id, more);
    }

    private void send(String id, String more) {
        String _ = sent(patient, id, more);
    }

    private ValidatableResponse get(String path, String interaction, Map<String, String> levels, String... hidden) {
        String permit = Permits.person(interaction, PERSON, List.of(patient), levels, List.of(hidden));
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", permit)
                .get(path)
                .then();
    }

    private ValidatableResponse history(String item, String more, Map<String, String> levels, String... hidden) {
        return get("/items/" + item + "/_history" + more, "read", levels, hidden);
    }

    private String asOf(Instant moment, Map<String, String> levels, String... hidden) {
        return get("/everything?_asOf=" + moment, "everything", levels, hidden)
                .statusCode(200)
                .extract()
                .asString();
    }

    /** A moment after which nothing stored so far was stored. */
    private static Instant now() throws InterruptedException {
        Thread.sleep(3);
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        Thread.sleep(3);
        return now;
    }

    @Test
    void everyVersionIsThereTheNewestFirst() {
        // Given
        String item = sent("a", ",\"valueString\":\"one\"");
        send("a", ",\"valueString\":\"two\"");
        // When
        ValidatableResponse history = history(item, "", Permits.all("F"));
        // Then
        history.statusCode(200)
                .body("type", equalTo("history"))
                .body("total", equalTo(2))
                .body("entry.resource.valueString", contains("two", "one"))
                .body("entry.resource.subject.reference", everyItem(equalTo("Patient/" + PERSON)))
                .body("entry.response.etag", contains("W/\"2\"", "W/\"1\""))
                .body("entry[0].request.method", equalTo("PUT"))
                .header("Weald-Disclosure", containsString("\"items\":2"));
        history(item, "/1", Permits.all("F"))
                .statusCode(200)
                .header("ETag", equalTo("W/\"1\""))
                .body("valueString", equalTo("one"));
        history(item, "?_count=1", Permits.all("F"))
                .body("entry.resource.valueString", contains("two"))
                .body("total", equalTo(2));
    }

    @Test
    void whatIsKeptMoreCloselyNowIsNotToldByItsPast() {
        // Given
        String item = sent("a", ",\"valueString\":\"open\"");
        send("a", ",\"valueString\":\"closed\"" + VERY_RESTRICTED);
        // Then
        history(item, "", Permits.all("F")).body("total", equalTo(2));
        history(item, "", Permits.all("F"), "V")
                .statusCode(404)
                .header("Weald-Disclosure", containsString("\"withheld\":2"))
                .body(not(containsString("open")));
        history(item, "/1", Permits.all("F"), "V").statusCode(404);
    }

    @Test
    void whatWasKeptMoreCloselyThenStaysSo() {
        String item = sent("a", ",\"valueString\":\"closed\"" + VERY_RESTRICTED);
        send("a", ",\"valueString\":\"open\"");

        history(item, "", Permits.all("F"), "V")
                .body("entry.resource.valueString", contains("open"))
                .body("total", equalTo(1));
        history(item, "/1", Permits.all("F"), "V").statusCode(404);
    }

    @Test
    void aVersionIsShownAtTheLevelOfThePermit() {
        String item = sent("a", ",\"valueString\":\"secret\"");

        history(item, "/1", Permits.all("K"))
                .statusCode(200)
                .body("code.coding[0].code", equalTo("718-7"))
                .body(not(containsString("secret")));
        history(item, "", Map.of("cat-09", "F")).statusCode(404);
    }

    @Test
    void whatHasMovedToAnotherPersonIsGoneWithItsPast() throws InterruptedException {
        // Given an item that was filed under the wrong person
        String item = sent("a", ",\"valueString\":\"misfiled\"");
        Instant before = now();
        // When
        String _ = sent(UUID.randomUUID(), "a", ",\"valueString\":\"misfiled no more\"");
        // Then
        history(item, "", Permits.all("F")).statusCode(404);
        history(item, "/1", Permits.all("F")).statusCode(404);
        assertEquals(0, asOf(before, Permits.all("F")).split("misfiled", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0", "/2", "/x", "/-1", "/99999999999"})
    void aVersionThatIsNotThereIsNotFound(String version) {
        String item = sent("a", "");

        history(item, version, Permits.all("F")).statusCode(404);
    }

    @Test
    void whatIsNotKnownHereIsRefused() {
        String item = sent("a", "");

        history(item, "?_at=2026", Permits.all("F")).statusCode(400).body("place", equalTo("_at"));
        history(item, "?_count=0", Permits.all("F")).statusCode(400);
        history("Observation/nonsense", "", Permits.all("F")).statusCode(404);
        get("/items/" + item + "/_history", "search", Permits.all("F")).statusCode(403);
    }

    @Test
    void theRecordIsAsItWasHeldThen() throws InterruptedException {
        // Given
        Instant empty = now();
        send("a", ",\"valueString\":\"one\"");
        Instant one = now();
        String then =
                get("/everything", "everything", Permits.all("F")).extract().asString();
        send("a", ",\"valueString\":\"two\"");
        send("b", ",\"valueString\":\"other\"");
        // Then
        assertEquals(
                then.replaceAll("\"url\":\"[^\"]+\"", ""),
                asOf(one, Permits.all("F")).replaceAll("\"url\":\"[^\"]+\"", ""));
        get("/everything?_asOf=" + empty, "everything", Permits.all("F")).body("entry.size()", equalTo(0));
        get("/everything?_asOf=" + now(), "everything", Permits.all("F"))
                .body("entry.size()", equalTo(2))
                .body("link[0].url", containsString("_asOf="));
    }

    @Test
    void theRecordByCategoryIsAsItWasHeldThen() throws InterruptedException {
        send("a", ",\"valueString\":\"one\"");
        Instant one = now();
        send("a", ",\"valueString\":\"two\"");

        get("/record?category=cat-16&category=cat-01&_asOf=" + one, "record", Permits.all("F"))
                .statusCode(200)
                .body("entry.resource.resourceType", contains("List", "Observation"))
                .body("entry[0].resource.date", equalTo(one.toString()))
                .body("entry[1].resource.valueString", equalTo("one"));
    }

    @Test
    void whatIsKeptMoreCloselyNowIsNotInTheRecordOfThen() throws InterruptedException {
        send("a", ",\"valueString\":\"open\"");
        Instant open = now();
        send("a", ",\"valueString\":\"closed\"" + VERY_RESTRICTED);

        get("/everything?_asOf=" + open, "everything", Permits.all("F"), "V")
                .body("entry.size()", equalTo(0))
                .header("Weald-Disclosure", containsString("\"withheld\":1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-03", "2026", "soon", ""})
    void whatIsNoMomentIsRefused(String moment) {
        get("/record?_asOf=" + moment, "record", Permits.all("F"))
                .statusCode(400)
                .body("place", equalTo("_asOf"));
    }
}
