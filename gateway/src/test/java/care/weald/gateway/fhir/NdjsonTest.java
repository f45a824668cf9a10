package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NdjsonTest extends GatewayTest {

    private static final String JOB = Usual.ALICE;
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

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parts that record-service was handed. */
    private static List<List<String>> parts() {
        return Services.ASKED.stream()
                .filter(asked -> asked.line().equals("record-service POST /imports/" + JOB + "/parts"))
                .map(asked -> asked.body().lines().toList())
                .toList();
    }

    private static long asked(String line) {
        return Services.lines().stream().filter(line::equals).count();
    }

    @BeforeEach
    void linesAreKept() {
        Services.instead("identity-service POST /feeds", asked -> Reply.ok("{\"patients\":[],\"token\":\"t\"}"));
        Services.instead("record-service POST /imports", asked -> switch (asked.target()) {
            case String target when target.endsWith("/parts") -> new Reply(204, Map.of(), "");
            default -> new Reply(202, Map.of(), "{\"job\":\"" + JOB + "\"}");
        });
        Services.instead(
                "record-service GET /imports/", asked -> new Reply(202, Map.of("X-Progress", "2 of 3 lines"), ""));
        Services.instead("record-service DELETE /imports/", asked -> new Reply(202, Map.of(), ""));
    }

    @Test
    void fileIsKeptInPartsEachDecidedAndAuditedAndIsThenAJob() {
        // When
        send(lines(10, 1_210))
                .statusCode(202)
                .header("Content-Location", endsWith("/fhir/$import-status/" + JOB))
                .header("X-Weald-Receipt", containsString("."));

        // Then
        List<List<String>> parts = parts();
        assertEquals(3, parts.size());
        assertEquals(4, asked("audit-service POST /events"));
        JsonNode head = json(parts.get(2).getFirst());
        assertEquals(1_001, head.path("first").asInt());
        assertEquals(1_200, head.path("last").asInt());
        assertEquals(201, parts.get(2).size());
        assertTrue(parts.get(2).get(200).startsWith("{\"id\":\"1200\",\"resource\":"));
        assertEquals(
                "Observation/o-1209",
                json(parts.get(2).get(200)).at("/request/url").asText());
        assertEquals(
                "t",
                Services.last("record-service POST /imports/" + JOB + "/parts")
                        .headers()
                        .get("weald-person"));
        assertTrue(Services.lines().contains("record-service POST /imports/" + JOB + "/$complete"));
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"$import\""));
    }

    @Test
    void whatIsNoResourceIsRefusedWithItsNumberAndNotHandedOn() {
        // Given
        String file = lines(1, 3) + "\n{\"resourceType\":\"Observation\"\n" + LINE.formatted(7) + "[]\n"
                + "{\"resourceType\":\"Patient\",\"id\":\"x\",\"id\":\"y\"}\n"
                + LINE.formatted(8).strip();

        // When
        send(file).statusCode(202);

        // Then
        List<String> part = parts().getFirst();
        assertEquals(5, part.size());
        assertEquals(
                List.of(4, 6, 7),
                json(part.getFirst())
                        .path("faults")
                        .valueStream()
                        .map(fault -> fault.path("line").asInt())
                        .toList());
        assertEquals(8, json(part.getFirst()).path("last").asInt());
    }

    @Test
    void aByteOrderMarkIsPassedOverAtTheBeginningAndRefusedWithItsLineAnywhereElse() {
        String marked = "\uFEFF" + lines(1, 2) + "\n\uFEFF" + LINE.formatted(7)
                + LINE.formatted(8).strip();

        send(marked).statusCode(202);

        JsonNode first = json(parts().getFirst().getFirst());
        assertEquals(
                List.of(3),
                first.path("faults")
                        .valueStream()
                        .map(fault -> fault.path("line").asInt())
                        .toList());
        assertEquals(4, first.path("last").asInt());
    }

    @Test
    void linesThatIdentityServiceRefusesAreRefusedAndEndNoFile() {
        Services.instead(
                "identity-service POST /feeds",
                asked -> Reply.problem(400, "invalid-content", ",\"place\":\"Bundle.entry[1]\""));

        send(lines(0, 3)).statusCode(202);

        assertEquals(1, parts().getFirst().size());
        assertEquals(3, json(parts().getFirst().getFirst()).path("faults").size());
    }

    @Test
    void fileIsGivenUpWhenSomethingIsAway() {
        Services.instead(
                "record-service POST /imports",
                asked -> asked.target().endsWith("/parts")
                        ? Reply.problem(503, "unavailable", "")
                        : new Reply(202, Map.of(), "{\"job\":\"" + JOB + "\"}"));

        send(lines(0, 3)).statusCode(503).body("resourceType", equalTo("OperationOutcome"));

        assertTrue(Services.lines().contains("record-service DELETE /imports/" + JOB));
    }

    @Test
    void nothingIsToldWithoutAReceipt() {
        Services.instead("audit-service", asked -> Reply.problem(503, "unavailable", ""));

        send(lines(0, 3)).statusCode(503);

        assertFalse(Services.lines().contains("record-service POST /imports/" + JOB + "/$complete"));
    }

    @Test
    void fileThatWaitsForOthersIsTooMany() {
        Services.instead("record-service POST /imports", asked -> Reply.problem(429, "too-many", ""));

        send(lines(0, 3)).statusCode(429);
    }

    @Test
    void patientIsRegisteredAtOnceAndCounted() {
        // Given
        Services.instead(
                "identity-service POST /feeds",
                asked -> Reply.ok(
                        asked.target().endsWith("check")
                                ? "{\"token\":\"t\",\"patients\":[{\"entry\":0},{\"entry\":1},{\"entry\":2,\"problem\":"
                                        + "{\"type\":\"urn:weald:problem:invalid-content\",\"place\":\"Patient.birthDate\"}}]}"
                                : "{\"patients\":[{\"entry\":0,\"status\":\"201 Created\"},{\"entry\":1,\"status\":\"200 OK\"}]}"));

        // When
        send("{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"female\"}\n".repeat(3) + LINE.formatted(1))
                .statusCode(202);

        // Then
        String committed = Services.last("identity-service").body();
        assertTrue(committed.contains("{\"method\":\"POST\",\"url\":\"Patient\"}"));
        List<String> part = parts().getFirst();
        assertEquals(2, part.size());
        JsonNode head = json(part.getFirst());
        assertEquals(1, head.path("created").asInt());
        assertEquals(1, head.path("updated").asInt());
        assertEquals(3, head.at("/faults/0/line").asInt());
        assertEquals("Patient.birthDate", head.at("/faults/0/problem/place").asText());
    }

    @Test
    void nothingIsStoredOfWhatMayNotBeFed() {
        send("system/Patient.c", "application/fhir+ndjson", lines(0, 1)).statusCode(403);
        send("user/*.cruds", "application/fhir+ndjson", lines(0, 1)).statusCode(403);
        send("system/*.c", "application/json", lines(0, 1)).statusCode(415);

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void fileWithoutALineIsRefused() {
        send("\n \n").statusCode(400);
    }

    @Test
    void fileIsFollowedToItsOutcome() {
        status("system/*.cruds", "GET", JOB).statusCode(202).header("X-Progress", "2 of 3 lines");
        status("system/*.cruds", "DELETE", JOB).statusCode(202);
        Services.instead("record-service GET /imports/", asked -> Reply.ok("""
                {"status":"done","lines":3,"created":1,"updated":1,"refused":1,"next":2,"faults":[{"line":2,"problem":{
                 "type":"urn:weald:problem:unprocessable","detail":"secret","place":"Observation.subject"}}]}"""));

        String outcome = status("system/*.cruds", "GET", JOB)
                .statusCode(200)
                .body("parameter.find { it.name == 'refused' }.valueInteger", equalTo(1))
                .body(
                        "parameter.find { it.name == 'fault' }.part[1].resource.issue[0].expression[0]",
                        equalTo("Observation.subject"))
                .body(
                        "parameter.find { it.name == 'next' }.valueUri",
                        endsWith("/fhir/$import-status/" + JOB + "?_cursor=2"))
                .extract()
                .asString();

        assertFalse(outcome.contains("secret"));
    }

    @Test
    void onlyASystemThatMayFeedFollowsAndCancels() {
        for (String method : List.of("GET", "DELETE")) {
            status("user/*.cruds", method, JOB).statusCode(403);
            status("system/*.rs", method, JOB).statusCode(403);
            status("system/*.cruds", method, "x").statusCode(400);
        }
        Services.instead("record-service GET /imports/", asked -> Reply.problem(404, "not-found", ""));
        status("system/*.cruds", "GET", JOB).statusCode(404);
    }

    private static ValidatableResponse status(String scope, String method, String job) {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> {
                    claims.unsetClaim("job_role");
                    claims.setClaim("scope", scope);
                }))
                .urlEncodingEnabled(false)
                .request(method, "/fhir/$import-status/" + job)
                .then();
    }
}
