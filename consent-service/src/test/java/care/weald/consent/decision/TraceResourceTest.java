package care.weald.consent.decision;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S116, S135: tracing people shows nobody whom the caller may not know of. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class TraceResourceTest {

    private static String doctor() {
        return Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT");
    }

    private static ValidatableResponse trace(String caller, String body) {
        return given().header("Authorization", "Bearer " + caller)
                .contentType("application/json")
                .body(body)
                .post("/decisions/trace")
                .then();
    }

    private static String of(String... tokens) {
        return Arrays.stream(tokens).collect(Collectors.joining("\",\"", "{\"persons\":[\"", "\"]}"));
    }

    @Test
    void eachIsDecidedOfInTheirOrder() {
        // Given somebody known, somebody restricted here and elsewhere, somebody unknown and an objector
        UUID objector = UUID.randomUUID();
        Database.objection(objector, "upheld", List.of(), List.of());

        // When
        ValidatableResponse answer = trace(
                doctor(),
                of(
                        Persons.known(UUID.randomUUID(), "KX001"),
                        Persons.restricted(UUID.randomUUID(), "KX001"),
                        Persons.restricted(UUID.randomUUID(), Partners.PRACTICE),
                        Persons.unknown(),
                        Persons.known(objector, Partners.PRACTICE)));

        // Then
        answer.statusCode(200).body("known", equalTo(List.of(true, false, true, false, false)));
    }

    @Test
    void whoMayNotTraceKnowsNobody() {
        String manager = Peers.caller("consent-service", Partners.PRACTICE, "R0001", "TREAT");

        trace(manager, of(Persons.known(UUID.randomUUID(), Partners.PRACTICE)))
                .statusCode(200)
                .body("known", equalTo(List.of(false)));
    }

    @Test
    void oneTokenThatDoesNotHoldIsNoAnswer() {
        trace(doctor(), of(Persons.known(UUID.randomUUID(), "KX001"), "x.y.z"))
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"persons\":[]}", "{\"persons\":[7]}", "{\"persons\":\"x\"}", "[]", ""})
    void anUnclearQuestionIsRefused(String body) {
        trace(doctor(), body).statusCode(400);
    }

    @Test
    void atMostFiftyAreAskedForAtOnce() {
        String person = Persons.known(UUID.randomUUID(), "KX001");

        trace(doctor(), of(Collections.nCopies(50, person).toArray(String[]::new)))
                .statusCode(200);
        trace(doctor(), of(Collections.nCopies(51, person).toArray(String[]::new)))
                .statusCode(400);
    }

    @Test
    void nobodyAsksWithoutACallerToken() {
        given().contentType("application/json")
                .body(of("x"))
                .post("/decisions/trace")
                .then()
                .statusCode(401);
    }
}
