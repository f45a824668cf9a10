package care.weald.record.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page ends at 16 MiB, whatever its count. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PageBytesTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private static final UUID PATIENT = UUID.randomUUID();
    private static final UUID PERSON = UUID.randomUUID();
    private static final AtomicBoolean FED = new AtomicBoolean();

    /** Without the test library's client, which takes its time over bodies this long. */
    private String page(String interaction, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Permits.caller())
                .header(
                        "Weald-Permit",
                        Permits.person(interaction, PERSON, List.of(PATIENT), Permits.all("F"), List.of()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            return answer.body();
        }
    }

    /** The query of the next page, or empty. Bodies this long are not worth parsing. */
    private static String next(String page) {
        Matcher link = Pattern.compile("\"relation\":\"next\",\"url\":\"[^\"?]*([^\"]*)\"")
                .matcher(page);
        return link.find() ? link.group(1).replaceAll("patient=[^&]*&", "") : "";
    }

    @ParameterizedTest
    @CsvSource({
        "search,/items/Observation?_count=100",
        "everything,/everything?_count=100",
        "record,/record?category=cat-16"
    })
    void aPageThatWouldBeTooLongIsCutAndTheNextGoesOn(String interaction, String path)
            throws IOException, InterruptedException {
        // Given
        if (FED.compareAndSet(false, true)) {
            feedEighteenMebibytes();
        }
        // When
        String first = page(interaction, path);
        String second = page(interaction, path.substring(0, path.indexOf('?')) + next(first));
        // Then
        assertEquals(16, observations(first));
        assertEquals(2, observations(second));
        assertEquals("", next(second));
    }

    private static void feedEighteenMebibytes() {
        for (int message = 0; message < 2; message++) {
            List<String> large = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                large.add(Feeds.observation(
                        message + "-" + i + "-" + PATIENT,
                        "Patient/x",
                        "laboratory",
                        "1-8",
                        ",\"valueString\":\"" + "x".repeat(MEBIBYTE) + "\""));
            }
            Feeds.send(Feeds.bundle("batch", large), PATIENT, "Patient/x").statusCode(200);
        }
    }

    private static int observations(String page) {
        return page.split("\"resourceType\":\"Observation\"", -1).length - 1;
    }
}
