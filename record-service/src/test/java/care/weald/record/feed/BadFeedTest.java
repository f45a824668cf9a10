package care.weald.record.feed;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken and forbidden messages: each is refused with its place, and says nothing of what was sent. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class BadFeedTest {

    private static final UUID OTHER = UUID.randomUUID();

    private static String one(String more) {
        return Feeds.bundle("transaction", List.of(Feeds.observation("x", "Patient/x", "laboratory", "1-8", more)));
    }

    static Stream<Arguments> messages() {
        String good = one("");
        return Stream.of(
                Arguments.of("broken JSON", 400, "Bundle", good.substring(0, good.length() - 3)),
                Arguments.of("no JSON", 400, "Bundle", "hello"),
                Arguments.of("nothing", 400, "Bundle", ""),
                Arguments.of("two documents", 400, "Bundle", good + good),
                Arguments.of(
                        "duplicate key",
                        400,
                        "Bundle",
                        good.replace("\"status\":\"final\"", "\"status\":\"final\",\"status\":\"amended\"")),
                Arguments.of(
                        "too deep",
                        400,
                        "Bundle",
                        one(",\"extension\":" + "[{\"extension\":".repeat(70) + "1" + "}]".repeat(70))),
                Arguments.of("no Bundle", 400, "Bundle.resourceType", "{\"resourceType\":\"Observation\"}"),
                Arguments.of(
                        "another kind of Bundle",
                        422,
                        "Bundle.type",
                        good.replace("\"transaction\"", "\"collection\"")),
                Arguments.of("unknown element", 400, "Bundle.entry[0].resource.secret", one(",\"secret\":1")),
                Arguments.of("wrong type", 400, "Bundle.entry[0].resource.status", good.replace("\"final\"", "7")),
                Arguments.of(
                        "impossible date",
                        400,
                        "Bundle.entry[0].resource.effectiveDateTime",
                        one(",\"effectiveDateTime\":\"2026-02-31\"")),
                Arguments.of(
                        "unknown resource",
                        422,
                        "Bundle.entry[0].resource.resourceType",
                        good.replace("\"Observation\"", "\"Nonsense\"")),
                Arguments.of(
                        "type with no rule",
                        422,
                        "Bundle.entry[0].resource.resourceType",
                        Feeds.bundle(
                                "transaction",
                                List.of(
                                        "{\"resourceType\":\"Basic\",\"id\":\"b\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/x\"}}"))),
                Arguments.of("method", 422, "Bundle.entry[0].request.method", good.replace("\"POST\"", "\"DELETE\"")),
                Arguments.of(
                        "URL of another type",
                        422,
                        "Bundle.entry[0].request.url",
                        good.replace("\"url\":\"Observation\"", "\"url\":\"Condition\"")),
                Arguments.of(
                        "no patient",
                        422,
                        "Bundle.entry[0].resource.subject",
                        good.replace("\"reference\":\"Patient/x\"", "\"display\":\"secret\"")),
                Arguments.of(
                        "another patient",
                        422,
                        "Bundle.entry[0].resource.subject",
                        good.replace("Patient/x", "Patient/secret")),
                Arguments.of(
                        "another patient elsewhere",
                        422,
                        "Bundle.entry[0].resource.performer[0].reference",
                        one(",\"performer\":[{\"reference\":\"Patient/secret\"}]")),
                Arguments.of(
                        "the other patient of the message",
                        422,
                        "Bundle.entry[0].resource.performer[0].reference",
                        one(",\"performer\":[{\"reference\":\"Patient/y\"}]")),
                Arguments.of(
                        "contained patient",
                        422,
                        "Bundle.entry[0].resource.contained[0]",
                        one(",\"contained\":[{\"resourceType\":\"Patient\"}]")),
                Arguments.of(
                        "reference to nothing",
                        422,
                        "Bundle.entry[0].resource.encounter.reference",
                        one(",\"encounter\":{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000000\"}")),
                Arguments.of(
                        "control character",
                        400,
                        "Bundle.entry[0].resource.valueString",
                        one(",\"valueString\":\"\\u0001\"")),
                Arguments.of(
                        "unknown label",
                        422,
                        "Bundle.entry[0].resource.meta.security",
                        one(
                                ",\"meta\":{\"security\":[{\"system\":\"https://weald.care/CodeSystem/information-category\",\"code\":\"cat-77\"}]}")),
                Arguments.of(
                        "the same twice",
                        422,
                        "Bundle.entry[1].resource.id",
                        Feeds.bundle(
                                "transaction",
                                List.of(
                                        Feeds.observation("x", "Patient/x", "laboratory", "1-8", ""),
                                        Feeds.observation("x", "Patient/x", "laboratory", "2-6", "")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"resourceType\":\"Bundle\"; {\"resourceType\":\"Bundle\",\"resourceType\":\"Bundle\"",
                "\"type\":\"transaction\"; \"type\":\"transaction\",\"meta\":{\"id\":\"a\",\"id\":\"a\"}",
                "\"request\":; \"request\":{},\"request\":",
                "\"method\":; \"method\":\"PUT\",\"method\":",
                "\"gender\":\"female\"; \"gender\":\"female\",\"gender\":\"male\"",
                "\"text\":\"phone\"; \"text\":\"phone\",\"text\":\"fax\"",
                "\"coding\":; \"coding\":[],\"coding\":"
            })
    void aKeyTwiceAnywhereIsRefusedAndNothingIsStored(String once, String twice) {
        // Given
        UUID patient = UUID.randomUUID();
        String good = Feeds.bundle(
                "transaction",
                List.of(
                        "{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"female\",\"contact\":[{"
                                + "\"relationship\":[{\"text\":\"phone\"}]}]}",
                        Feeds.observation("keys-" + patient, "Patient/p", "laboratory", "1-8", "")));
        assertTrue(good.contains(once));

        // When
        String broken = good.replaceFirst(Pattern.quote(once), Matcher.quoteReplacement(twice));
        Feeds.send("KZ016", broken, Map.of(patient, List.of("Patient/p")))
                .statusCode(400)
                .body("place", equalTo("Bundle"));

        // Then
        Feeds.send("KZ016", good, Map.of(patient, List.of("Patient/p")))
                .statusCode(200)
                .body("state", equalTo("stored"));
        Feeds.send("KZ016", good, Map.of(patient, List.of("Patient/p")))
                .statusCode(200)
                .body("state", equalTo("repeated"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aBadMessageIsRefusedWithItsPlace(String name, int status, String place, String body) {
        Feeds.send("KZ016", body, Map.of(UUID.randomUUID(), List.of("Patient/x"), OTHER, List.of("Patient/y")))
                .statusCode(status)
                .contentType(startsWith("application/problem+json"))
                .body("place", equalTo(place))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void tooManyEntriesAreRefused() {
        String entry =
                "{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}},";
        String body = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[" + entry.repeat(20_000)
                + entry.substring(0, entry.length() - 1) + "]}";
        Feeds.send("KZ016", body, Map.of()).statusCode(413).body("type", equalTo("urn:weald:problem:too-large"));
    }

    @Test
    void aMessageOverTheLimitIsRefused() throws IOException, InterruptedException {
        // Given
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/feeds"))
                .header("Authorization", "Bearer " + Permits.system("KZ016"))
                .header("Weald-Permit", Permits.feed("KZ016"))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[32 * 1024 * 1024 + 1]))
                .build();
        // When
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        // Then
        assertEquals(413, answer.statusCode());
    }
}
