package care.weald.gateway.trail;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuditLogTest extends GatewayTest {

    private static final String EVENT = "01937a3e-0000-7000-8000-000000000001";

    @Test
    void headAndTilesAreOpenToAllAndPassedAsTheyAre() {
        Services.instead("audit-service GET /checkpoint", asked -> new Reply(200, Map.of(), "origin\n3\nroot\n"));
        Services.instead("audit-service GET /tile/0/x001/234.p/7", asked -> new Reply(200, Map.of(), "hashes"));

        given().get("/audit/checkpoint")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(equalTo("origin\n3\nroot\n"));
        given().get("/audit/tile/0/x001/234.p/7")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"));
        given().get("/audit/keys").then().statusCode(200);
        given().get("/audit/proofs/consistency?from=3&to=9").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entries/000", "8/000", "0/1", "0/000.p/0", "0/000/001", "x"})
    void whatIsNoTileOfHashesIsNotAskedFor(String path) {
        given().get("/audit/tile/" + path).then().statusCode(404);

        assertEquals(List.of(), Services.lines());
    }

    @Test
    void aProofOfAnEventIsForTheOneWhoseEventItIs() {
        given().get("/audit/proofs/inclusion?event=" + EVENT).then().statusCode(401);
        assertEquals(List.of(), Services.lines());

        doctor().get("/audit/proofs/inclusion?event=" + EVENT).then().statusCode(200);

        assertEquals(
                "/proofs/inclusion?event=" + EVENT,
                Services.last("audit-service GET /proofs/inclusion").target());
    }

    @Test
    void aProofThatIsNotToBeSeenIsNotThere() {
        Services.instead("audit-service GET /proofs/inclusion", asked -> Reply.problem(404, "not-found", ""));

        doctor().get("/audit/proofs/inclusion?event=" + EVENT).then().statusCode(404);
    }

    @Test
    void aDecisionToEraseIsItselfDecidedRecordedAndPassedOn() {
        String decision = "{\"id\":\"" + EVENT + "\",\"events\":[\"" + EVENT + "\"]}";

        doctor().contentType("application/json")
                .body(decision)
                .post("/audit/erasures")
                .then()
                .statusCode(200);

        assertEquals(decision, Services.last("audit-service POST /erasures").body());
        assertEquals(
                "permit-audit-service",
                Services.last("audit-service POST /erasures").headers().get("weald-permit"));
        assertEquals("audit-service POST /events", Services.lines().getLast());
        given().contentType("application/json")
                .body(decision)
                .post("/audit/erasures")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/proofs/inclusion",
                "/audit/proofs/inclusion?event=1",
                "/audit/proofs/inclusion?event=" + EVENT + "&size=-1",
                "/audit/proofs/consistency?from=1",
                "/audit/proofs/consistency?from=1&to=x",
                "/audit/proofs/consistency?from=01&to=2"
            })
    void whatCannotBeAProofIsRefused(String target) {
        doctor().get(target).then().statusCode(400);
    }
}
