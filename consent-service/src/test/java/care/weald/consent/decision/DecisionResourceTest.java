package care.weald.consent.decision;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DecisionResourceTest {

    private static final String V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    static ValidatableResponse decide(String caller, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post("/decisions")
                .then();
    }

    private static String doctor(String organisation) {
        return Peers.caller("consent-service", organisation, "R8000", "TREAT");
    }

    private static String body(String interaction, String person) {
        return person.isEmpty()
                ? "{\"interaction\":\"%s\",\"audiences\":[\"record-service\",\"audit-service\"]}".formatted(interaction)
                : "{\"interaction\":\"%s\",\"person\":\"%s\",\"audiences\":[\"record-service\",\"audit-service\"]}"
                        .formatted(interaction, person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demographics", "read", "search", "record", "everything"})
    void aDoctorWithARelationshipGetsAPermitForEachAudience(String interaction) {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        decide(doctor(Partners.PRACTICE), body(interaction, person))
                .statusCode(200)
                .body("decision", equalTo("permit"))
                .body("decisionId", matchesPattern(V7))
                .body("permits", aMapWithSize(2))
                .body("permits.record-service", matchesPattern("[^.]+\\.[^.]+\\.[^.]+"))
                .body("permits.audit-service", matchesPattern("[^.]+\\.[^.]+\\.[^.]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "feed, '', KZ016, TREAT, permit",
        "feed, '', HST01, TREAT, permit",
        "feed, '', RXH01, TREAT, feeds-allowed",
        "feed, R8000, KZ016, TREAT, system-caller",
        "directory, '', KZ016, TREAT, permit",
        "directory, R8006, RXH01, TREAT, permit",
        "directory, '', HST01, TREAT, read-access",
        "audit, R0001, KZ016, HOPERAT, permit",
        "audit, R8000, KZ016, TREAT, audit-role",
        "audit, R0001, RXH01, HOPERAT, purpose-in-agreement",
        "audit, R0001, NOONE, HOPERAT, agreement-live",
        "audit, R0001, LAP01, TREAT, agreement-live",
        "people, R8006, KZ016, TREAT, permit",
        "people, '', KZ016, TREAT, permit",
        "people, '', RXH01, TREAT, people-tracer",
        "people, R0001, KZ016, TREAT, people-tracer",
        "people, R8000, KZ016, HOPERAT, purpose-of-care",
        "steward, R8013, KZ016, HOPERAT, permit",
        "steward, R8000, KZ016, TREAT, steward-role",
        "steward, '', KZ016, TREAT, role-known",
        "steward, R5110, NOONE, TREAT, agreement-live",
        "models, R8013, KZ016, HOPERAT, permit",
        "models, R8013, KZ016, TREAT, purpose-of-running",
        "models, R8000, KZ016, HOPERAT, steward-role",
        "models, R8013, NOONE, HOPERAT, agreement-live",
    })
    void interactionsWithoutAPersonGoByAgreementAndRole(
            String interaction, String role, String organisation, String purpose, String outcome) {
        ValidatableResponse answer =
                decide(Peers.caller("consent-service", organisation, role, purpose), body(interaction, ""));

        if (outcome.equals("permit")) {
            answer.statusCode(200).body("decision", equalTo("permit"));
        } else {
            answer.statusCode(200)
                    .body("decision", equalTo("deny"))
                    .body("shown", equalTo("refused"))
                    .body("reason", equalTo(outcome))
                    .body("permits", aMapWithSize(1))
                    .body("permits.audit-service", matchesPattern("[^.]+\\.[^.]+\\.[^.]+"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "R8000, TREAT, LAP01, agreement-live",
        "R8000, TREAT, NOONE, agreement-live",
        "R8000, TREAT, HST01, read-access",
        "R8000, COC, RXH01, purpose-in-agreement",
        "R8000, HOPERAT, KZ016, purpose-of-care",
        "R8004, TREAT, KZ016, role-known",
        "'', TREAT, KZ016, role-known",
        "R0001, TREAT, KZ016, record-role",
        "R8000, TREAT, RXH01, relationship",
    })
    void everyRuleRefuses(String role, String purpose, String organisation, String rule) {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE, Partners.LAPSED, Partners.HOST);

        decide(Peers.caller("consent-service", organisation, role, purpose), body("read", person))
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo(rule))
                .body("shown", equalTo("refused"));
    }

    /** The answer without what differs from one to the next: ids and tokens. */
    private static String answer(String caller, String person) {
        return decide(caller, body("record", person))
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\"decisionId\":\"[^\"]+\"", "")
                .replaceAll("\"audit-service\":\"[^\"]+\"", "");
    }

    @Test
    void hiddenAndAbsentLookTheSameByteForByte() {
        UUID objecting = UUID.randomUUID();
        Database.objection(objecting, "upheld", List.of(), List.of());

        String absent = answer(doctor(Partners.PRACTICE), Persons.unknown());

        assertTrue(absent.contains("\"shown\":\"absent\""), absent);
        assertEquals(absent, answer(doctor(Partners.PRACTICE), Persons.known(objecting, Partners.PRACTICE)));
        assertEquals(absent, answer(doctor(Partners.PRACTICE), Persons.known(objecting, Partners.HOSPITAL)));
        assertEquals(
                absent, answer(doctor(Partners.PRACTICE), Persons.restricted(UUID.randomUUID(), Partners.HOSPITAL)));
        assertNotEquals(absent, answer(doctor(Partners.PRACTICE), Persons.known(UUID.randomUUID(), Partners.HOSPITAL)));
    }

    @Test
    void theAuditTrailIsToldWhyThough() {
        UUID objecting = UUID.randomUUID();
        Database.objection(objecting, "upheld", List.of(), List.of());

        String token = decide(doctor(Partners.PRACTICE), body("read", Persons.known(objecting, Partners.PRACTICE)))
                .extract()
                .path("permits.audit-service");

        assertEquals(
                "objection-upheld", Tokens.claims(token).at("/weald/reason").asText());
        assertEquals("deny", Tokens.claims(token).at("/weald/decision").asText());
    }

    @Test
    void anUpheldObjectionBlocksTheNextRead() {
        UUID id = UUID.randomUUID();
        String person = Persons.known(id, Partners.PRACTICE, Partners.HOSPITAL);
        decide(doctor(Partners.PRACTICE), body("read", person)).body("decision", equalTo("permit"));

        Database.objection(id, "upheld", List.of(), List.of(Partners.HOSPITAL));

        decide(doctor(Partners.PRACTICE), body("read", person)).body("shown", equalTo("absent"));
        decide(doctor(Partners.HOSPITAL), body("read", person)).body("decision", equalTo("permit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lodged", "under-review", "declined", "withdrawn"})
    void anObjectionThatIsNotUpheldBlocksNothing(String state) {
        UUID id = UUID.randomUUID();
        Database.objection(id, state, List.of(), List.of());

        decide(doctor(Partners.PRACTICE), body("read", Persons.known(id, Partners.PRACTICE)))
                .body("decision", equalTo("permit"));
    }

    @Test
    void aPartialObjectionTakesItsCategoriesOutOfThePermit() {
        UUID id = UUID.randomUUID();
        Database.objection(id, "upheld", List.of("cat-09", "cat-10"), List.of());

        String token = decide(doctor(Partners.PRACTICE), body("read", Persons.known(id, Partners.PRACTICE)))
                .extract()
                .path("permits.record-service");

        JsonNode levels = Tokens.claims(token).at("/weald/levels");
        assertTrue(levels.path("cat-09").isMissingNode());
        assertTrue(levels.path("cat-10/allergy").isMissingNode());
        assertEquals("F", levels.path("cat-11").asText());
        assertEquals(
                List.of("cat-06"),
                Tokens.claims(token)
                        .at("/weald/closed")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
    }

    @Test
    void whatTheAgreementExcludesIsNotInThePermit() {
        String token = decide(
                        doctor(Partners.HOSPITAL), body("read", Persons.known(UUID.randomUUID(), Partners.HOSPITAL)))
                .extract()
                .path("permits.record-service");

        assertTrue(Tokens.claims(token).at("/weald/levels/cat-05").isMissingNode());
    }

    @Test
    void withoutFactsNothingIsPermitted() throws Exception {
        String body = body("read", Persons.known(UUID.randomUUID(), Partners.PRACTICE));

        Database.whileLocked(
                "access_matrix",
                () -> decide(doctor(Partners.PRACTICE), body)
                        .statusCode(503)
                        .header("Retry-After", "1")
                        .body("type", equalTo("urn:weald:problem:unavailable")));

        decide(doctor(Partners.PRACTICE), body).statusCode(200).body("decision", equalTo("permit"));
    }

    @Test
    void manyAtOnceGetTheirOwnAnswers() throws Exception {
        String known = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String hidden = Persons.unknown();
        String caller = doctor(Partners.PRACTICE);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> calls = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> decide(caller, body("read", i % 2 == 0 ? known : hidden))
                            .extract()
                            .path("decision")
                            .equals(i % 2 == 0 ? "permit" : "deny"))
                    .toList();
            for (var done : threads.invokeAll(calls)) {
                assertTrue(done.get());
            }
        }
    }
}
