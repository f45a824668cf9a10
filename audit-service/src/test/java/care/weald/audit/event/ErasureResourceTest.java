package care.weald.audit.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.Permits;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ErasureResourceTest {

    /** The organisation of {@code weald.audit.search.all-organisations} in tests, and the role. */
    private static final String PROGRAMME = "KZ099";

    private static final String AUDIT_MANAGER = "R5100";

    private final UUID id = Events.uuid7();
    private final UUID event = Events.uuid7();
    private final UUID person = UUID.randomUUID();

    @Test
    void aRecordedDecisionIsWhatLetsTheOwnerErase() throws SQLException {
        // Given an event about somebody, and the decision to erase who
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .header("Weald-Permit", Permits.permit("KZ016", "R8000", "read", person))
                .contentType("application/json")
                .body(Events.read(event))
                .post("/events")
                .then()
                .statusCode(201);
        post(PROGRAMME, AUDIT_MANAGER, "audit", decision("u-2")).statusCode(200);

        // When the owner carries it out
        Database.run("select erase_identity(array['%s']::uuid[], '%s')".formatted(event, id));

        // Then nothing finds the person, and the entry with its leaf hash is as it was
        assertEquals(0, Database.number("select count(*) from audit_event where person = '" + person + "'"));
        assertEquals(
                1,
                Database.number("select count(*) from audit_event join event_key using (event_id, leaf_hash)"
                        + " where event_id = '" + event + "' and identity is null and subject = 'erased'"));
    }

    @Test
    void theOneWhoRecordsItCannotBeTheOneWhoApproves() {
        post(PROGRAMME, AUDIT_MANAGER, "audit", decision("user-KZ099-R5100")).statusCode(422);
    }

    @Test
    void nobodyElseDecides() throws SQLException {
        post("KZ016", AUDIT_MANAGER, "audit", decision("u-2")).statusCode(403);
        post(PROGRAMME, "R0001", "audit", decision("u-2")).statusCode(403);
        post(PROGRAMME, AUDIT_MANAGER, "steward", decision("u-2")).statusCode(403);

        assertEquals(0, Database.number("select count(*) from event_key where event_id = '" + id + "'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"id\":\"x\"}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"events\":[],\"reason\":\"court-order\",\"approver\":\"a\"}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"events\":[\"1\"],\"reason\":\"court-order\","
                        + "\"approver\":\"a\"}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"events\":[\"01937a3e-0000-7000-8000-000000000002\"],"
                        + "\"reason\":\"because\",\"approver\":\"a\"}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"events\":[\"01937a3e-0000-7000-8000-000000000001\"],"
                        + "\"reason\":\"court-order\",\"approver\":\"a\"}"
            })
    void whatIsNoDecisionIsRefused(String body) {
        post(PROGRAMME, AUDIT_MANAGER, "audit", body).statusCode(400);
    }

    private String decision(String approver) {
        return "{\"id\":\"" + id + "\",\"events\":[\"" + event + "\"],\"reason\":\"subject-request\",\"approver\":\""
                + approver + "\"}";
    }

    private static ValidatableResponse post(String organisation, String role, String interaction, String body) {
        return given().header("Authorization", "Bearer " + Peers.caller("audit-service", organisation, role, "HOPERAT"))
                .header("Weald-Permit", Permits.permit(organisation, role, interaction))
                .contentType("application/json")
                .body(body)
                .post("/erasures")
                .then();
    }
}
