package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FeedTest extends GatewayTest {

    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"%s","entry":[
             {"resource":{"resourceType":"Patient","gender":"female"},"request":{"method":"POST","url":"Patient"}},
             {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}},
              "request":{"method":"POST","url":"Observation"}}]}""";

    private static RequestSpecification system() {
        return io.restassured.RestAssured.given().auth().oauth2(Idp.token(claims -> {
            claims.unsetClaim("job_role");
            claims.setClaim("scope", "system/*.cruds");
        }));
    }

    private static ValidatableResponse send(String body) {
        return system().contentType("application/fhir+json")
                .body(body)
                .post("/fhir")
                .then();
    }

    @Test
    void aTransactionIsCheckedStoredAndRecordedBeforeItIsAcknowledged() {
        send(BUNDLE.formatted("transaction"))
                .statusCode(200)
                .body("type", equalTo("transaction-response"))
                .body("entry", hasSize(2))
                .body("entry[0].response.status", equalTo("201 Created"))
                .body("entry[0].response.location", equalTo("Patient/" + Usual.ALICE + "/_history/1"))
                .body("entry[1].response.location", equalTo("Observation/" + Usual.ITEM + "/_history/1"))
                .body("entry[1].response.etag", equalTo("W/\"1\""));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /feeds/patients",
                        "record-service POST /feeds",
                        "identity-service POST /feeds/patients",
                        "audit-service POST /events"),
                Services.lines());
        assertEquals("feed-person", Services.last("record-service").headers().get("weald-person"));
        assertEquals(
                BUNDLE.formatted("transaction"), Services.last("record-service").body());
        assertTrue(Services.last("audit-service").body().contains("\"subtype\":\"transaction\",\"action\":\"C\""));
    }

    @Test
    void onlyPatientsAreSentToBeCommitted() {
        // Given
        String bundle = BUNDLE.formatted("transaction");

        // When
        send(bundle).statusCode(200);

        // Then
        String patient = bundle.substring(bundle.indexOf("{\"resource\":{"), bundle.indexOf(",\n {\"resource\":"));
        assertEquals(
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + patient + ",{}]}",
                Services.last("identity-service").body());
    }

    @Test
    void nothingIsAcknowledgedWithoutAReceipt() {
        Services.instead("audit-service", asked -> Reply.problem(503, "unavailable", ""));

        send(BUNDLE.formatted("transaction")).statusCode(503).body("entry", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity-service POST /feeds", "record-service POST /feeds"})
    void aServiceThatIsAwayMeansNoAcknowledgement(String line) {
        Services.instead(line, asked -> Reply.problem(503, "unavailable", ""));

        send(BUNDLE.formatted("transaction")).statusCode(503);
    }

    @Test
    void aPoisonEntryOfABatchHasItsOwnOutcome() {
        Services.instead(
                "record-service",
                asked -> Reply.ok("{\"entries\":[null,{\"status\":\"422 Unprocessable Entity\",\"problem\":{\"type\":"
                        + "\"urn:weald:problem:unprocessable\",\"entry\":1,\"place\":\"Observation.status\"}}]}"));

        send(BUNDLE.formatted("batch"))
                .statusCode(200)
                .body("type", equalTo("batch-response"))
                .body("entry[0].response.status", equalTo("201 Created"))
                .body("entry[1].response.status", equalTo("422 Unprocessable Entity"))
                .body("entry[1].response.outcome.issue[0].expression[0]", equalTo("Bundle.entry[1].resource.status"));
    }

    @Test
    void aFaultInATransactionNamesItsEntry() {
        Services.instead(
                "record-service",
                asked -> Reply.problem(422, "unprocessable", ",\"entry\":1,\"place\":\"Observation.code\""));

        send(BUNDLE.formatted("transaction"))
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("INVALID_VALUE"))
                .body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.code"));
        assertEquals(
                1,
                Services.lines().stream()
                        .filter(line -> line.contains("/feeds/patients"))
                        .count());
        assertEquals(
                "permit-audit-service", Services.last("audit-service").headers().get("weald-permit"));
    }

    @Test
    void withoutANewPatientNothingIsCommitted() {
        Services.instead("identity-service POST /feeds", asked -> Reply.ok("{\"patients\":[],\"token\":\"t\"}"));
        Services.instead(
                "record-service", asked -> Reply.ok("{\"entries\":[{\"status\":\"200 OK\"},{\"status\":\"200 OK\"}]}"));

        send(BUNDLE.formatted("transaction")).statusCode(200);

        assertEquals(
                1,
                Services.lines().stream()
                        .filter(line -> line.contains("/feeds/patients"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"} x",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"type\":\"transaction\"}",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"document\"}"
            })
    void whatIsNoTransactionOrBatchIsRefusedBeforeAnybodyIsAsked(String body) {
        send(body).statusCode(400).body("issue[0].details.coding[0].code", equalTo("VALIDATION_ERROR"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    private static final String MESSAGE =
            "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":\"MessageHeader\"}}]}";

    @ParameterizedTest
    @ValueSource(strings = {"/fhir", "/fhir/$process-message"})
    void messageIsStoredAsTheTransactionThatItIs(String path) {
        Services.instead(
                "record-service POST /conversions/message",
                asked -> new Reply(
                        200,
                        Map.of("Weald-Message", "{\"id\":\"m-1\",\"eventCoding\":{\"code\":\"x\"}}"),
                        BUNDLE.formatted("transaction")));

        system().contentType("application/fhir+json")
                .body(MESSAGE)
                .urlEncodingEnabled(false)
                .post(path)
                .then()
                .statusCode(200)
                .body("type", equalTo("message"))
                .body("entry[0].resource.resourceType", equalTo("MessageHeader"))
                .body("entry[0].resource.response.identifier", equalTo("m-1"))
                .body("entry[0].resource.response.code", equalTo("ok"));
        assertEquals(
                BUNDLE.formatted("transaction"),
                Services.last("record-service POST /feeds").body());
    }

    @Test
    void faultInAMessageNamesItsEntryThere() {
        Services.instead(
                "record-service POST /conversions/message", asked -> Reply.ok(BUNDLE.formatted("transaction")));
        Services.instead(
                "record-service POST /feeds",
                asked -> Reply.problem(
                        422, "unprocessable", ",\"entry\":1,\"place\":\"Bundle.entry[1].resource.code\""));

        send(MESSAGE).statusCode(422).body("issue[0].expression[0]", equalTo("Bundle.entry[2].resource.code"));
    }

    @Test
    void tooDeepANestingIsRefused() {
        String deep =
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":" + "[".repeat(100) + "]".repeat(100) + "}";

        send(deep).statusCode(400);
    }

    @Test
    void xmlIsTakenToo() {
        system().contentType("application/fhir+xml")
                .header("Accept", "application/fhir+xml")
                .body("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/></Bundle>")
                .post("/fhir")
                .then()
                .statusCode(200)
                .body(containsString("batch-response"));

        assertEquals(
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}",
                Services.last("record-service").body());
    }

    @Test
    void xmlIsNotConvertedForWhoMayNotFeed() {
        Services.instead(
                "consent-service",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"feeds-allowed\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        system().contentType("application/fhir+xml")
                .body("<not-even-fhir>")
                .post("/fhir")
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("feeds-allowed"));
    }

    @Test
    void xmlOverFourMebibytesIsTooLarge() {
        system().contentType("application/fhir+xml")
                .body("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>" + " ".repeat(4 * 1_024 * 1_024)
                        + "</Bundle>")
                .post("/fhir")
                .then()
                .statusCode(413);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"&e;\"/></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><colour value=\"red\"/></Bundle>",
                "<Bundle><type value=\"batch\"/></Bundle>",
                "{}"
            })
    void xmlThatIsNoFhirIsRefused(String body) {
        system().contentType("application/fhir+xml")
                .body(body)
                .post("/fhir")
                .then()
                .statusCode(400)
                .body("issue[0].code", equalTo("structure"));
    }
}
