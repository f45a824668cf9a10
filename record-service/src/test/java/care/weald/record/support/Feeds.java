package care.weald.record.support;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends feed messages, and makes small ones. */
public final class Feeds {

    /** Synthea's id of the person in p012.json. */
    public static final String P012 = "urn:uuid:245b3692-edc3-dcc8-dc54-afb45ba26404";

    private Feeds() {}

    /** A sample Bundle. */
    public static String sample(String name) {
        try (InputStream in = Feeds.class.getResourceAsStream("/synthea/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a message of the organisation about one patient, whom it names so. */
    public static ValidatableResponse send(String body, UUID patient, String... references) {
        return send(Permits.ORGANISATION, body, Map.of(patient, List.of(references)));
    }

    /** Sends a message about several patients. */
    public static ValidatableResponse send(String organisation, String body, Map<UUID, List<String>> patients) {
        return given().header("Authorization", "Bearer " + Permits.system(organisation))
                .header("Weald-Permit", Permits.feed(organisation))
                .header("Weald-Person", Permits.people(organisation, patients))
                .contentType("application/fhir+json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/feeds")
                .then();
    }

    /** A Bundle of POSTs. */
    public static String bundle(String type, List<String> resources) {
        return resources.stream()
                .map(resource -> "{\"resource\":" + resource + ",\"request\":{\"method\":\"POST\",\"url\":\""
                        + type(resource) + "\"}}")
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[", "]}"));
    }

    private static String type(String resource) {
        String start = "\"resourceType\":\"";
        int from = resource.indexOf(start) + start.length();
        return resource.substring(from, resource.indexOf('"', from));
    }

    /** An Observation of a patient. */
    public static String observation(String id, String patient, String category, String code, String more) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"category\":[{\"coding\":[{"
                + "\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":\"" + category
                + "\"}]}],\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"" + code
                + "\"}],\"text\":\"free text\"},\"subject\":{\"reference\":\"" + patient + "\"}" + more + "}";
    }
}
