package care.weald.gateway.entrance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Raw;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EntranceTest extends GatewayTest {

    @TestHTTPResource(value = "/", management = true)
    @Nullable
    String managementBase;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient;x/1",
                "/fhir;x/Patient/1",
                "/fhir/Patient/1;",
                "/;/fhir/Patient/1",
                "/fhir/Patient%3Bx/1",
                "/fhir/Patient%3bx/1",
                "/fhir%3b/Patient/1",
                "/fhir\\Patient\\1",
                "/fhir/Patient\\1",
                "/fhir/Patient%5C1",
                "/fhir/Patient%5c1",
                "/fhir/Patient%2F1",
                "/fhir/Patient%2f1",
                "/%2Ffhir/Patient/1",
                "//fhir/Patient/1",
                "/fhir//Patient/1",
                "/fhir/Patient//1",
                "///fhir/Patient/1",
                "/fhir/./Patient/1",
                "/./fhir/Patient/1",
                "/fhir/Patient/.",
                "/fhir/Patient/..",
                "/fhir/metadata/../Patient/1",
                "/fhir/metadata/..",
                "/docs/../fhir/Patient/1",
                "/fhir/%2e/Patient/1",
                "/fhir/%2E%2E/fhir/Patient/1",
                "/fhir/metadata/%2e%2e/Patient/1",
                "/fhir/metadata/.%2e/Patient/1",
                "/docs/%2e%2e/fhir/Patient/1",
                "/fhir/Patient/%00",
                "/fhir/Patient%00/1",
                "/fhir/Patient/%2541",
                "/fhir/%2550atient/1",
                "/fhir/metadata%252f..%252fPatient/1",
                "/fhir/Patient/%0a1",
                "/fhir/Patient/%0D%0A1",
                "/fhir/Patient/%7f",
                "/fhir/Patient/%c0%af1",
                "/fhir/Patient/%ef%bc%8f1",
                "/fhir/Patient/%zz",
                "/fhir/Patient/%2",
                "/fhir/Patient/%",
                "/fhir/Patient/é",
                "/docs;/fhir/Patient/1",
                "/openapi;.json",
                "http://localhost/fhir/Patient/1",
                "/fhir/Patient/1#x",
                "/fhir/Patient/a|b",
                "/fhir/Patient/<1>",
                "/fhir/Patient/\"1\"",
                "/fhir/Patient/{1}",
                "/fhir/Patient/[1]",
                "/fhir/Patient/^1",
                "/fhir/Patient/`1`"
            })
    void onlyOneSpellingOfAPathIsTaken(String target) {
        String answer = Raw.get(RestAssured.port, target, Idp.token());

        assertEquals(400, Raw.status(answer), target);
        assertTrue(answer.contains("OperationOutcome"), answer);
        assertEquals(java.util.List.of(), Services.lines(), target);
    }

    @Test
    void aRawBarInAQueryIsTakenAsFhirClientsSendIt() {
        String answer = Raw.get(
                RestAssured.port,
                "/fhir/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|" + Usual.ALICE_NUMBER,
                Idp.token());

        assertEquals(200, Raw.status(answer), answer);
        assertTrue(answer.contains("\"id\":\"" + Usual.ALICE + "\""), answer);
        assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
        assertTrue(Services.last("identity-service POST /person-tokens")
                .body()
                .contains("{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"" + Usual.ALICE_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "\"", "<", ">", "^", "`", "{", "}", "\\"})
    void whatAUriMayNotHoldIsSpeltOutInAQuery(String character) {
        String answer = Raw.get(
                RestAssured.port,
                "/fhir/Observation?patient=" + Usual.ALICE + "&code=a" + character + "b",
                Idp.token());

        assertEquals(200, Raw.status(answer), answer);
        assertEquals(
                "/items/Observation?code="
                        + java.net.URLEncoder.encode("a" + character + "b", java.nio.charset.StandardCharsets.UTF_8),
                Services.last("record-service").target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u007f", "\u00e9", "%", "%4", "%zz", "#x", "|%g1"})
    void aQueryThatCannotBeIsRefusedWithAnOperationOutcome(String bad) {
        for (String path : java.util.List.of("/fhir/metadata?x=", "/fhir/Observation?code=")) {
            String answer = Raw.get(RestAssured.port, path + bad, Idp.token());

            assertEquals(400, Raw.status(answer), answer);
            assertTrue(answer.contains("OperationOutcome"), answer);
            assertTrue(answer.contains("X-Request-ID: "), answer);
        }
        assertEquals(java.util.List.of(), Services.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhir/Patient/1", ";/fhir/Patient/1", "@fhir/Patient/1", "?/fhir/Patient/1"})
    void whatIsNoPathAtAllIsNotRouted(String target) {
        String answer = Raw.get(RestAssured.port, target, Idp.token());
        int status = Raw.status(answer);

        assertTrue(status == 400 || status == 404, target);
        assertTrue(answer.contains("OperationOutcome"), answer);
        assertEquals(java.util.List.of(), Services.lines(), target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient/" + Usual.ALICE,
                "/fhir/%50atient/" + Usual.ALICE,
                "/fhir/Observation?patient=" + Usual.ALICE,
                "/fhir",
                "/",
                "/q/health",
                "/q/metrics",
                "/nothing",
                "/FHIR/metadata"
            })
    void withoutATokenNothingButThePublicPathsAnswers(String target) {
        String answer = Raw.get(RestAssured.port, target, "");

        assertEquals(401, Raw.status(answer), target);
        assertTrue(answer.contains("OperationOutcome"), answer);
        assertEquals(java.util.List.of(), Services.lines());
    }

    @Test
    void thePathOfARefusedRequestIsNoMetricLabel() {
        for (String target : java.util.List.of("/fhir//made-up-1", "/made-up-2", "/fhir/Patient/made-up-3;x")) {
            assertTrue(Raw.status(Raw.get(RestAssured.port, target, Idp.token())) >= 400);
        }

        String metrics = given().get(managementBase + "metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertFalse(metrics.contains("made-up"), metrics);
    }

    @Test
    void refusalOfAPathIsAnOperationOutcomeWithARequestId() {
        String answer = Raw.get(RestAssured.port, "/fhir//x", "");

        assertTrue(answer.contains("UNSUPPORTED_SERVICE"), answer);
        assertTrue(answer.contains("X-Request-ID: "), answer);
        assertFalse(answer.contains("Server:"), answer);
    }

    @Test
    void securityHeadersAreOnEveryAnswer() {
        doctor().get("/fhir/Patient/{id}", Usual.ALICE)
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Server", nullValue());
    }

    @Test
    void anOperationMayBeWrittenWithAnEncodedDollar() {
        for (String operation : java.util.List.of("$everything", "%24everything")) {
            String answer = Raw.get(
                    RestAssured.port, "/fhir/Patient/" + Usual.ALICE + "/" + operation + "?_count=3", Idp.token());

            assertEquals(200, Raw.status(answer), operation);
            assertTrue(answer.contains("X-Content-Type-Options: nosniff"), answer);
            assertTrue(answer.contains("X-Request-ID: "), answer);
            assertEquals("/everything?_count=3", Services.last("record-service").target());
        }
    }

    @Test
    void aRequestIdIsEchoedAndSentOn() {
        String id = "8d9b1c0e-3a5e-4a54-9d63-0f8f7f3b2d11";

        doctor().header("X-Request-ID", id)
                .header("X-Correlation-ID", "case-7")
                .get("/fhir/Patient/{id}", Usual.ALICE)
                .then()
                .statusCode(200)
                .header("X-Request-ID", id)
                .header("X-Correlation-ID", "case-7");

        assertTrue(Services.ASKED.stream()
                .allMatch(asked -> id.equals(asked.headers().get("x-request-id"))));
        assertTrue(Services.last("audit-service POST /events").body().contains(id));
    }

    @Test
    void aMissingRequestIdIsMade() {
        doctor().get("/fhir/Patient/{id}", Usual.ALICE).then().header("X-Request-ID", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void aRequestIdThatIsNoUuidIsRefused() {
        doctor().header("X-Request-ID", "mine")
                .get("/fhir/metadata")
                .then()
                .statusCode(400)
                .header("X-Request-ID", not(equalTo("mine")))
                .body("issue[0].details.coding[0].code", equalTo("PRECONDITION_FAILED"))
                .body("issue[0].expression[0]", equalTo("X-Request-ID"));
    }

    @Test
    void tooLargeABodyIsRefusedByItsLength() {
        given().header("Content-Length", "40000000")
                .get("/fhir/metadata")
                .then()
                .statusCode(413)
                .body("issue[0].code", equalTo("too-long"));
    }

    @Test
    void theTraceGoesOn() {
        doctor().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
                .get("/fhir/Patient/{id}", Usual.ALICE)
                .then()
                .statusCode(200);

        assertTrue(Services.ASKED.stream()
                .allMatch(asked -> asked.headers()
                        .getOrDefault("traceparent", "")
                        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")));
    }
}
