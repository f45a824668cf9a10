package care.weald.record.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source sends again about another patient, with another content, late, or all at once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class CorrectionTest {

    private static final String OLD = ",\"meta\":{\"lastUpdated\":\"2026-01-01T00:00:00Z\"}";
    private static final String NEW = ",\"meta\":{\"lastUpdated\":\"2026-02-01T00:00:00Z\"}";

    private static ValidatableResponse send(String id, UUID patient, String code, String more) {
        return Feeds.send(
                Feeds.bundle(
                        "transaction", List.of(Feeds.observation(id, "Patient/" + patient, "laboratory", code, more))),
                patient,
                "Patient/" + patient);
    }

    private static List<String> codes(UUID patient) {
        return JsonPath.from(given().header("Authorization", "Bearer " + Permits.caller())
                        .header(
                                "Weald-Permit",
                                Permits.person(
                                        "everything", UUID.randomUUID(), List.of(patient), Permits.all("F"), List.of()))
                        .get("/everything")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .getList("entry.collect { it.resource.code.coding[0].code }");
    }

    @Test
    void anOlderMessageDoesNotMoveAnItemToAnotherPatient() {
        // Given
        UUID right = UUID.randomUUID();
        UUID wrong = UUID.randomUUID();
        String id = "o-" + right;
        String location = send(id, right, "2-6", NEW).statusCode(200).extract().path("entries[0].location");
        // When
        var late = send(id, wrong, "1-8", OLD);
        // Then
        late.statusCode(200)
                .body("entries[0].status", equalTo("200 OK"))
                .body("entries[0].location", equalTo(location));
        assertEquals(List.of("2-6"), codes(right));
        assertEquals(List.of(), codes(wrong));
    }

    @Test
    void ofTwoMessagesOfTheSameMomentTheLowerVersionIsTheOlder() {
        // Given
        UUID patient = UUID.randomUUID();
        String second = ",\"meta\":{\"versionId\":\"2\",\"lastUpdated\":\"2026-01-01T00:00:00Z\"}";
        send("e-" + patient, patient, "2-6", second).statusCode(200);
        // When
        var first = send("e-" + patient, patient, "1-8", second.replace("\"2\"", "\"1\""));
        var third = send("e-" + patient, patient, "3-4", second.replace("\"2\"", "\"3\""));
        // Then
        first.statusCode(200).body("entries[0].location", endsWith("/_history/1"));
        third.statusCode(200).body("entries[0].location", endsWith("/_history/2"));
        assertEquals(List.of("3-4"), codes(patient));
    }

    @Test
    void aConditionalCreateThatFindsAnotherPatientsItemIsRefused() {
        // Given
        UUID first = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Function<UUID, ValidatableResponse> create = patient -> Feeds.send(
                Feeds.bundle(
                                "transaction",
                                List.of(Feeds.observation(
                                        "i-" + patient, "Patient/" + patient, "laboratory", "1-8", "")))
                        .replace(
                                "\"method\":\"POST\"",
                                "\"method\":\"POST\",\"ifNoneExist\":\"identifier=urn:x|" + first + "\""),
                patient,
                "Patient/" + patient);
        create.apply(first).statusCode(200);
        // When
        var answer = create.apply(other);
        // Then
        answer.statusCode(422).body("place", equalTo("Bundle.entry[0].request.ifNoneExist"));
        assertEquals(List.of("1-8"), codes(first));
        assertEquals(List.of(), codes(other));
    }

    @Test
    void correctionsAtOnceLeaveAnItemWithOnePatient() {
        for (int round = 0; round < 12; round++) {
            // Given
            List<UUID> patients =
                    IntStream.range(0, 4).mapToObj(i -> UUID.randomUUID()).toList();
            String id = "r-" + patients.getFirst();
            if (round % 2 == 0) {
                send(id, patients.getFirst(), "1-8", "").statusCode(200);
            }
            // When
            List<Integer> statuses = patients.stream()
                    .map(patient -> CompletableFuture.supplyAsync(
                            () -> send(id, patient, "2-6", "").extract().statusCode()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            // Then
            assertEquals(List.of(200, 200, 200, 200), statuses);
            assertEquals(
                    1,
                    patients.stream().mapToInt(patient -> codes(patient).size()).sum());
        }
    }

    @Test
    void aBatchSentAgainTriesOnlyWhatWasRefused() {
        // Given
        UUID patient = UUID.randomUUID();
        String reference = "Patient/" + patient;
        String accepted = "a-" + patient;
        String batch = Feeds.bundle(
                "batch",
                List.of(
                        Feeds.observation(accepted, reference, "laboratory", "1-8", ""),
                        Feeds.observation("b-" + patient, "Patient/late-" + patient, "laboratory", "5-9", "")));
        String first = Feeds.send(batch, patient, reference)
                .statusCode(200)
                .body("entries[1].status", equalTo("422 Unprocessable Entity"))
                .extract()
                .path("entries[0].location");
        send(accepted, patient, "2-6", "").statusCode(200);
        // When
        var again = Feeds.send(batch, patient, reference, "Patient/late-" + patient);
        // Then
        again.statusCode(200)
                .body("state", equalTo("stored"))
                .body("entries[0].location", equalTo(first))
                .body("entries[1].status", equalTo("201 Created"));
        assertEquals(List.of("2-6", "5-9"), codes(patient).stream().sorted().toList());
        Feeds.send(batch, patient, reference).statusCode(200).body("state", equalTo("repeated"));
    }

    @Test
    void aFeedForTwoHundredPatientsIsTaken() {
        // Given
        Map<UUID, List<String>> patients = IntStream.range(0, 200)
                .mapToObj(i -> UUID.randomUUID())
                .collect(Collectors.toMap(
                        Function.identity(),
                        patient -> List.of(
                                "Patient/" + patient,
                                "urn:uuid:" + patient,
                                "Patient?identifier=https://fhir.hl7.org.uk/Id/local-number|" + patient)));
        String body = Feeds.bundle(
                "transaction",
                patients.keySet().stream()
                        .map(patient ->
                                Feeds.observation("h-" + patient, "urn:uuid:" + patient, "laboratory", "1-8", ""))
                        .toList());
        assertTrue(Permits.people(Permits.ORGANISATION, patients).length() > 64 * 1024);
        // When
        var answer = Feeds.send(Permits.ORGANISATION, body, patients);
        // Then
        answer.statusCode(200).body("entries.size()", equalTo(200));
    }
}
