package care.weald.audit.event;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Row D5: what was shown in an emergency while this service was away. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SpooledResourceTest {

    private static final Duration LONG_AGO = Duration.ofHours(3);

    private final UUID id = Events.uuid7();
    private final UUID person = UUID.randomUUID();
    private final Map<String, Object> event = Events.read(id);
    private final Instant then = Instant.now().minus(LONG_AGO);

    @Test
    void whatWaitedIsRecordedWithTheTokensOfThenAndOnce() throws SQLException {
        String spooled = spooled(then, caller(then), permit(then, "permit"));

        post("weald", spooled).statusCode(201);
        post("weald", spooled).statusCode(201);

        assertEquals(
                1,
                Database.number("select count(*) from audit_event where event_id = '" + id + "' and person = '" + person
                        + "' and organisation = 'KZ016' and outcome = '0'"));
    }

    @Test
    void theTimeItWaitedIsNoSkewOfTheClock() throws SQLException {
        event.put("recorded", then.minusSeconds(2).toString());

        post("weald", spooled(then, caller(then), permit(then, "permit"))).statusCode(201);

        long skew = Database.number("select (facts ->> 'skew')::int from audit_event where event_id = '" + id + "'");
        assertTrue(Math.abs(skew) <= 3, () -> "skew " + skew);
    }

    @Test
    void aPartnerCannotHandOnWhatWaited() throws SQLException {
        post("KZ016", spooled(then, caller(then), permit(then, "permit"))).statusCode(403);

        assertNothingIsKept();
    }

    @Test
    void tokensThatHadEndedWhenTheEventWasPutByAreRefused() throws SQLException {
        Instant before = then.minus(Duration.ofMinutes(10));

        post("weald", spooled(then, caller(before), permit(then, "permit"))).statusCode(400);
        post("weald", spooled(then, caller(then), permit(before, "permit"))).statusCode(400);

        assertNothingIsKept();
    }

    @Test
    void aDisclosureWithoutAPermitIsRefused() throws SQLException {
        post("weald", spooled(then, caller(then), permit(then, "deny"))).statusCode(403);
        post("weald", spooled(then, caller(then), "")).statusCode(403);

        assertNothingIsKept();
    }

    @Test
    void whatTheGatewayHasNotSignedAsSuchIsRefused() throws SQLException {
        String good = spooled(then, caller(then), permit(then, "permit"));
        String another = Peers.signedAt(
                then, "consent-service", "weald-spooled+jwt", "audit-service", id.toString(), claims("", ""));
        String typ =
                Peers.signedAt(then, "gateway", "weald-caller+jwt", "audit-service", id.toString(), claims("", ""));
        String future = spooled(
                Instant.now().plus(LONG_AGO),
                caller(Instant.now().plus(LONG_AGO)),
                permit(Instant.now().plus(LONG_AGO), "permit"));

        for (String bad : List.of(
                good.substring(0, good.length() - 6) + "AAAAAA",
                another,
                typ,
                future,
                "",
                "a.b.c",
                "{}",
                "x".repeat(9))) {
            post("weald", bad).statusCode(400);
        }

        assertNothingIsKept();
    }

    private void assertNothingIsKept() throws SQLException {
        assertEquals(0, Database.number("select count(*) from event_key where event_id = '" + id + "'"));
    }

    private Map<String, Object> claims(String caller, String permit) {
        try {
            return Map.of("event", new ObjectMapper().writeValueAsString(event), "caller", caller, "permit", permit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String spooled(Instant at, String caller, String permit) {
        return Peers.signedAt(
                at, "gateway", "weald-spooled+jwt", "audit-service", id.toString(), claims(caller, permit));
    }

    private static Map<String, Object> iua(String organisation) {
        return Map.of(
                "subject_organization_id",
                organisation,
                "subject_role",
                List.of(Map.of("code", "R8000")),
                "purpose_of_use",
                List.of(Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code", "TREAT")));
    }

    private static String caller(Instant at) {
        return Peers.signedAt(
                at,
                "gateway",
                "weald-caller+jwt",
                "audit-service",
                "user",
                Map.of("client_id", "ehr", "extensions", Map.of("ihe_iua", iua("KZ016"))));
    }

    private String permit(Instant at, String decision) {
        return Peers.signedAt(
                at,
                "consent-service",
                "weald-permit+jwt",
                "audit-service",
                "user",
                Map.of(
                        "extensions",
                        Map.of("ihe_iua", iua("KZ016"), "ihe_pcf", Map.of("patient_id", person.toString())),
                        "weald",
                        Map.of(
                                "decision",
                                decision,
                                "decision_id",
                                UUID.randomUUID().toString(),
                                "interaction",
                                "read",
                                "reason",
                                decision.equals("deny") ? "objection" : "",
                                "basis",
                                "override",
                                "matrix",
                                "2026-01")));
    }

    private static ValidatableResponse post(String organisation, String spooled) {
        String client = organisation.equals("weald") ? "weald-gateway" : "test-client";
        String token = Peers.sign(
                "gateway",
                "weald-caller+jwt",
                "audit-service",
                "gateway",
                Map.of("client_id", client, "extensions", Map.of("ihe_iua", iua(organisation))));
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/jose")
                .body(spooled.getBytes(StandardCharsets.US_ASCII))
                .post("/spooled-events")
                .then();
    }
}
