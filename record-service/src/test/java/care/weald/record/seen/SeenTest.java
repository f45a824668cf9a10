package care.weald.record.seen;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody was shown is shown again, byte for byte, whatever has changed since (row D14). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SeenTest {

    private static final Map<String, String> FULL = Map.of("cat-16", "F");
    private static final String VERY_RESTRICTED = ",\"meta\":{\"security\":[{\"system\":"
            + "\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"V\"}]}";

    private final UUID person = UUID.randomUUID();
    private final UUID patient = UUID.randomUUID();

    /** An answer, and what it can be asked for by again. */
    @SuppressWarnings("ArrayRecordComponent") // only its content is compared
    private record Given(String request, byte[] body) {}

    private String sent(UUID about, String id, String more) {
        String observation = Feeds.observation(patient + id, "Patient/x", "laboratory", "718-7", more);
        String location = Feeds.send(Feeds.bundle("transaction", List.of(observation)), about, "Patient/x")
                .statusCode(200)
                .extract()
                .path("entries[0].location");
        return location.substring(0, location.indexOf("/_history"));
    }

    private Given shown(String path, String interaction, Map<String, String> levels, String... hidden) {
        String request = UUID.randomUUID().toString();
        Response answer = given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person(interaction, person, List.of(patient), levels, List.of(hidden)))
                .header("X-Request-ID", request)
                .get(path);
        assertEquals(200, answer.statusCode(), answer.asString());
        return new Given(request, answer.asByteArray());
    }

    private Response again(UUID whom, List<UUID> patients, String request) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("seen", whom, patients, Map.of(), List.of()))
                .queryParam("recorded", Instant.now().toString())
                .get("/seen/" + request);
    }

    /** What rests on an answer is stored a moment after it. */
    private byte[] again(Given answer) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Response found = again(person, List.of(patient), answer.request());
            if (found.statusCode() == 200) {
                return found.asByteArray();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/everything", "/everything?_count=2", "/record", "/record?category=cat-16&_count=1"})
    void d14ARecordIsMadeAgainAfterCorrectionsAdditionsAndRelabelling(String path) throws InterruptedException {
        // Given
        for (String id : List.of("a", "b", "c")) {
            String _ = sent(patient, id, "");
        }
        Given before = shown(path, path.substring(1).replaceAll("\\?.*", ""), FULL, "V");

        // When
        String _ = sent(patient, "a", ",\"issued\":\"2026-04-01T00:00:00Z\"");
        String _ = sent(patient, "b", VERY_RESTRICTED);
        String _ = sent(patient, "d", "");

        // Then
        assertArrayEquals(before.body(), again(before));
        Given after = shown(path, path.substring(1).replaceAll("\\?.*", ""), FULL, "V");
        assertFalse(Arrays.equals(before.body(), after.body()));
        assertArrayEquals(after.body(), again(after));
    }

    @Test
    void d14ThePermitOfThenIsUsedNotOneOfNow() throws InterruptedException {
        String open = sent(patient, "open", "");
        String closed = sent(patient, "closed", VERY_RESTRICTED);

        Given all = shown("/everything", "everything", FULL);
        Given some = shown("/everything", "everything", FULL, "V");
        Given none = shown("/everything", "everything", Map.of("cat-09", "F"));

        for (Given one : List.of(all, some, none)) {
            assertArrayEquals(one.body(), again(one));
        }
        assertEquals(true, new String(again(all), StandardCharsets.UTF_8).contains(closed));
        assertEquals(false, new String(again(some), StandardCharsets.UTF_8).contains(closed));
        assertEquals(false, new String(again(none), StandardCharsets.UTF_8).contains(open));
    }

    @Test
    void d14AnItemThatWasCorrectedOrMovedToSomebodyElseIsMadeAgain() throws InterruptedException {
        String item = sent(patient, "one", "");
        Given full = shown("/items/" + item, "read", FULL);
        Given key = shown("/items/" + item, "read", Map.of("cat-16", "K"));

        String _ = sent(patient, "one", ",\"issued\":\"2026-04-01T00:00:00Z\"");
        String _ = sent(UUID.randomUUID(), "one", ",\"issued\":\"2026-04-02T00:00:00Z\"");

        assertArrayEquals(full.body(), again(full));
        assertArrayEquals(key.body(), again(key));
    }

    @Test
    void d14ManyAnswersAmongManyChangesAreAllMadeAgain() throws InterruptedException {
        Random random = new Random(20_261_122);
        List<Given> answers = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String _ = sent(
                    patient,
                    "n" + random.nextInt(12),
                    ",\"issued\":\"2026-04-01T00:00:%02dZ\"".formatted(i % 60)
                            + (random.nextInt(4) == 0 ? VERY_RESTRICTED : ""));
            String path = random.nextBoolean() ? "/everything?_count=" + (1 + random.nextInt(5)) : "/record";
            Map<String, String> levels = random.nextBoolean() ? FULL : Map.of("cat-16", "K", "cat-09", "F");
            answers.add(shown(
                    path,
                    path.startsWith("/record") ? "record" : "everything",
                    levels,
                    random.nextBoolean() ? "V" : "R"));
        }
        for (Given one : answers) {
            assertArrayEquals(one.body(), again(one));
        }
    }

    @Test
    void d14NobodyElsesAnswerAndNoneThatIsNotKeptIsMade() throws InterruptedException {
        String _ = sent(patient, "one", "");
        Given answer = shown("/everything", "everything", FULL);
        byte[] _ = again(answer);

        again(UUID.randomUUID(), List.of(UUID.randomUUID()), answer.request())
                .then()
                .statusCode(422)
                .body("rule", equalTo("not-kept"));
        again(person, List.of(patient), UUID.randomUUID().toString())
                .then()
                .statusCode(422)
                .body("rule", equalTo("not-kept"));
    }

    @Test
    void d14WhoHasAnotherPermitOrAsksWithoutSenseIsRefused() {
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("everything", person, List.of(patient), FULL, List.of()))
                .queryParam("recorded", Instant.now().toString())
                .get("/seen/" + UUID.randomUUID())
                .then()
                .statusCode(403);
        again(person, List.of(patient), "x").then().statusCode(400).body("place", equalTo("request"));
        given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.person("seen", person, List.of(patient), Map.of(), List.of()))
                .get("/seen/" + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("place", equalTo("recorded"));
    }
}
