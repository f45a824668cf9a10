package care.weald.gateway.limit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RateLimitTest extends GatewayTest {

    @Test
    void aClientOverItsLimitWaitsAndOthersDoNot() {
        String token = Idp.token(claims -> claims.setClaim("azp", "slow-client"));
        for (int i = 0; i < 2; i++) {
            given().auth()
                    .oauth2(token)
                    .get("/fhir/Patient/{id}", Usual.ALICE)
                    .then()
                    .statusCode(200);
        }
        Services.reset();

        Response third = given().auth().oauth2(token).get("/fhir/Patient/{id}", Usual.ALICE);

        assertEquals(429, third.statusCode());
        assertTrue(Integer.parseInt(third.header("Retry-After")) >= 1);
        third.then().body("issue[0].code", equalTo("throttled"));
        assertTrue(Services.lines().isEmpty());
        doctor().get("/fhir/Patient/{id}", Usual.ALICE).then().statusCode(200);
    }

    @Test
    void aBucketFillsAgainWithTime() {
        Bucket bucket = new Bucket(2, 3, 0);

        assertEquals(0, bucket.take(0) + bucket.take(0) + bucket.take(0));
        assertEquals(1, bucket.take(0));
        assertEquals(0, bucket.take(500_000_000L));
        assertEquals(1, bucket.take(500_000_001L));
    }

    @Test
    void aBucketNeverHoldsMoreThanItsSize() {
        Bucket bucket = new Bucket(1_000, 1, 0);

        assertEquals(0, bucket.take(60_000_000_000L));
        assertEquals(1, bucket.take(60_000_000_000L));
    }
}
