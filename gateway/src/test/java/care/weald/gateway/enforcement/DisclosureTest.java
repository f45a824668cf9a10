package care.weald.gateway.enforcement;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Peers;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Answerer;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DisclosureTest extends GatewayTest {

    private static final String NO_BODY_HASH = "";

    @Test
    void aReadGoesWhomWhatFetchProofRelease() throws Exception {
        Response answer = doctor().get("/fhir/Observation/{id}", Usual.ITEM);

        assertEquals(200, answer.statusCode());
        assertEquals(
                List.of(
                        "identity-service POST /person-tokens",
                        "consent-service POST /decisions",
                        "record-service GET /items/Observation/" + Usual.ITEM,
                        "audit-service POST /events"),
                Services.lines());
        assertEquals(
                "permit-record-service",
                Services.last("record-service").headers().get("weald-permit"));
        Services.Asked event = Services.last("audit-service");
        assertEquals("permit-audit-service", event.headers().get("weald-permit"));
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(answer.body().asByteArray()));
        assertTrue(event.body().contains("\"bodyHash\":\"" + hash + "\""), event.body());
        assertTrue(event.body().contains("\"categories\":[\"cat-16\"],\"items\":1,\"withheld\":2"), event.body());
        assertTrue(event.body().contains("\"subtype\":\"read\",\"action\":\"R\",\"outcome\":\"0\""), event.body());
        assertTrue(answer.header("X-Weald-Receipt").split("\\.", 3).length == 3);
        assertEquals("W/\"3\"", answer.header("ETag"));
        assertEquals(null, answer.header("Weald-Disclosure"));
    }

    @Test
    void theSourcePatientIsReadFromTheItemsId() {
        doctor().get("/fhir/Observation/{id}", Usual.ITEM).then().statusCode(200);

        assertEquals(
                "{\"sourcePatient\":\"0110c853-1d09-0044-3214-c74240110c85\"}",
                Services.last("identity-service").body());
    }

    @Test
    void onlyTheServicesThatAreNeededGetAPermit() {
        doctor().get("/fhir/Patient/{id}", Usual.ALICE).then().statusCode(200);

        String asked = Services.last("consent-service").body();
        assertTrue(asked.contains("\"audiences\":[\"identity-service\",\"audit-service\"]"), asked);
        assertTrue(asked.contains("\"interaction\":\"demographics\""), asked);
    }

    static Stream<Arguments> badReceipts() {
        return Stream.of(
                Arguments.of("audit-service is down", (Answerer) asked -> Reply.problem(503, "unavailable", "")),
                Arguments.of("its connection breaks", (Answerer) asked -> new Reply(0, Map.of(), "")),
                Arguments.of("no receipt", (Answerer) asked -> new Reply(201, Map.of(), "{}")),
                Arguments.of("forged", (Answerer) asked -> new Reply(201, Map.of(), "{\"receipt\":\"a.b.c\"}")),
                Arguments.of("another event", (Answerer) asked -> Usual.receipt("other", hashOf(asked.body()))),
                Arguments.of("another body", (Answerer) asked -> Usual.receipt(Usual.eventId(asked), "00")),
                Arguments.of("no body", (Answerer) asked -> Usual.receipt(Usual.eventId(asked), NO_BODY_HASH)),
                Arguments.of("another signer", (Answerer)
                        asked -> signed("consent-service", "weald-receipt+jwt", "gateway", asked)),
                Arguments.of("another kind of token", (Answerer)
                        asked -> signed("audit-service", "weald-permit+jwt", "gateway", asked)),
                Arguments.of("another reader", (Answerer)
                        asked -> signed("audit-service", "weald-receipt+jwt", "record-service", asked)));
    }

    private static Reply signed(String signer, String typ, String audience, Services.Asked asked) {
        String receipt =
                Peers.sign(signer, typ, audience, Usual.eventId(asked), Map.of("body_hash", hashOf(asked.body())));
        return new Reply(201, Map.of(), "{\"receipt\":\"" + receipt + "\"}");
    }

    private static String hashOf(String event) {
        return event.replaceAll(".*\"bodyHash\":\"([0-9a-f]*)\".*", "$1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badReceipts")
    void withoutAReceiptForTheseBytesNothingLeaves(String why, Answerer audit) {
        Services.instead("audit-service POST /events", audit);

        Response answer = doctor().get("/fhir/Observation/{id}", Usual.ITEM);

        assertEquals(503, answer.statusCode(), why);
        assertEquals("OperationOutcome", answer.jsonPath().getString("resourceType"));
        assertFalse(answer.asString().contains("Observation"), why);
        assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
        assertEquals(null, answer.header("X-Weald-Receipt"));
        assertEquals(null, answer.header("ETag"));
    }

    @Test
    void aSilentAuditServiceIsGivenUpWithinTwoSeconds() {
        Services.instead("audit-service POST /events", asked -> {
            pause(4_000);
            return new Reply(503, Map.of(), "{}");
        });
        long start = System.nanoTime();

        doctor().get("/fhir/Observation/{id}", Usual.ITEM).then().statusCode(503);

        assertTrue(System.nanoTime() - start < 3_000_000_000L);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRefusalNamesItsRuleAndIsRecorded() {
        doctor().get("/fhir/Patient/{id}", Usual.REFUSED)
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[0].code", equalTo("ACCESS_DENIED"))
                .body("issue[0].details.coding[1].code", equalTo("relationship-missing"));

        Services.Asked event = Services.last("audit-service");
        assertEquals("deny-permit", event.headers().get("weald-permit"));
        assertTrue(event.body().contains("\"outcome\":\"8\""), event.body());
        assertTrue(event.body().contains("\"status\":403"), event.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {Usual.REFUSED, Usual.HIDDEN, "not-an-id"})
    void aRefusalThatCannotBeRecordedIsUnavailable(String id) {
        Services.instead("audit-service", asked -> Reply.problem(503, "unavailable", ""));

        doctor().get("/fhir/Patient/{id}", id).then().statusCode(503).body("issue[0].details.coding[1]", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient/%s",
                "/fhir/Patient/%s/$everything",
                "/fhir/Patient/%s/$record?category=cat-09",
                "/fhir/Observation?patient=%s",
                "/fhir/Condition?patient=Patient/%s&code=1"
            })
    void hiddenAndAbsentAreTheSameBytesAndTheSameHops(String path) {
        Response hidden = doctor().get(path.formatted(Usual.HIDDEN));
        List<String> hiddenHops = Services.lines();
        Services.reset();

        Response absent = doctor().get(path.formatted(Usual.NOBODY));

        assertEquals(absent.statusCode(), hidden.statusCode());
        assertArrayEquals(absent.asByteArray(), hidden.asByteArray());
        assertEquals(names(absent), names(hidden));
        assertEquals(Services.lines(), hiddenHops);
    }

    private static List<String> names(Response answer) {
        return answer.headers().asList().stream()
                .map(io.restassured.http.Header::getName)
                .sorted()
                .toList();
    }

    @Test
    void anIdentifierOfSomebodyHiddenFindsTheSameAsOneOfNobody() {
        String hidden = byNumber("9991000011").then().statusCode(200).extract().asString();

        String absent = byNumber("9991000038").then().statusCode(200).extract().asString();

        assertEquals(absent, hidden);
        assertTrue(hidden.contains("\"total\":0"), hidden);
        assertFalse(hidden.contains("999100"), hidden);
    }

    private static Response byNumber(String number) {
        return doctor().queryParam("identifier", "https://fhir.nhs.uk/Id/nhs-number|" + number)
                .get("/fhir/Patient");
    }

    @Test
    void aMissingPatientIsNotFoundAsAHiddenOneIs() {
        Services.instead("identity-service GET /patients", asked -> Reply.problem(404, "not-found", ""));
        byte[] missing = doctor().get("/fhir/Patient/{id}", Usual.ALICE).asByteArray();

        byte[] hidden = doctor().get("/fhir/Patient/{id}", Usual.HIDDEN).asByteArray();

        assertArrayEquals(hidden, missing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity-service POST /person-tokens",
                "consent-service POST /decisions",
                "record-service GET /everything",
                "identity-service GET /patients"
            })
    void aServiceThatIsAwayIsUnavailableAndRecorded(String line) {
        Services.instead(line, asked -> new Reply(500, Map.of(), "java.lang.IllegalStateException at Secret.java"));

        doctor().get("/fhir/Patient/{id}/$everything", Usual.ALICE)
                .then()
                .statusCode(503)
                .header("Retry-After", not(nullValue()))
                .body("issue[0].details.coding[0].code", equalTo("UNABLE_TO_CALL_SERVICE"))
                .body("issue[0].diagnostics", nullValue());

        assertTrue(Services.last("audit-service").body().contains("\"status\":503"));
    }

    @Test
    void aConnectionThatBreaksIsTriedOnceMore() {
        var failed = new java.util.concurrent.atomic.AtomicInteger();
        Services.instead(
                "record-service GET",
                asked -> failed.getAndIncrement() == 0
                        ? new Reply(0, Map.of(), "")
                        : Reply.ok("{\"resourceType\":\"Observation\"}"));

        doctor().get("/fhir/Observation/{id}", Usual.ITEM).then().statusCode(200);

        assertEquals(2, failed.get());
    }

    @Test
    void aPermitServesAgainForTwoSecondsAndNoLonger() {
        String token = Idp.token();
        for (int i = 0; i < 3; i++) {
            io.restassured.RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .get("/fhir/Observation/{id}", Usual.ITEM)
                    .then()
                    .statusCode(200);
        }
        assertEquals(1, count("consent-service"));
        assertEquals(3, count("audit-service"));

        pause(2_100);
        Services.instead(
                "consent-service",
                asked -> Reply.ok(
                        "{\"decision\":\"deny\",\"reason\":\"objection-upheld\",\"shown\":\"refused\",\"permits\":{\"audit-service\":\"d\"}}"));

        io.restassured.RestAssured.given()
                .auth()
                .oauth2(token)
                .get("/fhir/Observation/{id}", Usual.ITEM)
                .then()
                .statusCode(403);
    }

    private static long count(String service) {
        return Services.lines().stream()
                .filter(line -> line.startsWith(service))
                .count();
    }

    @Test
    void aPermitIsNotLentToAnotherCaller() {
        doctor().get("/fhir/Observation/{id}", Usual.ITEM).then().statusCode(200);
        doctor().get("/fhir/Observation/{id}", Usual.ITEM).then().statusCode(200);

        assertEquals(2, count("consent-service"));
    }
}
