package care.weald.record.feed.bulk;

import static io.restassured.RestAssured.given;

import care.weald.record.support.Feeds;
import care.weald.record.support.Permits;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files as the gateway hands them on. */
final class Files {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Files() {}

    static RequestSpecification as(String organisation) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Permits.system(organisation))
                .header("Weald-Permit", Permits.feed(organisation));
    }

    static ValidatableResponse begin(String organisation) {
        return as(organisation).post("/imports").then();
    }

    static String begun(String organisation) {
        return begin(organisation).statusCode(202).extract().jsonPath().getString("job");
    }

    /** An entry of the line with this number. */
    static String entry(long line, String id, String patient) {
        return entryOf(line, id, Feeds.observation(id, patient, "laboratory", "1-8", ""));
    }

    static String entryOf(long line, String id, String resource) {
        return "{\"id\":\"" + line + "\",\"resource\":" + resource
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/" + id + "\"}}";
    }

    static List<String> entries(String prefix, String patient, int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(line -> entry(line, prefix + line, patient))
                .toList();
    }

    static String body(long first, long last, List<String> entries) {
        return entries.stream()
                .map(entry -> entry + "\n")
                .collect(Collectors.joining(
                        "",
                        "{\"first\":" + first + ",\"last\":" + last + ",\"created\":0,\"updated\":0,\"faults\":[]}\n",
                        ""));
    }

    static ValidatableResponse part(String organisation, String job, Map<UUID, List<String>> patients, String body) {
        return as(organisation)
                .header("Weald-Person", Permits.people(organisation, patients))
                .contentType("application/fhir+ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/imports/" + job + "/parts")
                .then();
    }

    static ValidatableResponse complete(String organisation, String job) {
        return as(organisation).post("/imports/" + job + "/$complete").then();
    }

    /** Sends a whole file of entries about one patient, whom the file calls {@code Patient/p}. */
    static String taken(String organisation, UUID patient, List<String> entries) {
        String job = begun(organisation);
        part(organisation, job, Map.of(patient, List.of("Patient/p")), body(1, entries.size(), entries))
                .statusCode(204);
        complete(organisation, job).statusCode(202);
        return job;
    }

    /** The outcome of a file, once it is over. */
    static JsonPath over(String organisation, String job) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            ValidatableResponse answer = as(organisation).get("/imports/" + job).then();
            if (answer.extract().statusCode() == 200) {
                return answer.extract().jsonPath();
            }
            pause();
        }
        throw new IllegalStateException("the file is not over");
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
