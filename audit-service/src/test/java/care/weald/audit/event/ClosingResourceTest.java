package care.weald.audit.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ClosingResourceTest {

    private final UUID id = Events.uuid7();
    private final UUID sent = Events.uuid7();
    private final UUID aborted = Events.uuid7();

    @Test
    void howDisclosuresEndedIsKeptOnceAndIsInTheLog() throws SQLException {
        // When the same is posted twice
        post("weald", closings()).statusCode(204);
        post("weald", closings()).statusCode(204);

        // Then it is there once, and one event tells of it
        assertEquals(2, Database.number("select count(*) from disclosure_end where told_by = '" + id + "'"));
        assertEquals(
                77,
                Database.number("select bytes from disclosure_end where not sent and event_id = '" + aborted + "'"));
        assertEquals(
                1,
                Database.number("select count(*) from audit_event where event_id = '" + id + "' and position('" + sent
                        + "' in convert_from(body, 'UTF8')) > 0"));
    }

    @Test
    void otherContentUnderTheSameIdIsAConflict() {
        post("weald", closings()).statusCode(204);

        post("weald", closings().replace("\"bytes\":77", "\"bytes\":78")).statusCode(409);
    }

    @Test
    void aPartnerCannotTellHowADisclosureEnded() throws SQLException {
        post("KZ016", closings()).statusCode(403);

        assertEquals(0, Database.number("select count(*) from disclosure_end where told_by = '" + id + "'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\":\"x\",\"closings\":[]}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"closings\":[]}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"closings\":[{}]}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"closings\":[{\"event\":"
                        + "\"01937a3e-0000-7000-8000-000000000002\",\"outcome\":\"gone\",\"bytes\":1,"
                        + "\"ended\":\"2026-11-22T00:00:00Z\"}]}",
                "{\"id\":\"01937a3e-0000-7000-8000-000000000001\",\"closings\":[{\"event\":"
                        + "\"01937a3e-0000-7000-8000-000000000002\",\"outcome\":\"sent\",\"bytes\":1,"
                        + "\"ended\":\"today\"}]}"
            })
    void whatIsNoClosingIsRefused(String body) {
        post("weald", body).statusCode(400);
    }

    private String closings() {
        return "{\"id\":\"" + id + "\",\"closings\":[{\"event\":\"" + sent
                + "\",\"outcome\":\"sent\",\"bytes\":1200,\"ended\":\"2026-11-22T00:00:00Z\"},{\"event\":\"" + aborted
                + "\",\"outcome\":\"aborted\",\"bytes\":77,\"ended\":\"2026-11-22T00:00:00.5Z\"}]}";
    }

    private static ValidatableResponse post(String organisation, String body) {
        String client = organisation.equals("weald") ? "weald-gateway" : "test-client";
        Map<String, Object> iua = Map.of(
                "subject_organization_id",
                organisation,
                "purpose_of_use",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code", "HOPERAT")));
        String token = Peers.sign(
                "gateway",
                "weald-caller+jwt",
                "audit-service",
                "gateway",
                Map.of("client_id", client, "extensions", Map.of("ihe_iua", iua)));
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .body(body)
                .post("/closings")
                .then();
    }
}
