package care.weald.gateway.fhir;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccessLogTest extends GatewayTest {

    private static final String PATH = "/fhir/Patient/" + Usual.ALICE + "/$access-log";
    private static final String LINES = "{\"lines\":[]}";

    @BeforeEach
    void theTrailAnswers() {
        Services.instead("audit-service GET /access-log", asked -> new Reply(200, Map.of(), body(asked)));
    }

    private static String body(Asked asked) {
        return asked.headers().getOrDefault("accept", "").equals("text/html") ? "<!doctype html>" : LINES;
    }

    @Test
    void theLogIsDecidedFetchedAndRecordedLikeEverythingElse() {
        doctor().get(PATH + "?_count=5&date=ge2026-01-01")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Weald-Receipt", notNullValue())
                .body(equalTo(LINES));

        assertEquals(
                "/access-log?_count=5&date=ge2026-01-01",
                Services.last("audit-service GET /access-log").target());
        assertEquals(
                "permit-audit-service",
                Services.last("audit-service GET /access-log").headers().get("weald-permit"));
        assertEquals("audit-service POST /events", Services.lines().getLast());
    }

    @Test
    void thePageComesWithAPolicyThatLetsItRunNothing() {
        List<String> policies = doctor().header("Accept", "text/html")
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(equalTo("<!doctype html>"))
                .extract()
                .headers()
                .getValues("Content-Security-Policy");

        assertEquals(
                List.of("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'"),
                policies);
    }

    @Test
    void xmlThereIsNoneOf() {
        doctor().header("Accept", "application/fhir+xml").get(PATH).then().statusCode(406);
    }

    @Test
    void aRefusalIsAnsweredAndNothingIsFetched() {
        doctor().get("/fhir/Patient/" + Usual.REFUSED + "/$access-log").then().statusCode(403);
        given().get(PATH).then().statusCode(401);
        given().auth()
                .oauth2(Idp.token(claims -> claims.setStringClaim("scope", "user/Observation.rs")))
                .get(PATH)
                .then()
                .statusCode(403);

        assertEquals(
                0L,
                Services.lines().stream()
                        .filter("audit-service GET /access-log"::equals)
                        .count());
    }

    @Test
    void theOwnLogIsForCitizens() {
        doctor().get("/my/access-log")
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("citizen-role"));
        given().get("/my/access-log").then().statusCode(401);

        assertEquals(
                0L,
                Services.lines().stream()
                        .filter("audit-service GET /access-log"::equals)
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?patient=1", "?agent=x", "?_id=1"})
    void whatIsNoQuestionIsRefused(String query) {
        doctor().get(PATH + query).then().statusCode(400);
    }
}
