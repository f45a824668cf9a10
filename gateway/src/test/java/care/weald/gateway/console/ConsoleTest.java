package care.weald.gateway.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ConsoleTest.WithIssuer.class)
class ConsoleTest extends GatewayTest {

    private static final String TAG = "\"0123456789abcdef0123456789abcdef\"";

    /** A provider of another origin, whose tokens come from a third. */
    public static class WithIssuer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "weald.gateway.console.issuer", "https://login.example.org/realms/weald",
                    "weald.gateway.console.token-endpoint", "https://token.example.org:8443/t");
        }
    }

    @BeforeEach
    void theConsoleHasFiles() {
        Services.instead("audit-service GET /console/", asked -> new Reply(200, Map.of("ETag", TAG), "bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "/console, text/html",
        "/console/console.css, text/css",
        "/console/proof.js, text/javascript",
        "/console/words.json, application/json",
        "/console/icon.svg, image/svg+xml"
    })
    void filesAreOpenToAllAndPassedAsTheyAre(String path, String type) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("ETag", TAG)
                .header("Cache-Control", "no-cache")
                .body(equalTo("bytes"));
    }

    @Test
    void theBrowserMayUseNothingButTheConsoleTheGatewayAndTheProvider() {
        List<String> policies =
                given().get("/console").then().extract().headers().getValues("Content-Security-Policy");

        assertEquals(
                List.of("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self' https://login.example.org https://token.example.org:8443;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
                policies);
    }

    @Test
    void oneRuleSaysHowLongAFileIsKept() {
        List<String> rules =
                given().get("/console/console.css").then().extract().headers().getValues("Cache-Control");

        assertEquals(List.of("no-cache"), rules);
    }

    @Test
    void whatIsLikeTheConsoleByNameHasThePolicyOfData() {
        String policy = given().get("/consoles").then().extract().header("Content-Security-Policy");

        assertFalse(policy.contains("script-src"), policy);
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() {
        given().header("If-None-Match", TAG)
                .get("/console/console.js")
                .then()
                .statusCode(304)
                .body(equalTo(""));
    }

    @Test
    void whileTheTrailIsAwayThePageSaysSo() {
        Services.instead("audit-service GET /console/", asked -> new Reply(503, Map.of(), "{}"));

        given().get("/console")
                .then()
                .statusCode(503)
                .contentType(startsWith("text/html"))
                .header("Retry-After", equalTo("5"))
                .body(containsString("<h1>The privacy console is not available at the moment</h1>"));
        given().get("/console/console.js").then().statusCode(503).contentType(startsWith("application/fhir+json"));
    }

    @Test
    void howToSignInIsToldToAll() {
        given().get("/console/settings.json")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("https://login.example.org/realms/weald"))
                .body("client", equalTo("weald-console"))
                .body("scope", equalTo("openid"));
        assertEquals(List.of(), Services.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x.java", "X.js", "a.b.c.d.e.js", "application.properties", "events", "lib/x.js"})
    void whatCannotBeAFileIsNotAskedFor(String name) {
        int status = given().get("/console/" + name).statusCode();

        assertEquals(404, status);
        assertEquals(List.of(), Services.lines());
    }
}
