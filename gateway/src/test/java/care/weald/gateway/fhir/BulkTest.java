package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of Patients and the search for duplicates. */
@QuarkusTest
class BulkTest extends GatewayTest {

    private static final String JOB = Usual.ALICE;
    private static final String LINES = "{\"resourceType\":\"Patient\",\"gender\":\"female\"}\n".repeat(3);

    @BeforeEach
    void identityServiceAnswers() {
        for (String path : List.of("/imports", "/deduplications")) {
            Services.instead(
                    "identity-service POST " + path, asked -> new Reply(202, Map.of(), "{\"job\":\"" + JOB + "\"}"));
            Services.instead(
                    "identity-service GET " + path + "/",
                    asked -> new Reply(202, Map.of("X-Progress", "2 of 3 lines"), ""));
            Services.instead("identity-service DELETE " + path + "/", asked -> new Reply(202, Map.of(), ""));
        }
    }

    private static RequestSpecification system(String scope) {
        return RestAssured.given().urlEncodingEnabled(false).auth().oauth2(systemToken(scope));
    }

    private static String systemToken(String scope) {
        return Idp.token(claims -> {
            claims.unsetClaim("job_role");
            claims.setClaim("scope", scope);
        });
    }

    private static RequestSpecification steward(String scope) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)));
    }

    private static Response send(String body) {
        return system("system/Patient.c")
                .contentType("application/fhir+ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/fhir/Patient/$import");
    }

    @Test
    void aFileIsDecidedHandedOnAndProved() {
        send(LINES)
                .then()
                .statusCode(202)
                .header("Content-Location", endsWith("/fhir/Patient/$import/" + JOB))
                .header("Location", nullValue())
                .header("X-Weald-Receipt", containsString("."));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /imports",
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"feed\""));
        Services.Asked asked = Services.last("identity-service");
        assertEquals(LINES, asked.body());
        assertEquals("application/fhir+ndjson", asked.headers().get("content-type"));
        assertEquals("permit-identity-service", asked.headers().get("weald-permit"));
    }

    @Test
    void aFileMayBeLargerThanWhatIsReadIntoMemory() throws IOException, InterruptedException {
        String lines = "{\"resourceType\":\"Patient\",\"gender\":\"female\"}\n".repeat(800_000);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/fhir/Patient/$import"))
                .header("Authorization", "Bearer " + systemToken("system/Patient.c"))
                .header("Content-Type", "application/fhir+ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();

        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(
                    202,
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        }

        assertEquals(lines.length(), Services.last("identity-service").body().length());
    }

    @Test
    void aFileThatIsRunningTellsHowFarItIs() {
        system("system/Patient.c")
                .get("/fhir/Patient/$import/" + JOB)
                .then()
                .statusCode(202)
                .header("X-Progress", "2 of 3 lines")
                .header("Retry-After", "1");

        system("system/Patient.c").delete("/fhir/Patient/$import/" + JOB).then().statusCode(202);
        assertEquals(
                "identity-service DELETE /imports/" + JOB,
                Services.last("identity-service").line());
    }

    @Test
    void whatWasRefusedHasAnOutcomeForEachLine() {
        Services.instead("identity-service GET /imports/", asked -> Reply.ok("""
                {"status":"done","lines":3,"created":1,"updated":1,"refused":1,"next":2,"faults":[{"line":2,"problem":{
                 "type":"urn:weald:problem:invalid-identifier","detail":"9991000003","place":"Patient.identifier[0].value"}}]}"""));

        Response answer = system("system/*.cruds").get("/fhir/Patient/$import/" + JOB);

        answer.then()
                .statusCode(200)
                .body("resourceType", equalTo("Parameters"))
                .body("parameter.find { it.name == 'created' }.valueInteger", equalTo(1))
                .body("parameter.find { it.name == 'fault' }.part[0].valueInteger", equalTo(2))
                .body(
                        "parameter.find { it.name == 'fault' }.part[1].resource.issue[0].expression[0]",
                        equalTo("Patient.identifier[0].value"))
                .body("parameter.find { it.name == 'next' }.valueUri", endsWith(JOB + "?_cursor=2"));
        assertFalse(answer.asString().contains("9991000003"));
    }

    @Test
    void somebodyElsesFileIsNotThere() {
        Services.instead("identity-service GET /imports/", asked -> Reply.problem(404, "not-found", ""));

        system("system/Patient.c")
                .get("/fhir/Patient/$import/" + JOB)
                .then()
                .statusCode(404)
                .body("resourceType", equalTo("OperationOutcome"));
        system("system/Patient.c").get("/fhir/Patient/$import/x").then().statusCode(400);
    }

    @Test
    void aFileThatWaitsForOthersIsTooMany() {
        Services.instead("identity-service POST /imports", asked -> Reply.problem(429, "too-many", ""));

        send(LINES).then().statusCode(429);
    }

    @Test
    void onlyLinesAreTaken() {
        system("system/Patient.c")
                .contentType("application/fhir+json")
                .body("{}")
                .post("/fhir/Patient/$import")
                .then()
                .statusCode(415);
    }

    @Test
    void aSearchForDuplicatesIsAStewards() {
        steward("user/*.cruds")
                .post("/fhir/Patient/$deduplicate")
                .then()
                .statusCode(202)
                .header("Content-Location", endsWith("/fhir/Patient/$deduplicate/" + JOB));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"steward\""));
        steward("user/Patient.u user/Task.u")
                .get("/fhir/Patient/$deduplicate/" + JOB)
                .then()
                .statusCode(202);
        for (String less : List.of("user/Patient.u user/Task.rs", "user/Patient.rs user/Task.u", "user/*.rs")) {
            steward(less)
                    .get("/fhir/Patient/$deduplicate/" + JOB)
                    .then()
                    .statusCode(403)
                    .body("issue[0].details.coding[1].code", equalTo("scope"));
        }
        steward("user/*.cruds")
                .delete("/fhir/Patient/$deduplicate/" + JOB)
                .then()
                .statusCode(202);
        Services.instead(
                "identity-service GET /deduplications/",
                asked -> Reply.ok("{\"status\":\"done\",\"registrations\":9,\"linked\":2,\"tasks\":1}"));
        steward("user/*.cruds")
                .get("/fhir/Patient/$deduplicate/" + JOB)
                .then()
                .statusCode(200)
                .body("parameter.name", hasItems("status", "registrations", "linked", "tasks"))
                .body("parameter.find { it.name == 'linked' }.valueInteger", equalTo(2));
    }

    @Test
    void itIsDescribed() {
        RestAssured.given()
                .get("/fhir/metadata")
                .then()
                .body(
                        "rest[0].resource.find { it.type == 'Patient' }.operation.name",
                        hasItems("import", "deduplicate"));
        RestAssured.given()
                .header("Accept", "application/json")
                .get("/openapi")
                .then()
                .body(
                        "paths.'/fhir/Patient/$import'.post.requestBody.content.keySet()",
                        hasItems("application/fhir+ndjson"))
                .body("paths.'/fhir/Patient/$import/{job}'.get.responses.keySet()", hasItems("200", "202"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,$import,user/*.cruds",
        "POST,$import,system/Patient.rs",
        "GET,$import/JOB,user/*.cruds",
        "DELETE,$import/JOB,system/Observation.cud",
        "POST,$deduplicate,user/Patient.u user/Task.rs",
        "GET,$deduplicate/JOB,user/*.rs",
        "DELETE,$deduplicate/JOB,user/Patient.cruds"
    })
    void withoutItsScopeItIsRefused(String method, String path, String scope) {
        steward(scope)
                .contentType("application/fhir+ndjson")
                .body(LINES.getBytes(StandardCharsets.UTF_8))
                .request(method, "/fhir/Patient/" + path.replace("JOB", JOB))
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }
}
