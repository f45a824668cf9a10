package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SummaryTest extends GatewayTest {

    private static final String PATH = "/fhir/Patient/" + Usual.ALICE + "/$summary";
    private static final String NUMBER = "https://fhir.nhs.uk/Id/nhs-number|" + Usual.ALICE_NUMBER;
    private static final String NARRATIVE =
            "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>Asthma &lt;script&gt;</p>"
                    + "<script>alert(1)</script></div>";
    private static final String HEAD = "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":["
            + "{\"fullUrl\":\"urn:uuid:5b6bd1a1-0000-8000-8000-000000000001\",\"resource\":{\"resourceType\":\"Composition\","
            + "\"id\":\"5b6bd1a1-0000-8000-8000-000000000001\",\"status\":\"final\",\"date\":\"2026-11-22T12:00:00Z\","
            + "\"title\":\"Summary <as at>\",\"section\":[{\"title\":\"Problems\",\"code\":{\"coding\":[{\"code\":\"11450-4\"}]},"
            + "\"text\":{\"status\":\"generated\",\"div\":\"" + NARRATIVE + "\"}}]}},";
    private static final String REST =
            "{\"fullUrl\":\"urn:uuid:d\",\"resource\":{\"resourceType\":\"Device\",\"id\":\"d\"}}]}";

    @BeforeEach
    void aSummary() {
        Services.instead("record-service GET /summary", _ -> document(HEAD.length()));
    }

    private static Reply document(int offset) {
        return new Reply(
                200,
                Map.of(
                        "Weald-Disclosure",
                        "{\"categories\":[\"cat-07\"],\"items\":1,\"withheld\":2,\"organisations\":[\"KZ001\"]}",
                        "Weald-Entry-Offset",
                        String.valueOf(offset)),
                HEAD + REST);
    }

    @Test
    void theDocumentHasThePatientSecondWithANarrative() {
        doctor().get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .header("X-Weald-Receipt", notNullValue())
                .body("entry.resource.resourceType", equalTo(List.of("Composition", "Patient", "Device")))
                .body("entry[1].fullUrl", equalTo("http://localhost:8080/fhir/Patient/" + Usual.ALICE))
                .body("entry[1].resource.text.status", equalTo("generated"))
                .body("entry[1].resource.text.div", containsString("<td>Female</td>"))
                .body("entry[1].search", equalTo(null));
    }

    @Test
    void itIsDecidedAndRecordedAsTheRecordIs() {
        doctor().get(PATH).then().statusCode(200);

        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"record\""));
        assertEquals(
                "permit-record-service",
                Services.last("record-service").headers().get("weald-permit"));
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"path\":\"Patient/" + Usual.ALICE + "/$summary\""), event);
        assertTrue(event.contains("\"cat-01\"") && event.contains("\"cat-07\""), event);
    }

    @Test
    void itIsAskedByIdentifierWhichNobodyElseHears() {
        doctor().queryParam("identifier", NUMBER)
                .get("/fhir/Patient/$summary")
                .then()
                .statusCode(200)
                .body("entry[1].resource.id", equalTo(Usual.ALICE));

        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"path\":\"Patient/$summary\""), event);
        assertFalse(event.contains(Usual.ALICE_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"identifier\",\"valueString\":\"" + NUMBER + "\"}",
                "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\""
                        + Usual.ALICE_NUMBER + "\"}}"
            })
    void itIsAskedByIdentifierInParameters(String parameter) {
        doctor().contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[" + parameter + "]}")
                .post("/fhir/Patient/$summary")
                .then()
                .statusCode(200)
                .body("entry[1].resource.id", equalTo(Usual.ALICE));
    }

    @Test
    void itIsAskedByPostWithNothing() {
        doctor().post(PATH).then().statusCode(200).body("type", equalTo("document"));
    }

    @ParameterizedTest
    @CsvSource({"Accept,application/fhir+xml", "Content-Type,application/fhir+xml"})
    void itComesAsXmlByAcceptAndByContentType(String header, String type) {
        doctor().header(header, type)
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/fhir+xml")
                .body(containsString("<Composition"))
                .body(containsString("<id value=\"5b6bd1a1-0000-8000-8000-000000000001\">"));
    }

    @ParameterizedTest
    @CsvSource({"Accept,text/html", "Content-Type,text/html"})
    void itComesAsAPageThatRunsNothing(String header, String type) {
        String page = doctor().header(header, type)
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("X-Weald-Receipt", notNullValue())
                .header("Content-Security-Policy", equalTo(SummaryStyle.POLICY))
                .header("Cache-Control", "no-store")
                .extract()
                .asString();

        assertTrue(page.startsWith("<!DOCTYPE html><html lang=\"en-GB\">"), page);
        assertTrue(page.contains("Asthma &lt;script&gt;"), page);
        assertTrue(page.contains("Summary &lt;as at&gt;"), page);
        assertFalse(page.contains("<script") || page.contains("alert"), page);
        assertFalse(page.contains(" style=") || page.contains("http"), page);
    }

    @Test
    void thePageIsWhatFormatNames() {
        doctor().queryParam("_format", "html").get(PATH).then().statusCode(200).contentType("text/html");
    }

    @Test
    void aFormThatIsNoneIsNotAcceptable() {
        doctor().accept("application/pdf").get(PATH).then().statusCode(406);
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/Patient/x/$summary,400",
        "/fhir/Patient/$summary,400",
        "/fhir/Patient/$summary?identifier=9991000003,400",
        "/fhir/Patient/$summary?identifier=a|b&identifier=a|c,400",
        "/fhir/Patient/$summary?name=x,400",
        PATH + "?identifier=a|b,400",
        PATH + "?profile=http://example.org/other,400",
        PATH + "?profile=http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips,200"
    })
    void onlyWhatTheOperationKnowsIsAsked(String path, int status) {
        doctor().urlEncodingEnabled(false)
                .get(path.replace("|", "%7C"))
                .then()
                .statusCode(status)
                .body(not(containsString("9991000003")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"resourceType\":\"Patient\"}", "{"})
    void aBodyThatIsNoParametersIsRefused(String body) {
        doctor().contentType("application/fhir+json")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({Usual.REFUSED + ",403", Usual.HIDDEN + ",404", Usual.NOBODY + ",404"})
    void whoMayNotKnowGetsNoSummaryInAnyForm(String person, int status) {
        for (String accept : List.of("application/fhir+json", "application/fhir+xml", "text/html")) {
            doctor().accept(accept)
                    .get("/fhir/Patient/" + person + "/$summary")
                    .then()
                    .statusCode(status)
                    .body(not(containsString("Composition")));
        }
    }

    @Test
    void withoutAPatientThereIsNoDocument() {
        Services.instead("identity-service GET /patients/", _ -> Reply.problem(404, "not-found", ""));

        doctor().get(PATH).then().statusCode(404);
    }

    @Test
    void withoutAReceiptThereIsNoPage() {
        Services.instead("audit-service POST /events", _ -> Reply.problem(503, "unavailable", ""));

        doctor().accept("text/html").get(PATH).then().statusCode(503).body(not(containsString("Asthma")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 100_000})
    void aDocumentWithoutAPlaceForThePatientIsNotReleased(int offset) {
        Services.instead("record-service GET /summary", _ -> document(offset));

        doctor().get(PATH).then().statusCode(503);
    }
}
