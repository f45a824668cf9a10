package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class Hl7Test extends GatewayTest {

    private static final String MESSAGE = "MSH|^~\\&|PAS|HOSP|WEALD|NHS|20260301||ADT^A01|M1|P|2.4\rPID|1\r";
    private static final String HEADER = "{\"separator\":\"|\",\"encoding\":\"^~\\\\&\",\"application\":\"PAS\","
            + "\"facility\":\"HOSP\",\"receivingApplication\":\"WEALD\",\"receivingFacility\":\"NHS\","
            + "\"event\":\"A01\",\"control\":\"M1\",\"processing\":\"P\",\"version\":\"2.4\"%s}";
    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"transaction","entry":[
             {"id":"PID","resource":{"resourceType":"Patient","gender":"female"},"request":{"method":"POST","url":"Patient"}},
             {"id":"OBX[2]","resource":{"resourceType":"Observation","status":"final","code":{"text":"x"}},
              "request":{"method":"POST","url":"Observation"}}]}""";

    private static String token(String scope) {
        return Idp.token(claims -> {
            claims.unsetClaim("job_role");
            claims.setClaim("scope", scope);
        });
    }

    private static ValidatableResponse send(String contentType) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/hl7-v2", ContentType.TEXT)
                                .encodeContentTypeAs("x-application/hl7-v2+er7", ContentType.TEXT)))
                .auth()
                .oauth2(token("system/*.cruds"))
                .header("Content-Type", contentType)
                .body(MESSAGE)
                .post("/hl7v2")
                .then();
    }

    private static void converted(String more) {
        Services.instead(
                "record-service POST /conversions",
                asked -> new Reply(200, Map.of("Weald-Message", HEADER.formatted(more)), BUNDLE));
    }

    @BeforeEach
    void messageIsConverted() {
        converted("");
    }

    @Test
    void messageIsFedAsTheBundleThatItIs() {
        send("application/hl7-v2; charset=utf-8")
                .statusCode(200)
                .contentType("application/hl7-v2")
                .header("X-Weald-Receipt", notNullValue())
                .body(startsWith("MSH|^~\\&|WEALD|NHS|PAS|HOSP|"))
                .body(containsString("||ACK^A01|"))
                .body(containsString("\rMSA|AA|M1\r"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "record-service POST /conversions/hl7v2",
                        "identity-service POST /feeds/patients",
                        "record-service POST /feeds",
                        "identity-service POST /feeds/patients",
                        "audit-service POST /events"),
                Services.lines());
        assertEquals(BUNDLE, Services.last("record-service POST /feeds").body());
        assertEquals(
                "utf-8",
                Services.last("record-service POST /conversions").headers().get("weald-charset"));
        assertTrue(Services.last("audit-service").body().contains("\"path\":\"hl7v2\""));
    }

    @Test
    void acknowledgementHasTheTypeOfTheMessage() {
        send("x-application/hl7-v2+er7").statusCode(200).contentType("x-application/hl7-v2+er7");
    }

    @Test
    void nothingIsAcknowledgedWithoutAReceipt() {
        Services.instead("audit-service", asked -> Reply.problem(503, "unavailable", ""));

        send("application/hl7-v2")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body(containsString("\rMSA|AR|M1|"));
    }

    @Test
    void faultOfTheMessageIsToldWithItsPlace() {
        Services.instead(
                "record-service POST /conversions",
                asked -> new Reply(
                        422,
                        Map.of("Weald-Message", HEADER.formatted("")),
                        "{\"type\":\"urn:weald:problem:unprocessable\",\"status\":422,\"acknowledgement\":\"AR\","
                                + "\"error\":201,\"place\":\"MSH-9\",\"detail\":\"Taken are A01 | A02\"}"));

        send("application/hl7-v2")
                .statusCode(422)
                .body(containsString("\rMSA|AR|M1|MSH-9: Taken are A01 \\F\\ A02\r"))
                .body(containsString("ERR||MSH^1^9|201^Unsupported event code^HL70357|E||||MSH-9: Taken are"));
        assertEquals("audit-service POST /events", Services.lines().getLast());
    }

    @Test
    void faultInTheFeedIsToldInTheMessagesWords() {
        Services.instead(
                "record-service POST /feeds",
                asked -> Reply.problem(
                        422, "unprocessable", ",\"entry\":1,\"place\":\"Bundle.entry[1].resource.code\""));

        send("application/hl7-v2")
                .statusCode(422)
                .body(containsString("\rMSA|AE|M1|OBX[2]: The content breaks a rule (code)\r"))
                .body(containsString("ERR||OBX^2|103^"));
    }

    @Test
    void anotherMessageUnderItsControlIdIsAnError() {
        Services.instead(
                "record-service POST /feeds",
                asked -> Reply.problem(409, "conflict", ",\"place\":\"Bundle.identifier\""));

        send("application/hl7-v2").statusCode(409).body(containsString("\rMSA|AE|M1|MSH-10: Another message came"));
    }

    @Test
    void mergeIsDoneBeforeItsMessageIsKept() {
        converted(",\"merge\":{\"former\":\"s|P2\",\"kept\":\"s|P1\"}");
        Services.instead("identity-service POST /feeds/patients/merges", asked -> Reply.ok("{\"state\":\"merged\"}"));

        send("application/hl7-v2").statusCode(200).body(containsString("\rMSA|AA|M1\r"));

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "record-service POST /conversions/hl7v2",
                        "identity-service POST /feeds/patients/merges",
                        "record-service POST /feeds",
                        "audit-service POST /events"),
                Services.lines());
        assertEquals(
                "{\"former\":{\"system\":\"s\",\"value\":\"P2\"},\"kept\":{\"system\":\"s\",\"value\":\"P1\"}}",
                Services.last("identity-service").body());
    }

    @Test
    void mergeThatIsRefusedIsNotKept() {
        converted(",\"merge\":{\"former\":\"s|P2\",\"kept\":\"s|P1\"}");
        Services.instead(
                "identity-service POST /feeds/patients/merges",
                asked -> Reply.problem(409, "conflict", ",\"rule\":\"numbers\""));

        send("application/hl7-v2")
                .statusCode(409)
                .body(containsString("\rMSA|AE|M1|"))
                .body(containsString("[numbers]"));
        assertTrue(Services.lines().stream().noneMatch("record-service POST /feeds"::equals));
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/plain", "application/fhir+json"})
    void otherContentIsNotTaken(String type) {
        send(type).statusCode(415).body(matchesRegex("(?s)MSH\\|.*\rMSA\\|AR\\|\\|.*"));
    }

    @Test
    void whoMayNotFeedIsRejected() {
        Services.instead(
                "consent-service",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"feeds-allowed\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        send("application/hl7-v2")
                .statusCode(403)
                .body(containsString("MSA|AR||The request is refused [feeds-allowed]"));
        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void scopeThatCoversNoFeedIsRejected() {
        RestAssured.given()
                .auth()
                .oauth2(token("system/*.rs"))
                .header("Content-Type", "application/hl7-v2")
                .body(MESSAGE.getBytes(StandardCharsets.UTF_8))
                .post("/hl7v2")
                .then()
                .statusCode(403)
                .body(containsString("[scope]"));
    }

    @Test
    void nobodyIsToldAboutNothing() {
        RestAssured.given()
                .header("Content-Type", "application/hl7-v2")
                .body(MESSAGE.getBytes(StandardCharsets.UTF_8))
                .post("/hl7v2")
                .then()
                .statusCode(401)
                .body("resourceType", equalTo("OperationOutcome"));
    }
}
