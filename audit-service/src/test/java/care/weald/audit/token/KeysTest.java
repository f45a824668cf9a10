package care.weald.audit.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class KeysTest {

    @Test
    void publicHalvesArePublished() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys", hasSize(1))
                .body("keys[0].alg", equalTo("ES256"))
                .body("keys[0].d", nullValue());
    }

    @Test
    void nothingElseIsOpenWithoutACallerToken() {
        given().get("/anything").then().statusCode(401);
        given().get("/.well-known/jwks.json/x").then().statusCode(401);
        given().get("/q/openapi").then().statusCode(401);
    }

    @Test
    void anotherServicesCallerTokenIsRefused() {
        given().header("Authorization", "Bearer " + Peers.caller("record-service", "KZ016", "R8000", "TREAT"))
                .get("/anything")
                .then()
                .statusCode(401);
    }

    @Test
    void aCallerTokenForThisServiceIsAccepted() {
        given().header("Authorization", "Bearer " + Peers.caller("audit-service", "KZ016", "R8000", "TREAT"))
                .get("/anything")
                .then()
                .statusCode(404);
    }
}
