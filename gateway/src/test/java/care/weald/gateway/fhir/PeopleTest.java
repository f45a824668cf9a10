package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracing people: who is asked, what the audit trail is told, and what never leaves. */
@QuarkusTest
class PeopleTest extends GatewayTest {

    private static final String NUMBER = "https://fhir.nhs.uk/Id/nhs-number|" + Usual.ALICE_NUMBER;
    private static final String FOUND = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":"
            + "{\"resourceType\":\"Patient\",\"id\":\"" + Usual.ALICE + "\",\"name\":[{\"family\":\"Wren\"}]}},"
            + "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" + Usual.HIDDEN + "\"}}]}";
    private static final String PATIENT = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\","
            + "\"resource\":{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Wren\"}]}}]}";

    @BeforeEach
    void somebodyIsFound() {
        Reply found = new Reply(
                200,
                Map.of(
                        "Weald-Disclosure",
                        "{\"categories\":[\"cat-01\"],\"items\":1,\"withheld\":0,\"organisations\":[\"KZ016\"],"
                                + "\"persons\":[\"" + Usual.ALICE + "\",\"" + Usual.HIDDEN + "\"]}"),
                FOUND);
        Services.instead("identity-service GET /patients", asked -> found);
        Services.instead("identity-service POST /patients/$match", asked -> found);
    }

    private static Response search() {
        return doctor().queryParam("family", "Wren")
                .queryParam("given", "Ann Mary")
                .queryParam("birthdate", "ge1980-01-01")
                .queryParam("birthdate", "le1981-01-01")
                .queryParam("_max-results", "5")
                .queryParam("_format", "json")
                .get("/fhir/Patient");
    }

    private static Response match() {
        return doctor().contentType("application/fhir+json").body(PATIENT).post("/fhir/Patient/$match");
    }

    @Test
    void peopleAreFoundByDemographics() {
        search().then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .header("X-Weald-Receipt", containsString("."))
                .body("entry[0].resource.id", equalTo(Usual.ALICE));

        assertEquals(
                List.of("consent-service POST /decisions", "identity-service GET /patients"),
                Services.lines().subList(0, 2));
        assertEquals("audit-service POST /events", Services.lines().getLast());
        assertTrue(Services.ASKED.getFirst().body().contains("\"interaction\":\"people\""));
        assertEquals(
                "/patients?family=Wren&given=Ann+Mary&birthdate=ge1980-01-01&birthdate=le1981-01-01&_max-results=5",
                Services.last("identity-service GET /patients").target());
        assertEquals(
                "permit-identity-service",
                Services.last("identity-service GET /patients").headers().get("weald-permit"));
    }

    @Test
    void theAuditTrailIsToldWhoWasShownAndByWhichParametersAlone() {
        search().then().statusCode(200);

        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"path\":\"Patient\",\"query\":\"_max-results&birthdate&family&given\""), event);
        assertTrue(event.contains("\"persons\":[\"" + Usual.ALICE + "\"]"), event);
        for (String secret : List.of("Wren", "Ann", "1980")) {
            assertFalse(event.contains(secret), event);
        }
    }

    @Test
    void peopleWhomTheAuditTrailCouldNotNameAreNotShown() {
        Reply unnamed = new Reply(200, Map.of("Weald-Disclosure", "{\"categories\":[\"cat-01\"],\"items\":1}"), FOUND);
        Services.instead("identity-service GET /patients", asked -> unnamed);
        Services.instead("identity-service POST /patients/$match", asked -> unnamed);

        for (Response answer : List.of(search(), match())) {
            answer.then().statusCode(503);
            assertFalse(answer.asString().contains(Usual.ALICE));
        }
    }

    @Test
    void theFormIsTheSameAndKeepsNamesOutOfTheUrl() {
        doctor().contentType("application/x-www-form-urlencoded")
                .formParam("family", "Wren")
                .formParam("birthdate", "1980-01-01")
                .post("/fhir/Patient/_search")
                .then()
                .statusCode(200)
                .body("entry[0].resource.id", equalTo(Usual.ALICE));

        assertEquals(
                "/patients?family=Wren&birthdate=1980-01-01",
                Services.last("identity-service GET /patients").target());
        assertFalse(Services.last("audit-service").body().contains("Wren"));
    }

    @Test
    void namesMayBeAskedForAsTheyAreSpelt() {
        doctor().get("/fhir/Patient?family:exact=Wren&given:exact=Ann&birthdate=1980-01-01&active=true")
                .then()
                .statusCode(200);

        assertEquals(
                "/patients?family%3Aexact=Wren&given%3Aexact=Ann&birthdate=1980-01-01&active=true",
                Services.last("identity-service GET /patients").target());
        assertTrue(Services.last("audit-service")
                .body()
                .contains("\"query\":\"active&birthdate&family:exact&given:exact\""));
    }

    @Test
    void tooFewCriteriaAreTheCallersFaultAndTooManyMatchesAreNot() {
        Services.instead(
                "identity-service GET /patients",
                asked -> asked.target().contains("birthdate")
                        ? Reply.ok(
                                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\","
                                        + "\"code\":\"multiple-matches\",\"details\":{\"coding\":[{\"code\":\"TOO_MANY_MATCHES\"}]}}]}")
                        : Reply.problem(400, "invalid-parameter", ",\"place\":\"birthdate\""));

        doctor().get("/fhir/Patient?family=Wren")
                .then()
                .statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo("INVALID_SEARCH_DATA"))
                .body("issue[0].expression[0]", equalTo("birthdate"))
                .body(not(containsString("Wren")));
        doctor().get("/fhir/Patient?family=Wren&birthdate=1980-01-01")
                .then()
                .statusCode(200)
                .body("issue[0].details.coding[0].code", equalTo("TOO_MANY_MATCHES"));
    }

    @Test
    void aLikenessIsAskedForWithThePatientAsItCame() {
        match().then().statusCode(200).body("entry[0].resource.id", equalTo(Usual.ALICE));

        assertEquals(
                PATIENT, Services.last("identity-service POST /patients/$match").body());
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"path\":\"Patient/$match\",\"query\":\"\""), event);
        assertTrue(event.contains("\"persons\":"), event);
        assertFalse(event.contains("Wren"), event);
    }

    @Test
    void aLikenessInXmlIsTheSame() {
        doctor().contentType("application/fhir+xml")
                .header("Accept", "application/fhir+xml")
                .body(
                        "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"resource\"/><resource><Patient>"
                                + "<name><family value=\"Wren\"/></name></Patient></resource></parameter></Parameters>")
                .post("/fhir/Patient/$match")
                .then()
                .statusCode(200)
                .body(containsString("<family value=\"Wren\""));

        assertEquals(
                PATIENT, Services.last("identity-service POST /patients/$match").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {
                "text/plain ! x ! 415",
                "application/fhir+json ! - ! 400",
                "application/fhir+xml ! <Parameters ! 400",
            })
    void aLikenessOfNothingReadableIsRefused(String type, String body, int status) {
        doctor().contentType(type)
                .body(body == null ? "" : body)
                .post("/fhir/Patient/$match")
                .then()
                .statusCode(status);
    }

    @Test
    void aPatientOverTheLimitIsTooLarge() {
        doctor().contentType("application/fhir+json")
                .body(PATIENT + " ".repeat(262_144))
                .post("/fhir/Patient/$match")
                .then()
                .statusCode(413);

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void whoMayNotTraceIsToldWhyAndNobodyIsAsked() {
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"deny\",\"reason\":\"people-tracer\",\"shown\":\"refused\","
                        + "\"permits\":{\"audit-service\":\"deny-permit\"}}"));

        for (Response answer : List.of(search(), match())) {
            answer.then().statusCode(403).body("issue[0].details.coding[1].code", equalTo("people-tracer"));
            assertEquals("deny-permit", Services.last("audit-service").headers().get("weald-permit"));
        }
        assertTrue(Services.lines().stream().noneMatch(line -> line.startsWith("identity-service")));
    }

    @Test
    void withoutAReceiptNobodyIsShown() {
        Services.instead("audit-service POST /events", asked -> Reply.problem(503, "unavailable", ""));

        for (Response answer : List.of(
                search(),
                match(),
                doctor().queryParam("sourceIdentifier", NUMBER).get("/fhir/Patient/$ihe-pix"),
                doctor().get("/fhir/Patient/" + Usual.ALICE + "/RelatedPerson"))) {
            answer.then().statusCode(503).body("resourceType", equalTo("OperationOutcome"));
            assertFalse(answer.asString().contains(Usual.ALICE));
        }
    }

    @Test
    void oneIdentifierLeadsToTheOthers() {
        doctor().queryParam("sourceIdentifier", NUMBER)
                .queryParam("targetSystem", "urn:a", "urn:b")
                .get("/fhir/Patient/$ihe-pix")
                .then()
                .statusCode(200);

        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"demographics\""));
        assertEquals(
                "/patients/" + Usual.ALICE + "/$ihe-pix?targetSystem=urn%3Aa&targetSystem=urn%3Ab",
                Services.last("identity-service").target());
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"query\":\"sourceIdentifier&targetSystem\""), event);
        assertFalse(event.contains(Usual.ALICE_NUMBER), event);
    }

    @Test
    void anUnknownIdentifierLeadsNowhereLikeAHiddenOne() {
        Response unknown = doctor().queryParam("sourceIdentifier", "https://fhir.nhs.uk/Id/nhs-number|9991000038")
                .get("/fhir/Patient/$ihe-pix");
        Response hidden = doctor().queryParam("sourceIdentifier", "https://fhir.nhs.uk/Id/nhs-number|9991000011")
                .get("/fhir/Patient/$ihe-pix");

        assertEquals(404, unknown.statusCode());
        assertArrayEquals(unknown.asByteArray(), hidden.asByteArray());
    }

    @ParameterizedTest
    @CsvSource({"invalid-identifier,400,400,sourceIdentifier", "refused,403,403,targetSystem"})
    void aDomainThatIsNotKnownIsToldAsIdentityServiceDoes(String kind, int status, int shown, String place) {
        Services.instead(
                "identity-service GET /patients/" + Usual.ALICE + "/$ihe-pix",
                asked -> Reply.problem(status, kind, ",\"place\":\"" + place + "\""));
        Services.instead(
                "identity-service GET /patients", asked -> Reply.problem(status, kind, ",\"place\":\"" + place + "\""));

        doctor().queryParam("sourceIdentifier", NUMBER)
                .get("/fhir/Patient/$ihe-pix")
                .then()
                .statusCode(shown)
                .body("issue[0].expression[0]", equalTo(place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targetSystem=urn:a",
                "sourceIdentifier=9991000003",
                "sourceIdentifier=a%7Cb&sourceIdentifier=c%7Cd",
                "sourceIdentifier=a%7Cb&targetsystem=urn:a"
            })
    void aCrossReferenceOfNothingIsRefused(String query) {
        doctor().urlEncodingEnabled(false)
                .get("/fhir/Patient/$ihe-pix?" + query)
                .then()
                .statusCode(400)
                .body(not(containsString("9991000003")));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void whomToRingIsIdentityServices() {
        doctor().get("/fhir/Patient/" + Usual.ALICE + "/RelatedPerson").then().statusCode(200);

        assertEquals(
                "/patients/" + Usual.ALICE + "/related-persons",
                Services.last("identity-service").target());
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"demographics\""));
    }

    @Test
    void whomToRingForSomebodyHiddenAndForNobodyLookTheSame() {
        Response hidden = doctor().get("/fhir/Patient/" + Usual.HIDDEN + "/RelatedPerson");
        Response nobody = doctor().get("/fhir/Patient/" + Usual.NOBODY + "/RelatedPerson");

        hidden.then().statusCode(404);
        assertArrayEquals(hidden.asByteArray(), nobody.asByteArray());
        doctor().get("/fhir/Patient/" + Usual.REFUSED + "/RelatedPerson").then().statusCode(403);
    }

    @Test
    void s116WhoIsAbsentForTheCallerIsLeftOut() {
        // Given
        String nobody = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";
        Services.instead("consent-service POST /decisions/trace", asked -> Reply.ok("{\"known\":[false,false]}"));
        // Then
        for (Response answer : List.of(search(), match())) {
            answer.then().statusCode(200);
            assertEquals(nobody, answer.asString());
            assertFalse(Services.last("audit-service").body().contains(Usual.ALICE));
        }
    }

    @Test
    void nobodyIsShownWhenThatCannotBeDecidedOfOne() {
        Services.instead("identity-service POST /person-tokens", asked -> Reply.problem(503, "unavailable", ""));

        for (Response answer : List.of(search(), match())) {
            answer.then().statusCode(503);
            assertFalse(answer.asString().contains(Usual.ALICE));
        }
    }

    @Test
    void everybodyWhoIsFoundIsDecidedOfAtOnce() {
        // Given one of two whom the caller may know of
        String two = "{\"resourceType\":\"Bundle\",\"total\":2,\"entry\":[%s,%s]}"
                .formatted(entry(Usual.HIDDEN), entry(Usual.ALICE));
        String named = "{\"items\":2,\"persons\":[\"%s\",\"%s\"]}".formatted(Usual.HIDDEN, Usual.ALICE);
        Services.instead(
                "identity-service GET /patients", asked -> new Reply(200, Map.of("Weald-Disclosure", named), two));

        // When
        Response answer = search();

        // Then
        assertEquals(List.of(Usual.ALICE), answer.jsonPath().getList("entry.resource.id"));
        assertEquals(
                1,
                Services.lines().stream()
                        .filter("consent-service POST /decisions/trace"::equals)
                        .count());
        assertFalse(Services.last("audit-service").body().contains(Usual.HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"known\":[]}", "{\"known\":[true,true,true]}", "{}", "no JSON"})
    void aDecisionThatIsNotOfEverybodyShowsNobody(String known) {
        Services.instead("consent-service POST /decisions/trace", asked -> Reply.ok(known));

        for (Response answer : List.of(search(), match())) {
            answer.then().statusCode(503);
            assertFalse(answer.asString().contains(Usual.ALICE));
        }
    }

    private static String entry(String person) {
        return "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"" + person + "\"}}";
    }
}
