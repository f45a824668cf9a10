package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Asked;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents leave by the same gate as all else, and are never shown inside a page. */
@QuarkusTest
class DocumentTest extends GatewayTest {

    private static final String BINARY = "/fhir/Binary/" + Usual.ITEM;
    private static final String PLAN = "/fhir/Patient/" + Usual.ALICE + "/$treatment-escalation-plan";
    private static final String DISCLOSURE =
            "{\"categories\":[\"cat-15\"],\"items\":1,\"withheld\":0,\"organisations\":[\"KZ016\"]}";

    private static void isOfType(String type) {
        Services.instead(
                "record-service GET /contents",
                asked -> new Reply(
                        200, Map.of("Weald-Disclosure", DISCLOSURE, "Weald-Content-Type", type), "<b>hello</b>"));
    }

    private static ValidatableResponse read(String accept) {
        return doctor().header("Accept", accept).get(BINARY).then();
    }

    private static String event() {
        return Services.ASKED.stream()
                .filter(asked -> asked.line().equals("audit-service POST /events"))
                .map(Asked::body)
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDocumentIsItsBytesWithAReceiptForThem() throws NoSuchAlgorithmException {
        read("*/*")
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain"))
                .header("Content-Disposition", equalTo("attachment; filename=\"document.txt\""))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("X-Weald-Receipt", containsString("."))
                .body(equalTo("hello"));
        assertTrue(event().contains("\"bodyHash\":\"" + sha256("hello") + "\""));
        assertTrue(event().contains("\"path\":\"Binary/" + Usual.ITEM + "\""));
        assertTrue(event().contains("\"subtype\":\"read\""));
    }

    @ParameterizedTest
    @CsvSource({
        "application/fhir+json, application/fhir+json",
        "application/json, application/fhir+json",
        "application/fhir+xml, application/fhir+xml"
    })
    void whoNamesAFhirFormatGetsABinary(String accept, String type) {
        read(accept)
                .statusCode(200)
                .header("Content-Type", containsString(type))
                .body(containsString("Binary"))
                .body(containsString("aGVsbG8="));
    }

    @Test
    void theParameterNamesAFormatToo() {
        doctor().get(BINARY + "?_format=json").then().statusCode(200).body("resourceType", equalTo("Binary"));
        doctor().get(BINARY + "?_format=pdf").then().statusCode(406);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, application/octet-stream",
        "image/svg+xml, application/octet-stream",
        "text/xml, application/octet-stream",
        "application/xhtml+xml, application/octet-stream",
        "application/javascript, application/octet-stream",
        "Application/PDF, application/pdf",
        "text/plain; charset=UTF-8, text/plain;charset=UTF-8",
        "image/png, image/png"
    })
    void whatABrowserMightRunIsBytesOfNoType(String type, String served) {
        isOfType(type);

        read("*/*")
                .statusCode(200)
                .header("Content-Type", equalTo(served))
                .header("Content-Disposition", containsString("attachment"))
                .header("Content-Security-Policy", containsString("sandbox"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, 200",
        "'image/png, application/pdf;q=0.5', 200",
        "application/*, 200",
        "image/png, 406",
        "text/*, 406"
    })
    void aDocumentOfAnotherTypeThanIsWantedIsNotSent(String accept, int status) {
        isOfType("application/pdf");

        ValidatableResponse answer = read(accept).statusCode(status);

        if (status == 406) {
            answer.body(not(containsString("hello")));
        }
    }

    @Test
    void aHiddenDocumentAndAnAbsentOneAreAlike() {
        Services.instead("record-service GET /contents", asked -> Reply.problem(404, "not-found", ""));

        read("*/*").statusCode(404).body("resourceType", equalTo("OperationOutcome"));
        assertTrue(event().contains("\"status\":404"));
    }

    @Test
    void withoutAReceiptNoDocumentLeaves() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        read("*/*").statusCode(503).body(not(containsString("hello")));
    }

    @Test
    void whatIsNoIdIsRefusedBeforeAnybodyIsAsked() {
        doctor().get("/fhir/Binary/nonsense").then().statusCode(400);

        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void thePlanIsAskedForAsASearch() {
        doctor().get(PLAN).then().statusCode(200).body("resourceType", equalTo("Bundle"));

        assertTrue(Services.lines().contains("record-service GET /treatment-escalation-plan"));
        assertTrue(Services.ASKED.stream().anyMatch(asked -> asked.body().contains("\"interaction\":\"search\"")));
        assertTrue(event().contains("$treatment-escalation-plan"));
    }

    @Test
    void noPlanIsNotFoundAsNobodyIs() {
        Services.instead("record-service GET /treatment", asked -> Reply.problem(404, "not-found", ""));

        String none = doctor().get(PLAN).then().statusCode(404).extract().asString();
        String nobody = doctor().get(PLAN.replace(Usual.ALICE, Usual.NOBODY))
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertEquals(nobody, none);
        doctor().get(PLAN + "?x=1").then().statusCode(400);
    }
}
