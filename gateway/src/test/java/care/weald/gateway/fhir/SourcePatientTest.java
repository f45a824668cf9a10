package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
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
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One registration sent by itself (ITI-104). */
@QuarkusTest
class SourcePatientTest extends GatewayTest {

    private static final String PATIENT =
            "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"https://a.example/p\","
                    + "\"value\":\"K1\"}],\"gender\" : \"female\"}";

    @BeforeEach
    void recordServiceHasNothingToStore() {
        Services.instead(
                "record-service POST /feeds",
                asked -> Reply.ok("{\"message\":\"m1\",\"state\":\"stored\",\"entries\":[null]}"));
    }

    private static RequestSpecification system() {
        return RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "system/Patient.cud")))
                .contentType("application/fhir+json")
                .queryParam("identifier", "https://a.example/p|K 1");
    }

    private static Response put(String body) {
        return system().body(body).put("/fhir/Patient");
    }

    @Test
    void aRegistrationIsStoredAsAFeedOfOne() throws IOException {
        put(PATIENT)
                .then()
                .statusCode(201)
                .header("Location", equalTo("http://localhost:8080/fhir/Patient/" + Usual.ALICE + "/_history/1"))
                .header("ETag", equalTo("W/\"1\""))
                .header("X-Weald-Receipt", containsString("."))
                .body(emptyString());

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /feeds/patients",
                        "record-service POST /feeds",
                        "identity-service POST /feeds/patients",
                        "audit-service POST /events"),
                Services.lines());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"feed\""));
        String sent = Services.last("identity-service").body();
        assertTrue(sent.contains(PATIENT), sent);
        JsonNode entry = new ObjectMapper().readTree(sent).at("/entry/0");
        assertEquals("PUT", entry.at("/request/method").asText());
        assertEquals(
                "Patient?identifier=https%3A%2F%2Fa.example%2Fp%7CK%201",
                entry.at("/request/url").asText());
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"subtype\":\"update\",\"action\":\"U\",\"outcome\":\"0\""), event);
        assertTrue(event.contains("\"path\":\"Patient\",\"query\":\"\""), event);
        assertTrue(event.contains("\"status\":201"), event);
    }

    @Test
    void oneThatWasThereIsUpdated() {
        Services.instead(
                "identity-service POST /feeds/patients",
                asked -> Reply.ok(
                        asked.target().endsWith("check")
                                ? "{\"patients\":[{\"entry\":0,\"sourcePatient\":\"" + Usual.ALICE
                                        + "\"}],\"token\":\"t\"}"
                                : "{\"patients\":[{\"entry\":0,\"sourcePatient\":\"" + Usual.ALICE + "\",\"person\":\""
                                        + Usual.ALICE + "\",\"version\":3,\"status\":\"200 OK\"}]}"));

        system().header("Accept", "application/fhir+xml")
                .contentType("application/fhir+xml")
                .body("<Patient xmlns=\"http://hl7.org/fhir\"><gender value=\"female\"/></Patient>")
                .put("/fhir/Patient")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("W/\"3\""))
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Observation\"}",
                "{}",
                "[]",
                "{\"resourceType\":\"Patient\"",
                "{\"resourceType\":\"Patient\"} {}",
                "{\"resourceType\":\"Patient\",\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}},{\"resource\":{}"
            })
    void whatIsNotOnePatientReachesNobody(String body) {
        put(body).then().statusCode(400).body("resourceType", equalTo("OperationOutcome"));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    @Test
    void aFaultIsPlacedInThePatientThatWasSent() {
        Services.instead(
                "identity-service POST /feeds/patients",
                asked -> Reply.problem(422, "unprocessable", ",\"entry\":0,\"place\":\"Patient.identifier\""));

        put(PATIENT)
                .then()
                .statusCode(422)
                .body("issue[0].expression[0]", equalTo("Patient.identifier"))
                .body(not(containsString("Bundle")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?identifier=K1", "?identifier=a%7Cb&identifier=c%7Cd", "?identifier=a%7Cb&active=true"})
    void aRegistrationIsNamedByOneIdentifier(String query) {
        RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "system/*.cruds")))
                .contentType("application/fhir+json")
                .urlEncodingEnabled(false)
                .body(PATIENT)
                .put("/fhir/Patient" + query)
                .then()
                .statusCode(400);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void whoMayNotSendFeedsIsRefused() {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"feeds-allowed\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        put(PATIENT).then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("feeds-allowed"));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    @Test
    void withoutAReceiptNothingIsAcknowledged() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        Response answer = put(PATIENT);

        answer.then().statusCode(503);
        assertFalse(answer.asString().contains(Usual.ALICE));
        assertEquals(null, answer.header("Location"));
    }

    private static final String OTHER = "{\"identifier\":{\"system\":\"https://a.example/p\",\"value\":\"K2\"}}";
    private static final String REPLACED =
            "{\"resourceType\":\"Patient\",\"active\":false,\"link\":[{\"type\":\"replaced-by\"," + "\"other\":" + OTHER
                    + "}]}";

    private static void joining(Reply first, Reply then) {
        AtomicInteger asked = new AtomicInteger();
        Services.instead(
                "identity-service POST /feeds/patients/merges", _ -> asked.getAndIncrement() == 0 ? first : then);
    }

    private static final Reply JOINED = Reply.ok("{\"state\":\"merged\"}");

    @ParameterizedTest
    @ValueSource(strings = {OTHER, "{\"reference\":\"Patient?identifier=https%3A%2F%2Fa.example%2Fp%7CK2\"}"})
    void oneThatItsSourceReplacedIsJoinedBeforeItIsStored(String other) {
        joining(JOINED, JOINED);

        put(REPLACED.replace(OTHER, other)).then().statusCode(201);

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /feeds/patients",
                        "identity-service POST /feeds/patients/merges",
                        "identity-service POST /feeds/patients",
                        "record-service POST /feeds",
                        "identity-service POST /feeds/patients",
                        "audit-service POST /events"),
                Services.lines());
        String join =
                Services.last("identity-service POST /feeds/patients/merges").body();
        assertEquals(
                "{\"former\":{\"system\":\"https://a.example/p\",\"value\":\"K 1\"},"
                        + "\"kept\":{\"system\":\"https://a.example/p\",\"value\":\"K2\"}}",
                join);
    }

    @Test
    void oneThatWasNeverSentIsJoinedOnceItIsStored() {
        joining(Reply.problem(404, "not-found", ",\"place\":\"former\""), JOINED);

        put(REPLACED).then().statusCode(201);

        assertEquals(
                "identity-service POST /feeds/patients/merges",
                Services.lines().get(Services.lines().size() - 2));
    }

    @ParameterizedTest
    @CsvSource({"409,conflict,',\"rule\":\"parted\"',409,parted", "404,not-found,',\"place\":\"kept\"',422,replaced-by"
    })
    void whatMayNotBeJoinedIsNotStored(int status, String kind, String more, int answer, String rule) {
        joining(Reply.problem(status, kind, more), JOINED);

        put(REPLACED)
                .then()
                .statusCode(answer)
                .body("issue[0].expression[0]", equalTo("Patient.link"))
                .body("issue[0].details.coding[1].code", equalTo(rule));

        assertFalse(Services.lines().contains("record-service POST /feeds"));
    }

    @ParameterizedTest
    @CsvSource({
        "false,true,422,Patient.active",
        "K2,K 1,422,Patient.link",
        "'\"https://a.example/p\"','\"\"',400,Patient.link.other"
    })
    void aReplacementIsNotActiveAndNamesAnother(String from, String to, int status, String place) {
        put(REPLACED.replace(from, to)).then().statusCode(status).body("issue[0].expression[0]", equalTo(place));

        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    private static Response remove() {
        Services.instead("identity-service POST /feeds/patients/removals", asked -> new Reply(204, Map.of(), ""));
        return system().delete("/fhir/Patient");
    }

    @Test
    void aRegistrationIsRemovedAuditedAndAnsweredWithoutABody() {
        for (int i = 0; i < 2; i++) {
            remove().then()
                    .statusCode(204)
                    .header("X-Weald-Receipt", containsString("."))
                    .body(emptyString());
        }

        assertEquals(
                List.of(
                        "consent-service POST /decisions",
                        "identity-service POST /feeds/patients/removals",
                        "audit-service POST /events"),
                Services.lines().subList(0, 3));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"feed\""));
        Services.Asked asked = Services.last("identity-service");
        assertEquals("/feeds/patients/removals", asked.target());
        assertEquals("{\"identifier\":{\"system\":\"https://a.example/p\",\"value\":\"K 1\"}}", asked.body());
        assertEquals("permit-identity-service", asked.headers().get("weald-permit"));
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"subtype\":\"delete\",\"action\":\"D\",\"outcome\":\"0\""), event);
        assertTrue(event.contains("\"path\":\"Patient\",\"query\":\"\""), event);
        assertTrue(event.contains("\"status\":204"), event);
    }

    @ParameterizedTest
    @CsvSource({"404,not-found", "409,conflict", "400,invalid-identifier", "403,refused"})
    void whatIdentityServiceSaysOfARemovalIsTold(int status, String kind) {
        Services.instead("identity-service POST /feeds/patients/removals", asked -> Reply.problem(status, kind, ""));

        system().delete("/fhir/Patient").then().statusCode(status).body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void withoutAReceiptARemovalIsNotAcknowledged() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        remove().then().statusCode(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?identifier=K1", "?_id=1", "?identifier=a%7Cb&identifier=c%7Cd"})
    void whatIsRemovedIsNamedByOneIdentifier(String query) {
        RestAssured.given()
                .auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "system/*.cruds")))
                .urlEncodingEnabled(false)
                .delete("/fhir/Patient" + query)
                .then()
                .statusCode(400);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void whatAScopeDoesNotLetChangeIsNamed() {
        Services.instead(
                "identity-service POST /feeds/patients",
                asked ->
                        Reply.problem(403, "refused", ",\"entry\":0,\"rule\":\"scope\",\"place\":\"Bundle.entry[0]\""));

        put(PATIENT).then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("scope"));
    }
}
