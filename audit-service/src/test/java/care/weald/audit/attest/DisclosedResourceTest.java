package care.weald.audit.attest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consent-service, and nobody else, is told what was disclosed of objectors (D10). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class DisclosedResourceTest {

    private final UUID person = UUID.randomUUID();

    private static String attest() {
        return Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "audit-service",
                "urn:weald:consent-service",
                Map.of("weald", Map.of("decision", "permit", "interaction", "attest")));
    }

    private ValidatableResponse ask(String permit, String persons) {
        return given().header("Weald-Permit", permit)
                .contentType("application/json")
                .body("{\"from\":\"%s\",\"to\":\"%s\",\"persons\":[%s]}"
                        .formatted(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60), persons))
                .post("/disclosures")
                .then();
    }

    private void post(Map<String, Object> event, String permit) {
        given().auth()
                .oauth2(Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .header("Weald-Permit", permit)
                .contentType("application/json")
                .body(event)
                .post("/events")
                .then()
                .statusCode(201);
    }

    @Test
    void d10ConsentServiceIsToldOfEachDisclosureAndOfNobodyElses() {
        // Given
        Map<String, Object> read = Events.read(Events.uuid7());
        post(read, Permits.permit("KZ016", "R8000", "read", person));
        post(Events.refusal(Events.uuid7()), Permits.deny("KZ016", "R8000", "relationship", person));
        post(Events.read(Events.uuid7()), Permits.permit("KZ016", "R8000", "read", UUID.randomUUID()));

        // When and then
        ask(attest(), "\"" + person + "\"")
                .statusCode(200)
                .body("disclosures", hasSize(1))
                .body("disclosures[0].event", equalTo(String.valueOf(read.get("id"))))
                .body("disclosures[0].persons", contains(person.toString()))
                .body("disclosures[0].interaction", equalTo("read"))
                .body("disclosures[0].organisation", equalTo("KZ016"))
                .body("disclosures[0].decision", not(equalTo("")))
                .body("trail.events", greaterThan(2));
    }

    @Test
    void nobodyElseIsToldAnything() {
        String persons = "\"" + person + "\"";

        ask(Permits.permit("KZ016", "R0001", "audit"), persons).statusCode(403);
        ask(Permits.permit("KZ016", "R8000", "read", person), persons).statusCode(403);
        ask(
                        Peers.sign(
                                "gateway",
                                "weald-permit+jwt",
                                "audit-service",
                                "urn:weald:consent-service",
                                Map.of("weald", Map.of("decision", "permit", "interaction", "attest"))),
                        persons)
                .statusCode(400);
        given().contentType("application/json")
                .body("{}")
                .post("/disclosures")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Peers.caller("audit-service", "KZ016", "R0001", "HOPERAT"))
                .contentType("application/json")
                .body("{}")
                .post("/disclosures")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"not-an-id\"", "7"})
    void whatIsNoQuestionIsRefused(String persons) {
        ask(attest(), persons).statusCode(400);
        ask(attest(), String.join(",", List.of("\"" + person + "\"", "{}"))).statusCode(400);
    }
}
