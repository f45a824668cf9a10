package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NdjsonTest extends GatewayTest {

    private static final String LINE =
            "{\"resourceType\":\"Observation\",\"id\":\"o-%d\",\"subject\":{\"reference\":\"Patient?identifier=s|1\"}}\n";

    private static ValidatableResponse send(String scope, String type, String lines) {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> {
                    claims.unsetClaim("job_role");
                    claims.setClaim("scope", scope);
                }))
                .urlEncodingEnabled(false)
                .header("Content-Type", type)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/fhir/$import")
                .then();
    }

    private static ValidatableResponse send(String lines) {
        return send("system/*.cruds", "application/fhir+ndjson", lines);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(LINE::formatted).collect(Collectors.joining());
    }

    private static JsonNode bundle(Asked asked) {
        try {
            return new ObjectMapper().readTree(asked.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every entry is created, but those whose id is {@code o-7}. */
    private static Reply stored(Asked asked) {
        return Reply.ok(bundle(asked)
                .path("entry")
                .valueStream()
                .map(entry -> entry.at("/resource/id").asText().equals("o-7")
                        ? "{\"status\":\"422 Unprocessable Entity\",\"problem\":{\"type\":\"urn:weald:problem:unprocessable\","
                                + "\"place\":\"Bundle.entry[1].resource.status\"}}"
                        : "{\"status\":\"201 Created\"}")
                .collect(Collectors.joining(",", "{\"entries\":[", "]}")));
    }

    @BeforeEach
    void itemsAreStored() {
        Services.instead("identity-service POST /feeds", asked -> Reply.ok("{\"patients\":[],\"token\":\"t\"}"));
        Services.instead("record-service POST /feeds", NdjsonTest::stored);
    }

    @Test
    void fileIsStoredInBatchesAndEachIsAudited() {
        // When
        send(lines(10, 1_210))
                .statusCode(200)
                .body("parameter.find { it.name == 'lines' }.valueInteger", equalTo(1_200))
                .body("parameter.find { it.name == 'created' }.valueInteger", equalTo(1_200))
                .body("parameter.find { it.name == 'refused' }.valueInteger", equalTo(0));

        // Then
        assertEquals(
                3,
                Services.lines().stream()
                        .filter("record-service POST /feeds"::equals)
                        .count());
        assertEquals(
                4,
                Services.lines().stream()
                        .filter("audit-service POST /events"::equals)
                        .count());
        JsonNode last = bundle(Services.last("record-service POST /feeds"));
        assertEquals(200, last.path("entry").size());
        assertEquals("Observation/o-1209", last.at("/entry/199/request/url").asText());
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"$import\""));
    }

    @Test
    void refusedLineIsToldWithItsNumberAndStopsNoOther() {
        // Given
        String file = lines(1, 3) + "\n{\"resourceType\":\"Observation\"\n" + LINE.formatted(7) + "[]\n"
                + "{\"resourceType\":\"Patient\",\"id\":\"x\",\"id\":\"y\"}\n"
                + LINE.formatted(8).strip();

        // When, Then
        send(file)
                .statusCode(200)
                .body("parameter.find { it.name == 'lines' }.valueInteger", equalTo(8))
                .body("parameter.find { it.name == 'created' }.valueInteger", equalTo(3))
                .body("parameter.find { it.name == 'refused' }.valueInteger", equalTo(4))
                .body(
                        "parameter.findAll { it.name == 'fault' }.collect { it.part[0].valueInteger }",
                        hasItems(4, 5, 6, 7));
    }

    @Test
    void batchThatIsRefusedWholeStopsNoOther() {
        Services.instead("record-service POST /feeds", asked -> Reply.problem(400, "invalid-content", ""));

        send(lines(0, 3)).statusCode(200).body("parameter.find { it.name == 'refused' }.valueInteger", equalTo(3));
    }

    @Test
    void fileEndsWhenSomethingIsAway() {
        Services.instead("record-service POST /feeds", asked -> Reply.problem(503, "unavailable", ""));

        send(lines(0, 3)).statusCode(503).body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void nothingIsToldWithoutAReceipt() {
        Services.instead("audit-service", asked -> Reply.problem(503, "unavailable", ""));

        send(lines(0, 3)).statusCode(503);
    }

    @Test
    void patientIsRegisteredByItsIdentifiers() {
        // When
        send("{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"female\"}\n")
                .statusCode(200);

        // Then
        assertTrue(Services.last("identity-service").body().contains("{\"method\":\"POST\",\"url\":\"Patient\"}"));
    }

    @Test
    void nothingIsStoredOfWhatMayNotBeFed() {
        send("system/Patient.c", "application/fhir+ndjson", lines(0, 1)).statusCode(403);
        send("user/*.cruds", "application/fhir+ndjson", lines(0, 1)).statusCode(403);
        send("system/*.c", "application/json", lines(0, 1)).statusCode(415);

        assertFalse(Services.lines().contains("record-service POST /feeds"));
    }

    @Test
    void emptyFileIsAnEmptyFile() {
        send("\n \n").statusCode(200).body("parameter.find { it.name == 'lines' }.valueInteger", equalTo(2));
    }
}
