package care.weald.record.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class FeedResourceTest {

    private static final String EVERYTHING = "everything";

    private static String everything(UUID person, UUID patient, String query) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.person(EVERYTHING, person, List.of(patient), Permits.all("F"), List.of()))
                .get("/everything" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void realSampleMessagesAreStoredAndReadBack() {
        // Given
        UUID patient = UUID.randomUUID();
        UUID person = UUID.randomUUID();
        Feeds.send("KZ001", Feeds.sample("organisations.json"), Map.of()).statusCode(200);
        Feeds.send("KZ001", Feeds.sample("practitioners.json"), Map.of()).statusCode(200);
        // When
        JsonPath answer = Feeds.send(Feeds.sample("p012.json"), patient, Feeds.P012)
                .statusCode(200)
                .body("state", equalTo("stored"))
                .body("entries", hasSize(100))
                .body("entries[0]", nullValue())
                .extract()
                .jsonPath();
        String bundle = everything(person, patient, "");
        // Then
        assertEquals("201 Created", answer.getString("entries[1].status"));
        assertTrue(answer.getString("entries[1].location").matches("Encounter/[0-9a-z]{26}\\.[0-9a-z]{26}/_history/1"));
        JsonPath read = JsonPath.from(bundle);
        assertEquals(99, read.getList("entry").size());
        assertFalse(bundle.contains("\\u0001"), "a placeholder is shown");
        assertFalse(bundle.contains("urn:uuid:"), "a reference of the message is shown");
        assertFalse(bundle.contains("?identifier="), "a conditional reference is shown");
        assertTrue(bundle.contains("\"Patient/" + person + "\""));
        assertTrue(bundle.contains("\"reference\":\"Practitioner/"));
    }

    @Test
    void theSameMessageAgainChangesNothing() {
        // Given
        UUID patient = UUID.randomUUID();
        String body =
                Feeds.bundle("transaction", List.of(Feeds.observation("r1", "Patient/rep", "laboratory", "1-8", "")));
        String first = Feeds.send(body, patient, "Patient/rep")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("entries[0].location");
        // When
        var again = Feeds.send(body, patient, "Patient/rep");
        // Then
        again.statusCode(200).body("state", equalTo("repeated")).body("entries[0].location", equalTo(first));
    }

    @Test
    void anotherContentUnderTheSameIdentifierIsAConflict() {
        // Given
        UUID patient = UUID.randomUUID();
        String id = "\"identifier\":{\"system\":\"urn:x\",\"value\":\"" + patient + "\"},";
        String one =
                Feeds.bundle("transaction", List.of(Feeds.observation("c1", "Patient/c", "laboratory", "1-8", "")));
        String other = one.replace("1-8", "2-6");
        String start = "{\"resourceType\":\"Bundle\",";
        Feeds.send(one.replace(start, start + id), patient, "Patient/c").statusCode(200);
        // When
        var answer = Feeds.send(other.replace(start, start + id), patient, "Patient/c");
        // Then
        answer.statusCode(409).body("type", equalTo("urn:weald:problem:conflict"));
    }

    @Test
    void aChangedItemGetsANewVersionAndAnOlderOneNeverComesBack() {
        // Given
        UUID patient = UUID.randomUUID();
        String old = "\"2026-01-01T00:00:00Z\"";
        String newer = "\"2026-02-01T00:00:00Z\"";
        // When
        List<String> locations =
                List.of(changed(patient, "1-8", old), changed(patient, "2-6", newer), changed(patient, "3-4", old));
        // Then
        assertTrue(locations.get(0).endsWith("/_history/1"));
        assertTrue(locations.get(1).endsWith("/_history/2"));
        assertTrue(locations.get(2).endsWith("/_history/2"));
        String bundle = everything(UUID.randomUUID(), patient, "");
        assertTrue(bundle.contains("\"code\":\"2-6\""));
        assertFalse(bundle.contains("\"code\":\"3-4\""));
        assertFalse(bundle.contains("\"code\":\"1-8\""));
    }

    private static String changed(UUID patient, String code, String updated) {
        String body = Feeds.bundle(
                "transaction",
                List.of(Feeds.observation(
                        "v1-" + patient,
                        "Patient/v",
                        "laboratory",
                        code,
                        ",\"meta\":{\"lastUpdated\":" + updated + "}")));
        return Feeds.send(body, patient, "Patient/v")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("entries[0].location");
    }

    @Test
    void aCorrectedSubjectMovesTheItem() {
        // Given
        UUID wrong = UUID.randomUUID();
        UUID right = UUID.randomUUID();
        String item = "m-" + wrong;
        Feeds.send(
                        Feeds.bundle(
                                "transaction", List.of(Feeds.observation(item, "Patient/w", "laboratory", "1-8", ""))),
                        wrong,
                        "Patient/w")
                .statusCode(200);
        // When
        Feeds.send(
                        Feeds.bundle(
                                "transaction", List.of(Feeds.observation(item, "Patient/r", "laboratory", "1-8", ""))),
                        right,
                        "Patient/r")
                .statusCode(200);
        // Then
        assertEquals(
                0,
                JsonPath.from(everything(UUID.randomUUID(), wrong, ""))
                        .getList("entry")
                        .size());
        assertEquals(
                1,
                JsonPath.from(everything(UUID.randomUUID(), right, ""))
                        .getList("entry")
                        .size());
    }

    @Test
    void aPoisonEntryInABatchDoesNotStopTheOthers() {
        // Given
        UUID patient = UUID.randomUUID();
        String body = Feeds.bundle(
                "batch",
                List.of(
                        Feeds.observation("b1", "Patient/b", "laboratory", "1-8", ""),
                        Feeds.observation("b2", "Patient/b", "laboratory", "1-8", ",\"poison\":1"),
                        Feeds.observation("b3", "Patient/stranger", "laboratory", "1-8", ""),
                        Feeds.observation("b4", "Patient/b", "laboratory", "1-8", "")));
        // When
        var answer = Feeds.send(body, patient, "Patient/b");
        // Then
        answer.statusCode(200)
                .body("entries[0].status", equalTo("201 Created"))
                .body("entries[1].status", equalTo("400 Bad Request"))
                .body("entries[1].problem.place", equalTo("Bundle.entry[1].resource.poison"))
                .body("entries[2].status", equalTo("422 Unprocessable Entity"))
                .body("entries[2].problem.place", equalTo("Bundle.entry[2].resource.subject"))
                .body("entries[3].status", equalTo("201 Created"));
        assertEquals(
                2,
                JsonPath.from(everything(UUID.randomUUID(), patient, ""))
                        .getList("entry")
                        .size());
    }

    @Test
    void nothingOfABadTransactionIsStored() {
        // Given
        UUID patient = UUID.randomUUID();
        String body = Feeds.bundle(
                "transaction",
                List.of(
                        Feeds.observation("t1", "Patient/t", "laboratory", "1-8", ""),
                        Feeds.observation(
                                "t2",
                                "Patient/t",
                                "laboratory",
                                "1-8",
                                ",\"encounter\":{\"reference\":\"Encounter?identifier=urn:x|none\"}")));
        // When
        var answer = Feeds.send(body, patient, "Patient/t");
        // Then
        answer.statusCode(422)
                .body("entry", equalTo(1))
                .body("place", equalTo("Bundle.entry[1].resource.encounter.reference"));
        assertEquals(
                0,
                JsonPath.from(everything(UUID.randomUUID(), patient, ""))
                        .getList("entry")
                        .size());
        Feeds.send(body.replace("Encounter?identifier=urn:x|none", "Encounter/e9"), patient, "Patient/t")
                .statusCode(200);
    }

    @Test
    void anUnknownPractitionerStaysANameSoThatCareDataIsNotBlocked() {
        // Given
        UUID patient = UUID.randomUUID();
        String performer =
                ",\"performer\":[{\"reference\":\"Practitioner?identifier=urn:npi|nobody\",\"display\":\"Dr. X\"}]";
        // When
        Feeds.send(
                        Feeds.bundle(
                                "transaction",
                                List.of(Feeds.observation("n1", "Patient/n", "laboratory", "1-8", performer))),
                        patient,
                        "Patient/n")
                .statusCode(200);
        // Then
        JsonPath read = JsonPath.from(everything(UUID.randomUUID(), patient, ""));
        assertEquals("nobody", read.getString("entry[0].resource.performer[0].identifier.value"));
        assertEquals(null, read.getString("entry[0].resource.performer[0].reference"));
    }

    @Test
    void aMessageSentManyTimesAtOnceIsStoredOnce() {
        // Given
        UUID patient = UUID.randomUUID();
        String body = Feeds.bundle(
                "transaction",
                IntStream.range(0, 20)
                        .mapToObj(i -> Feeds.observation("k" + i, "Patient/k", "laboratory", "1-8", ""))
                        .toList());
        // When
        List<String> states = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Feeds.send(body, patient, "Patient/k")
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("state")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        // Then
        assertEquals(1, states.stream().filter("stored"::equals).count());
        assertEquals(
                20,
                JsonPath.from(everything(UUID.randomUUID(), patient, ""))
                        .getList("entry")
                        .size());
    }

    @Test
    void differentMessagesWithTheSameItemsAtOnceStoreEachItemOnce() {
        // Given
        UUID patient = UUID.randomUUID();
        List<String> items = IntStream.range(0, 20)
                .mapToObj(i -> Feeds.observation("j" + i, "Patient/j", "laboratory", "1-8", ""))
                .toList();
        // When
        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Feeds.send(Feeds.bundle("transaction", items) + " ".repeat(i), patient, "Patient/j")
                                .extract()
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        // Then
        assertEquals(List.of(200, 200, 200, 200), statuses);
        assertEquals(
                20,
                JsonPath.from(everything(UUID.randomUUID(), patient, ""))
                        .getList("entry")
                        .size());
    }

    @Test
    void feedsAreRefusedWithoutTheRightTokens() {
        // Given
        String body = Feeds.bundle("batch", List.of());
        Map<String, String> permits = new HashMap<>();
        permits.put("another caller's", Permits.feed("KZ999"));
        permits.put(
                "not for feeds",
                Permits.sign(
                        "record-service",
                        Permits.ORGANISATION,
                        "",
                        Permits.weald("permit", "read", Map.of(), List.of(), List.of()),
                        ""));
        permits.put(
                "a deny",
                Permits.sign(
                        "record-service",
                        Permits.ORGANISATION,
                        "",
                        Permits.weald("deny", "feed", Map.of(), List.of(), List.of()),
                        ""));
        // When
        permits.forEach(
                (why, permit) -> given().header("Authorization", "Bearer " + Permits.system(Permits.ORGANISATION))
                        .header("Weald-Permit", permit)
                        .contentType("application/fhir+json")
                        .body(body)
                        .post("/feeds")
                        // Then
                        .then()
                        .statusCode(403));
        given().header("Authorization", "Bearer " + Permits.system(Permits.ORGANISATION))
                .header(
                        "Weald-Permit",
                        Permits.sign(
                                "audit-service",
                                Permits.ORGANISATION,
                                "",
                                Permits.weald("permit", "feed", Map.of(), List.of(), List.of()),
                                ""))
                .contentType("application/fhir+json")
                .body(body)
                .post("/feeds")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-token"));
        given().header("Authorization", "Bearer " + Permits.system(Permits.ORGANISATION))
                .header("Weald-Permit", Permits.feed(Permits.ORGANISATION))
                .header("Weald-Person", Permits.people("KZ999", Map.of()))
                .contentType("application/fhir+json")
                .body(body)
                .post("/feeds")
                .then()
                .statusCode(400);
        given().contentType("application/fhir+json")
                .body(body)
                .post("/feeds")
                .then()
                .statusCode(401);
    }

    @Test
    void theDirectoryIsFoundByIdentifierAndName() {
        // Given
        Feeds.send("KZ001", Feeds.sample("organisations.json"), Map.of()).statusCode(200);
        var first = JsonPath.from(Feeds.sample("organisations.json"));
        String name = first.getString("entry[0].resource.name");
        // When
        var found = given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .queryParam("name", name.substring(0, 4).toUpperCase(java.util.Locale.ROOT))
                .get("/directory/Organization")
                .then();
        // Then
        found.statusCode(200).body("total", not(equalTo(0))).body("entry[0].resource.id", notNullValue());
        String id = found.extract().jsonPath().getString("entry[0].resource.id");
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .get("/directory/Organization/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("W/\"1\""));
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("read", UUID.randomUUID(), List.of(), Map.of(), List.of()))
                .get("/directory/Organization/" + id)
                .then()
                .statusCode(403);
    }
}
