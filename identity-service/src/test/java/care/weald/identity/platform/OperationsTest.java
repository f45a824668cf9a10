package care.weald.identity.platform;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Samples.nhsNumber;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class OperationsTest {

    @TestHTTPResource(value = "/q/", management = true)
    URI management = URI.create("");

    @Test
    void healthCoversTheDatabase() {
        given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        given().get(management.resolve("/q/health/started")).then().statusCode(200);
    }

    @Test
    void metricsCountWithoutIdentifiers() {
        String number = nhsNumber();
        assertFalse(byNumber(number).getBoolean("known"));

        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("weald_identity_person_tokens_total{known=\"false\"}"))
                .body(not(containsString(number)));
    }

    @Test
    void theApiDescribesItself() {
        given().get(management.resolve("/q/openapi?format=json"))
                .then()
                .statusCode(200)
                .body("paths.'/person-tokens'.post.summary", containsString("person token"))
                .body("paths.'/feeds/patients'.post.summary", containsString("Bundle"));
    }
}
