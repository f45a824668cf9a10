package care.weald.audit.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class DisclosedResourceTest {

    private final UUID person = UUID.randomUUID();

    private static UUID post(String organisation, String permit, Map<String, Object> event) {
        given().auth()
                .oauth2(Peers.caller("audit-service", organisation, "R8000", "TREAT"))
                .header("Weald-Permit", permit)
                .contentType("application/json")
                .body(event)
                .post("/events")
                .then()
                .statusCode(201);
        return UUID.fromString((String) event.get("id"));
    }

    private UUID read() {
        return post("KZ016", Permits.permit("KZ016", "R8000", "read", person), Events.read(Events.uuid7()));
    }

    private static ValidatableResponse ask(
            String organisation, String role, String interaction, UUID person, Object event) {
        return given().auth()
                .oauth2(Peers.caller("audit-service", organisation, role, "HOPERAT"))
                .header("Weald-Permit", Permits.permit(organisation, role, interaction, person))
                .get("/disclosures/" + event)
                .then();
    }

    @ParameterizedTest
    @CsvSource({"R8000", "R0001", "R5105"})
    void d14WhoWasShownItAndTheOrganisationsOfficersAreToldOfIt(String role) {
        UUID event = read();

        ask("KZ016", role, "seen", person, event)
                .statusCode(200)
                .body("request", notNullValue())
                .body("recorded", notNullValue())
                .body("bodyHash.length()", equalTo(64));
    }

    @ParameterizedTest
    @CsvSource({"KZ016,R8001", "KX001,R8000", "KX001,R0001", "KZ016,R5100", "KZ016,R8006"})
    void d14OthersAreToldThatThereIsNone(String organisation, String role) {
        ask(organisation, role, "seen", person, read()).statusCode(404);
    }

    @Test
    void d14AnEventAboutSomebodyElseIsNone() {
        ask("KZ016", "R0001", "seen", UUID.randomUUID(), read()).statusCode(404);
        ask("KZ016", "R0001", "seen", person, UUID.randomUUID()).statusCode(404);
    }

    @Test
    void d14ARefusalShowedNothing() {
        UUID refused = post(
                "KZ016", Permits.deny("KZ016", "R8000", "objection-upheld", person), Events.refusal(Events.uuid7()));

        ask("KZ016", "R0001", "seen", person, refused).statusCode(422).body("rule", equalTo("nothing-shown"));
    }

    @Test
    void d14AnotherPermitOrNoIdIsRefused() {
        ask("KZ016", "R0001", "audit", person, read()).statusCode(403);
        ask("KZ016", "R0001", "seen", person, "x").statusCode(400).body("place", equalTo("_asSeenBy"));
    }
}
