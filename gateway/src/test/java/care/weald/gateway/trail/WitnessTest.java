package care.weald.gateway.trail;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WitnessTest extends GatewayTest {

    private static final String NOTE = "log.example\n3\nroot\n\n\u2014 log.example AAAA\n";

    private static RequestSpecification system() {
        return given().auth().oauth2(Idp.token(claims -> claims.unsetClaim("job_role")));
    }

    @Test
    void whatWitnessesSayIsOpenToAll() {
        Services.instead("audit-service GET /checkpoint/witnessed", asked -> new Reply(200, Map.of(), NOTE));
        Services.instead("audit-service GET /witnesses", asked -> Reply.ok("{\"witnesses\":[]}"));

        given().get("/audit/checkpoint/witnessed").then().statusCode(200).body(equalTo(NOTE));
        given().get("/audit/witnesses").then().statusCode(200).body("witnesses.size()", equalTo(0));
    }

    @Test
    void whereThereAreNoWitnessesThereIsNoWitnessedHead() {
        Services.instead("audit-service GET /checkpoint/witnessed", asked -> Reply.problem(404, "not-found", ""));

        given().get("/audit/checkpoint/witnessed").then().statusCode(404);
    }

    @Test
    void aSystemHandsInACosignature() {
        Services.instead("audit-service POST /cosignatures", asked -> new Reply(204, Map.of(), ""));

        system().contentType("text/plain; charset=utf-8")
                .body(NOTE)
                .post("/audit/cosignatures")
                .then()
                .statusCode(204);

        assertEquals(NOTE, Services.last("audit-service POST /cosignatures").body());
    }

    @Test
    void nobodyElseDoesAndNothingElseIsPassedOn() {
        given().contentType("text/plain")
                .body(NOTE)
                .post("/audit/cosignatures")
                .then()
                .statusCode(401);
        doctor().contentType("text/plain")
                .body(NOTE)
                .post("/audit/cosignatures")
                .then()
                .statusCode(403);
        system().contentType("application/json")
                .body("{}")
                .post("/audit/cosignatures")
                .then()
                .statusCode(415);
        system().contentType("text/plain")
                .body("x".repeat(20_000))
                .post("/audit/cosignatures")
                .then()
                .statusCode(413);

        assertEquals(List.of(), Services.lines());
    }

    @Test
    void aCosignatureThatDoesNotVerifyIsRefused() {
        Services.instead("audit-service POST /cosignatures", asked -> Reply.problem(422, "unprocessable", ""));

        system().contentType("text/plain")
                .body(NOTE)
                .post("/audit/cosignatures")
                .then()
                .statusCode(422);
    }
}
