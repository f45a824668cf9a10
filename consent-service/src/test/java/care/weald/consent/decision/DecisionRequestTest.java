package care.weald.consent.decision;

import static care.weald.consent.decision.DecisionResourceTest.decide;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DecisionRequestTest {

    private static final String DOCTOR = Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT");
    private static final String CONTENT = "urn:weald:problem:invalid-content";
    private static final String TOKEN = "urn:weald:problem:invalid-token";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | The body",
                "{ | The body",
                "[] | The body",
                "null | The body",
                "\"x\" | The body",
                "{} | interaction",
                "{\"interaction\":\"peek\",\"audiences\":[\"audit-service\"]} | interaction",
                "{\"interaction\":\"claim\",\"person\":\"x\",\"audiences\":[\"audit-service\"]} | interaction",
                "{\"interaction\":\"READ\",\"person\":\"x\",\"audiences\":[\"audit-service\"]} | interaction",
                "{\"interaction\":7,\"audiences\":[\"audit-service\"]} | interaction",
                "{\"interaction\":\"read\",\"audiences\":[\"audit-service\"]} | person",
                "{\"interaction\":\"read\",\"person\":null,\"audiences\":[\"audit-service\"]} | person",
                "{\"interaction\":\"read\",\"person\":{},\"audiences\":[\"audit-service\"]} | person",
                "{\"interaction\":\"feed\",\"person\":\"x\",\"audiences\":[\"audit-service\"]} | person",
                "{\"interaction\":\"feed\"} | audiences",
                "{\"interaction\":\"feed\",\"audiences\":[]} | audiences",
                "{\"interaction\":\"feed\",\"audiences\":\"audit-service\"} | audiences",
                "{\"interaction\":\"feed\",\"audiences\":[\"gateway\"]} | audiences[0]",
                "{\"interaction\":\"feed\",\"audiences\":[\"audit-service\",3]} | audiences[1]",
                "{\"interaction\":\"feed\",\"audiences\":[\"audit-service\"],\"role\":\"R8000\"} | The body",
                "{\"interaction\":\"feed\",\"interaction\":\"audit\",\"audiences\":[\"audit-service\"]} | The body",
                "{\"interaction\":\"feed\",\"audiences\":[\"audit-service\"]} {} | The body",
            })
    void aWrongBodyIsRefusedNamingThePlace(String body, String place) {
        decide(DOCTOR, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(CONTENT))
                .body("detail", startsWith(place));
    }

    private static void assertTokenRefused(String token) {
        decide(
                        DOCTOR,
                        "{\"interaction\":\"read\",\"person\":\"%s\",\"audiences\":[\"audit-service\"]}"
                                .formatted(token))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(TOKEN));
    }

    private static String person(String signer, String typ, String audience, Map<String, ?> claims) {
        return Peers.sign(signer, typ, audience, UUID.randomUUID().toString(), claims);
    }

    private static io.restassured.response.ValidatableResponse registered(Map<String, ?> more) {
        Map<String, Object> source = new java.util.HashMap<>(more);
        source.put("organization", Partners.PRACTICE);
        source.put("patient", "0110c853-1d09-8044-b214-c74240110c85");
        String token = person(
                "identity-service",
                "weald-person+jwt",
                "consent-service",
                Map.of("known", true, "restricted", false, "source_patients", List.of(source)));
        return decide(
                        DOCTOR,
                        "{\"interaction\":\"read\",\"person\":\"%s\",\"audiences\":[\"audit-service\"]}"
                                .formatted(token))
                .statusCode(200);
    }

    @Test
    void aRegistrationCountsAsARelationshipUnlessItHasEnded() {
        registered(Map.of()).body("decision", equalTo("permit"));
        registered(Map.of("active", true)).body("decision", equalTo("permit"));
        registered(Map.of("active", false)).body("decision", equalTo("deny")).body("reason", equalTo("relationship"));
    }

    @Test
    void aPersonTokenThatDoesNotHoldIsRefused() {
        Map<String, ?> good = Map.of("known", true, "restricted", false, "source_patients", List.of());
        String whole = Persons.known(UUID.randomUUID(), Partners.PRACTICE);

        assertTokenRefused("not-a-token");
        assertTokenRefused(whole.substring(0, whole.length() - 8) + "AAAAAAAA");
        assertTokenRefused(DOCTOR);
        assertTokenRefused(person("gateway", "weald-person+jwt", "consent-service", good));
        assertTokenRefused(person("identity-service", "weald-caller+jwt", "consent-service", good));
        assertTokenRefused(person("identity-service", "weald-person+jwt", "record-service", good));
    }

    @Test
    void aPersonTokenOfAnotherShapeIsRefused() {
        for (Map<String, ?> claims : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("known", "true", "restricted", false, "source_patients", List.of()),
                Map.of("known", true, "source_patients", List.of()),
                Map.of("known", true, "restricted", false, "source_patients", "none"),
                Map.of("known", true, "restricted", false, "source_patients", List.of("KZ016")),
                Map.of("known", true, "restricted", false, "source_patients", List.of(Map.of("organization", "KZ016"))),
                Map.of(
                        "known",
                        true,
                        "restricted",
                        false,
                        "source_patients",
                        List.of(Map.of("organization", "KZ016", "patient", "7"))),
                Map.of(
                        "known",
                        true,
                        "restricted",
                        false,
                        "source_patients",
                        List.of(Map.of(
                                "organization",
                                "KZ016",
                                "patient",
                                UUID.randomUUID().toString(),
                                "active",
                                "false"))))) {
            assertTokenRefused(person("identity-service", "weald-person+jwt", "consent-service", claims));
        }
        assertTokenRefused(Peers.sign(
                "identity-service",
                "weald-person+jwt",
                "consent-service",
                "KZ016",
                Map.of("known", true, "restricted", false, "source_patients", List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "\"none\"",
                "[null]",
                "[\"00000000-0000-0000-0000-000000000001\"]",
                "[{}]",
                "[{'from':'2026-01-01T00:00:00Z'}]",
                "[{'id':'7','from':'2026-01-01T00:00:00Z'}]",
                "[{'id':7,'from':'2026-01-01T00:00:00Z'}]",
                "[{'id':'00000000-0000-0000-0000-000000000001'}]",
                "[{'id':'00000000-0000-0000-0000-000000000001','from':1767225600}]",
                "[{'id':'00000000-0000-0000-0000-000000000001','from':'yesterday'}]",
                "[{'id':'00000000-0000-0000-0000-000000000001','from':'2026-01-01T00:00:00Z','until':null}]",
                "[{'id':'00000000-0000-0000-0000-000000000001','from':'2026-01-01T00:00:00Z','until':'2026-01-32'}]",
                "[{'id':'00000000-0000-0000-0000-000000000001','from':'2026-01-02T00:00:00Z',"
                        + "'until':'2026-01-01T00:00:00Z'}]",
            })
    void linksOfAnotherShapeAreRefused(String persons) {
        assertTokenRefused(Persons.linkedAs(UUID.randomUUID(), persons.replace('\'', '"'), Partners.PRACTICE));
    }

    @Test
    void withoutACallerTokenNothingIsDecided() {
        given().contentType("application/json")
                .body("{}")
                .post("/decisions")
                .then()
                .statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/relationship-claims")
                .then()
                .statusCode(401);
        decide(Peers.caller("record-service", Partners.PRACTICE, "R8000", "TREAT"), "{}")
                .statusCode(401);
        decide(Peers.caller("consent-service", Partners.PRACTICE, "R8000", "SELL"), "{}")
                .statusCode(401);
    }

    @Test
    void anotherMethodOrMediaTypeIsNotOffered() {
        given().header("Authorization", "Bearer " + DOCTOR)
                .get("/decisions")
                .then()
                .statusCode(405);
        given().header("Authorization", "Bearer " + DOCTOR)
                .contentType("text/plain")
                .body("{}")
                .post("/decisions")
                .then()
                .statusCode(405);
    }
}
