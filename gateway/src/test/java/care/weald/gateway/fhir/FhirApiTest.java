package care.weald.gateway.fhir;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FhirApiTest extends GatewayTest {

    private static final String NUMBER = "https://fhir.nhs.uk/Id/nhs-number|" + Usual.ALICE_NUMBER;

    @Test
    void aPatientIsFoundByIdentifier() {
        doctor().queryParam("identifier", NUMBER)
                .get("/fhir/Patient")
                .then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .body("total", equalTo(1))
                .body("entry[0].fullUrl", equalTo("http://localhost:8080/fhir/Patient/" + Usual.ALICE))
                .body("entry[0].resource.id", equalTo(Usual.ALICE));

        assertFalse(Services.last("audit-service").body().contains(Usual.ALICE_NUMBER));
    }

    @Test
    void aPatientIsFoundByAForm() {
        doctor().contentType("application/x-www-form-urlencoded")
                .formParam("identifier", NUMBER)
                .post("/fhir/Patient/_search")
                .then()
                .statusCode(200)
                .body("entry[0].resource.id", equalTo(Usual.ALICE));
    }

    @Test
    void aSearchPassesItsParametersOnButNotThePatient() {
        doctor().queryParam("patient", "Patient/" + Usual.ALICE)
                .queryParam("code", "http://loinc.org|8480-6")
                .queryParam("date", "ge2026-01-01")
                .queryParam("_count", "5")
                .get("/fhir/Observation")
                .then()
                .statusCode(200);

        assertEquals(
                "/items/Observation?code=http%3A%2F%2Floinc.org%7C8480-6&date=ge2026-01-01&_count=5",
                Services.last("record-service").target());
        assertTrue(Services.last("audit-service").body().contains("code=http://loinc.org|8480-6&date=ge2026-01-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient.identifier", "patient:identifier"})
    void aSearchMayNameThePatientByIdentifier(String name) {
        doctor().queryParam(name, NUMBER).get("/fhir/Condition").then().statusCode(200);

        assertEquals("/items/Condition", Services.last("record-service").target());
        assertFalse(Services.last("audit-service").body().contains(Usual.ALICE_NUMBER));
    }

    @Test
    void aSearchByFormIsTheSame() {
        doctor().contentType("application/x-www-form-urlencoded")
                .body("patient=" + Usual.ALICE + "&category=vital-signs")
                .post("/fhir/Observation/_search")
                .then()
                .statusCode(200);

        assertEquals(
                "/items/Observation?category=vital-signs",
                Services.last("record-service").target());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Observation ! MISSING_VALUE ! patient",
                "Observation?patient=x ! INVALID_RESOURCE_ID ! patient",
                "Observation?patient=Group/1 ! INVALID_RESOURCE_ID ! patient",
                "Observation?patient=" + Usual.ALICE + "&patient=" + Usual.ALICE + " ! INVALID_SEARCH_DATA ! patient",
                "Observation?patient.identifier=9991000003 ! INVALID_RESOURCE_ID ! patient.identifier",
                "Patient ! MISSING_VALUE ! identifier",
                "Patient?identifier=9991000003 ! INVALID_RESOURCE_ID ! identifier",
                "Patient?surname=x ! INVALID_SEARCH_DATA ! surname",
                "Patient?family=x&surname=x ! INVALID_SEARCH_DATA ! surname",
                "Patient?identifier=a%7Cb&family=x ! INVALID_SEARCH_DATA ! family",
                "Patient?identifier:not=a|b ! INVALID_SEARCH_DATA ! identifier:not",
                "Patient/9991000003 ! INVALID_RESOURCE_ID ! id",
                "Observation/1 ! INVALID_RESOURCE_ID ! id",
                "Observation/" + Usual.ITEM + "?x=1 ! INVALID_SEARCH_DATA ! x"
            })
    void aRequestAtFaultNamesThePlaceAndIsRecordedWithoutADecision(String path, String code, String place) {
        doctor().urlEncodingEnabled(false)
                .get("/fhir/" + path.trim().replace("|", "%7C"))
                .then()
                .statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo(code))
                .body("issue[0].expression[0]", equalTo(place))
                .body(not(containsString("9991000003")));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
        assertFalse(Services.last("audit-service").headers().containsKey("weald-permit"));
        assertFalse(Services.last("audit-service").body().contains("9991000003"));
    }

    @Test
    void aFaultThatAServiceFindsKeepsItsPlaceButNotItsWords() {
        Services.instead("record-service", asked -> Reply.problem(400, "invalid-parameter", ",\"place\":\"date\""));

        doctor().queryParam("patient", Usual.ALICE)
                .queryParam("date", "yesterday")
                .get("/fhir/Observation")
                .then()
                .statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo("INVALID_SEARCH_DATA"))
                .body("issue[0].expression[0]", equalTo("date"))
                .body(not(containsString("internal words")))
                .body(not(containsString("9991000003")));
    }

    @Test
    void anNhsNumberThatCannotBeIsInvalid() {
        Services.instead("identity-service", asked -> Reply.problem(400, "invalid-identifier", ""));

        doctor().queryParam("identifier", "https://fhir.nhs.uk/Id/nhs-number|1234567890")
                .get("/fhir/Patient")
                .then()
                .statusCode(400)
                .body("issue[0].details.coding[0].code", equalTo("INVALID_RESOURCE_ID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pet", "patient", "Patient/x/y", "Organization/a/_history/1", "StructureDefinition/1"})
    void whatIsNotServedIsNotFound(String path) {
        doctor().get("/fhir/" + path)
                .then()
                .statusCode(404)
                .body("issue[0].details.coding[0].code", equalTo("UNSUPPORTED_SERVICE"));
    }

    @Test
    void aPathOutsideTheApiIsNotFound() {
        doctor().get("/nothing").then().statusCode(404).body("resourceType", equalTo("OperationOutcome"));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/fhir/Patient/1",
        "PUT,/fhir/Observation/1",
        "POST,/fhir/Patient/1",
        "PATCH,/fhir/Patient/1",
        "PUT,/fhir"
    })
    void aMethodThatIsNotOfferedIsRefused(String method, String path) {
        doctor().request(method, path).then().statusCode(405).body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void everythingBeginsWithThePatientAndIsDisclosedAsAWhole() {
        doctor().get("/fhir/Patient/{id}/$everything?_count=10", Usual.ALICE)
                .then()
                .statusCode(200)
                .body("entry", hasSize(2))
                .body("entry[0].resource.resourceType", equalTo("Patient"))
                .body("entry[1].resource.resourceType", equalTo("Observation"));

        assertEquals("/everything?_count=10", Services.last("record-service").target());
        String event = Services.last("audit-service").body();
        assertTrue(event.contains("\"categories\":[\"cat-01\",\"cat-16\"],\"items\":2"), event);
        assertTrue(event.contains("\"organisations\":[\"KZ001\",\"KZ016\"]"), event);
    }

    @Test
    void anEmptyBundleTakesThePatientToo() {
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":[]}";
        Services.instead(
                "record-service",
                asked -> new Reply(200, Map.of("Weald-Entry-Offset", Integer.toString(bundle.indexOf(']'))), bundle));

        doctor().get("/fhir/Patient/{id}/$record", Usual.ALICE)
                .then()
                .statusCode(200)
                .body("entry", hasSize(1))
                .body("entry[0].resource.resourceType", equalTo("Patient"));
    }

    @Test
    void aRecordWithoutDemographicsAsksNoPatient() {
        doctor().get("/fhir/Patient/{id}/$record?category=cat-09&category=cat-10", Usual.ALICE)
                .then()
                .statusCode(200)
                .body("entry", hasSize(1));

        assertEquals(
                "/record?category=cat-09&category=cat-10",
                Services.last("record-service").target());
        assertFalse(Services.lines().stream().anyMatch(line -> line.contains("/patients/")));
        assertTrue(Services.last("consent-service").body().contains("[\"record-service\",\"audit-service\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "$record ! 2",
                "$record?category=cat-09,cat-01 ! 2",
                "$record?category=cat-09&category=cat-01 ! 2",
                "$record?category=cat-09 ! 1",
                "$record?_cursor=x ! 1",
                "$everything?_type=Patient,Observation ! 2",
                "$everything?_type=Observation ! 1",
                "$everything?_cursor=x ! 1"
            })
    void thePatientIsThereWhereItIsAskedFor(String operation, int entries) {
        doctor().get("/fhir/Patient/" + Usual.ALICE + "/" + operation.trim())
                .then()
                .statusCode(200)
                .body("entry", hasSize(entries));
    }

    @Test
    void theDirectoryIsAboutNobody() {
        doctor().get("/fhir/Organization?identifier=https://fhir.nhs.uk/Id/ods-organization-code|KZ016")
                .then()
                .statusCode(200);
        doctor().get("/fhir/Practitioner/p1").then().statusCode(200);

        assertFalse(Services.lines().stream().anyMatch(line -> line.startsWith("identity-service")));
        assertTrue(Services.last("consent-service").body().contains("\"interaction\":\"directory\""));
        assertFalse(Services.last("consent-service").body().contains("person"));
    }

    @Test
    void agreementsComeFromTheirOwnerAfterADecision() {
        doctor().get("/fhir/OrganizationAffiliation?participating-organization=KZ016")
                .then()
                .statusCode(200)
                .header("X-Weald-Receipt", notNullValue());
        doctor().get("/fhir/OrganizationAffiliation/KZ016-20260101").then().statusCode(200);

        List<String> asked = Services.lines();
        assertTrue(asked.stream().anyMatch(line -> line.contains("/agreements")));
        assertTrue(asked.stream().anyMatch(line -> line.contains("/agreements/KZ016-20260101")));
        assertTrue(asked.stream().anyMatch(line -> line.startsWith("consent-service") && line.contains("/decisions")));
        assertFalse(asked.stream().anyMatch(line -> line.startsWith("record-service")));
    }

    @Test
    void theAuditTrailIsSearchedByPatientAndTheSearchIsRecorded() {
        doctor().get("/fhir/AuditEvent?patient=" + Usual.ALICE + "&date=ge2026-01-01")
                .then()
                .statusCode(200);

        assertEquals(
                "/audit-events?patient=" + Usual.ALICE + "&date=ge2026-01-01",
                Services.last("audit-service GET").target());
        assertTrue(Services.last("consent-service").body().contains("\"person\":"));
        assertEquals("audit-service POST /events", Services.lines().getLast());
    }

    @Test
    void theAuditTrailIsSearchedWithoutAPatientUnderADecisionAboutNobody() {
        doctor().get("/fhir/AuditEvent?outcome=8&_count=5").then().statusCode(200);

        assertEquals(
                "/audit-events?outcome=8&_count=5",
                Services.last("audit-service GET").target());
        assertFalse(Services.last("consent-service").body().contains("\"person\":"));
        assertEquals("audit-service POST /events", Services.lines().getLast());
    }

    @Test
    void aRelationshipIsClaimedForAReason() {
        doctor().contentType("application/fhir+json")
                .body(
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"On call\"}]}")
                .post("/fhir/Patient/{id}/$claim-relationship", Usual.ALICE)
                .then()
                .statusCode(200)
                .body("parameter[0].valueInstant", equalTo("2026-11-23T00:00:00Z"));

        assertTrue(Services.last("consent-service").body().contains("\"reason\":\"On call\""));
        assertEquals("claim-permit", Services.last("audit-service").headers().get("weald-permit"));
    }

    @Test
    void aClaimWithoutAReasonIsInvalid() {
        doctor().contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\"}")
                .post("/fhir/Patient/{id}/$claim-relationship", Usual.ALICE)
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("reason"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/fhir+xml,",
        "application/xml,",
        "text/xml,",
        "application/fhir+json;q=0.5\\, application/fhir+xml,",
        "application/fhir+json,xml",
        "*/*,application/fhir+xml"
    })
    void xmlIsAnsweredWhereItIsWanted(String accept, String parameter) {
        given().spec(doctor())
                .header("Accept", accept.replace("\\", ""))
                .get("/fhir/Patient/" + Usual.ALICE + (parameter == null ? "" : "?_format=" + parameter))
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/fhir+xml"))
                .body(containsString("<Patient xmlns=\"http://hl7.org/fhir\">"));
    }

    @Test
    void errorsAreInXmlToo() {
        doctor().header("Accept", "application/fhir+xml")
                .get("/fhir/Patient/x")
                .then()
                .statusCode(400)
                .header("Content-Type", containsString("application/fhir+xml"))
                .body(containsString("<code value=\"INVALID_RESOURCE_ID\"/>"));
    }

    @Test
    void anotherFormIsNotAcceptable() {
        doctor().header("Accept", "text/turtle")
                .get("/fhir/Patient/{id}", Usual.ALICE)
                .then()
                .statusCode(406)
                .body("resourceType", equalTo("OperationOutcome"));
        doctor().get("/fhir/Patient/{id}?_format=ttl", Usual.ALICE).then().statusCode(406);
    }

    @Test
    void anotherContentTypeIsNotTaken() {
        given().auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", "system/*.cruds")))
                .contentType("text/plain")
                .body("x")
                .post("/fhir")
                .then()
                .statusCode(415);
        doctor().contentType("application/json")
                .body("{}")
                .post("/fhir/Patient/_search")
                .then()
                .statusCode(415);
    }
}
