package care.weald.audit.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ConsoleResourceTest {

    @Test
    void everyFileIsHandedToTheGateway() {
        String token = Peers.caller("audit-service", "weald", "", "HOPERAT");

        ConsoleFiles.NAMES.forEach(name -> given().auth()
                .oauth2(token)
                .get("/console/" + name)
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"[0-9a-f]{32}\"")));
    }

    @Test
    void whatIsNoFileOfTheConsoleIsNotThere() {
        String token = Peers.caller("audit-service", "weald", "", "HOPERAT");

        given().auth()
                .oauth2(token)
                .get("/console/application.properties")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:weald:problem:not-found"));
    }

    @Test
    void nobodyElseIsHandedAnything() {
        given().get("/console/index.html").then().statusCode(401);
    }
}
