package care.weald.record.hl7v2;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.record.hl7v2.PublishedExamples.Example;
import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/operations/published-examples.md what becomes of each published example; {@code -Ddocs=write} writes it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@TestProfile(PublishedExamplesTest.TrainingToo.class)
class PublishedExamplesTest {

    private static final Path FILE = Path.of("../docs/operations/published-examples.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            # Published examples

            What becomes of each example that others publish, made by record-service's `PublishedExamplesTest` (`-Ddocs=write`); do
            not edit. Each is sent by an organisation of its own, as the gateway would send it on: HL7 v2 and message Bundles by way
            of `/conversions`, a single resource in a transaction with the patients that it refers to. `weald.hl7v2.processing-ids`
            is `P,T`. Where the archives come from and their licences: `record-service/src/test/resources/published/README.md`.
            Whether a Patient can be registered is for identity-service to say, and is not part of this table.
            """;

    /** Many examples are of processing id T. */
    public static class TrainingToo implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("weald.hl7v2.processing-ids", "P,T");
        }
    }

    private record Row(String file, String kind, String outcome) {}

    @Test
    void everyPublishedExampleIsStoredOrRefusedForAReason() throws IOException {
        // Given
        StringBuilder text = new StringBuilder(HEAD);

        // When
        PublishedExamples.SOURCES.forEach(source -> section(source, text));

        // Then
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(FILE, text.toString());
        }
        assertEquals(Files.readString(FILE), text.toString());
    }

    private static void section(String source, StringBuilder text) {
        List<Row> rows = new ArrayList<>();
        PublishedExamples.files(source).forEach((name, content) -> {
            String organisation = "EX" + (char) ('A' + PublishedExamples.SOURCES.indexOf(source)) + rows.size();
            rows.add(row(name, PublishedExamples.of(name, content), organisation));
        });
        Map<String, Long> counts = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.outcome().split("[ :]", 2)[0], TreeMap::new, Collectors.counting()));
        text.append("\n## ")
                .append(source)
                .append("\n\n")
                .append(counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ", "", ".\n\n| file | kind | outcome |\n|---|---|---|\n")));
        rows.forEach(row -> text.append("| ")
                .append(row.file().replace("./", ""))
                .append(" | ")
                .append(row.kind())
                .append(" | ")
                .append(row.outcome().replace("|", "\\|"))
                .append(" |\n"));
    }

    private static Row row(String name, Example example, String organisation) {
        return switch (example) {
            case Example.Er7 er7 ->
                new Row(
                        name,
                        type(er7.content()),
                        converted("hl7v2", "application/hl7-v2", er7.content(), organisation));
            case Example.MessageBundle message ->
                new Row(
                        name,
                        "Bundle, message",
                        converted("message", "application/fhir+json", message.content(), organisation));
            case Example.Feed feed -> new Row(name, feed.kind(), fed(feed.bundle(), organisation));
            case Example.Registration _ -> new Row(name, "Patient", "registration: identity-service has it");
            case Example.Other other -> new Row(name, other.kind(), "refused: " + other.why());
        };
    }

    private static String type(byte[] content) {
        return Er7.header(content)
                .map(msh -> msh.field(9).text(1) + "^" + msh.field(9).text(2))
                .orElse("HL7 v2");
    }

    private static String converted(String kind, String contentType, byte[] content, String organisation) {
        Response converted = given().header("Authorization", "Bearer " + Permits.system(organisation))
                .header("Weald-Permit", Permits.feed(organisation))
                .contentType(contentType)
                .body(content)
                .post("/conversions/" + kind);
        if (converted.statusCode() != 200) {
            return refused(converted);
        }
        return converted.header("Weald-Message").contains("\"merge\":")
                ? "stored: a merge of two numbers, which identity-service has"
                : fed(json(converted.asString()), organisation);
    }

    private static String fed(JsonNode bundle, String organisation) {
        Map<String, List<String>> patients = new TreeMap<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (resource.path("resourceType").asText().equals("Patient")) {
                List<String> names = patients.computeIfAbsent("p" + patients.size(), name -> new ArrayList<>());
                for (String name : List.of(
                        entry.path("fullUrl").asText(""),
                        resource.has("id") ? "Patient/" + resource.get("id").asText() : "",
                        entry.at("/request/url").asText("").startsWith("Patient?")
                                ? entry.at("/request/url").asText()
                                : "")) {
                    if (!name.isEmpty() && !names.contains(name)) {
                        names.add(name);
                    }
                }
            }
        }
        Map<UUID, List<String>> named =
                patients.values().stream().collect(Collectors.toMap(names -> UUID.randomUUID(), names -> names));
        Response response =
                Feeds.send(organisation, bundle.toString(), named).extract().response();
        return response.statusCode() == 200 ? stored(bundle) : refused(response);
    }

    private static String stored(JsonNode bundle) {
        Map<String, Integer> types = new TreeMap<>();
        bundle.path("entry")
                .forEach(entry -> types.merge(entry.at("/resource/resourceType").asText(), 1, Integer::sum));
        return types.entrySet().stream()
                .map(type -> type.getValue() == 1 ? type.getKey() : type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", ", "stored: ", ""));
    }

    private static String refused(Response response) {
        assertTrue(response.statusCode() < 500, response::asString);
        JsonNode problem = json(response.asString());
        String place = problem.path("place").asText("");
        return "refused: " + problem.path("detail").asText() + (place.isEmpty() ? "" : " (" + place + ")");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
