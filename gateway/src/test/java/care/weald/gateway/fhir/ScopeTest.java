package care.weald.gateway.fhir;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Idp;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ScopeTest extends GatewayTest {

    private static ValidatableResponse get(String scope, String path) {
        return given().auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .get("/fhir/" + path.replace("ALICE", Usual.ALICE).replace("ITEM", Usual.ITEM))
                .then();
    }

    @ParameterizedTest
    @CsvSource({
        "user/Observation.r,Observation/ITEM",
        "user/Observation.s,Observation?patient=ALICE",
        "patient/Observation.read,Observation?patient=ALICE",
        "user/Patient.r,Patient/ALICE",
        "user/Organization.r,Organization/x1",
        "user/AuditEvent.s,AuditEvent?patient=ALICE",
        "user/*.r,Patient/ALICE/$everything",
        "user/*.s,Patient/ALICE/$record",
        "user/Binary.r,Binary/ITEM",
        "user/DocumentReference.s user/Observation.r,Patient/ALICE/$treatment-escalation-plan",
        "user/Observation.r user/Patient.r,'Patient/ALICE/$everything?_type=Observation,Patient'",
        "user/Patient.s,Patient?family=Wren&birthdate=1980-01-01",
        "user/Patient.r,Patient/$ihe-pix?sourceIdentifier=https://fhir.nhs.uk/Id/nhs-number|9991000003",
        "user/Task.s,Task?code=possible-duplicate",
        "user/Task.r,Task/17",
        "user/RelatedPerson.s,RelatedPerson?patient=ALICE",
        "user/Observation.s user/Encounter.r,Observation?patient=ALICE&_include=Observation:encounter",
        "user/Observation.s user/DiagnosticReport.s,Observation?patient=ALICE&_revinclude=DiagnosticReport:result"
    })
    void whatAScopeCoversIsServed(String scope, String path) {
        get("openid " + scope, path).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "openid,Patient/ALICE",
        "'',Patient/ALICE",
        "user/Observation.s,Observation/ITEM",
        "user/Observation.r,Observation?patient=ALICE",
        "user/Condition.rs,Observation?patient=ALICE",
        "user/Patient.r,Patient?identifier=a|b",
        "user/*.cud,Patient/ALICE",
        "user/Patient.r,Patient?family=Wren&birthdate=1980-01-01",
        "user/Task.rs,Patient/$ihe-pix?sourceIdentifier=a|b",
        "user/Patient.rs,Task?code=possible-duplicate",
        "user/Task.s,Task/17",
        "user/Patient.rs,RelatedPerson?patient=ALICE",
        "user/Observation.rs,Observation?patient=ALICE&_include=Observation:encounter",
        "user/Observation.rs,Observation?patient=ALICE&_revinclude=DiagnosticReport:result",
        "user/MedicationRequest.rs,MedicationRequest?patient=ALICE&_include=MedicationRequest:medication",
        "user/Observation.rs,Organization/x1",
        "user/Patient.rs,AuditEvent?patient=ALICE",
        "user/Patient.rs,Patient/ALICE/$everything",
        "user/Observation.rs,Patient/ALICE/$record",
        "user/DocumentReference.rs,Binary/ITEM",
        "user/DocumentReference.rs,Patient/ALICE/$treatment-escalation-plan",
        "user/Observation.rs,Patient/ALICE/$record?category=cat-16",
        "user/Observation.rs,Patient/ALICE/$record?_type=Observation",
        "user/Observation.rs,'Patient/ALICE/$everything?_type=Observation,Condition'"
    })
    void whatItDoesNotIsRefusedAndRecordedBeforeAnybodyIsAsked(String scope, String path) {
        get(scope, path)
                .statusCode(403)
                .body("issue[0].details.coding[0].code", equalTo("ACCESS_DENIED"))
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
        assertTrue(Services.last("audit-service").body().contains("\"status\":403"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,Patient/$match,user/Observation.rs",
        "POST,Patient/$merge,user/Patient.rs",
        "POST,Patient/$merge,user/Patient.c",
        "POST,Patient/ALICE/$unlink,user/Patient.rs",
        "PUT,Task/17,user/Task.rs",
        "DELETE,Patient?identifier=a|b,system/Patient.cu",
        "DELETE,Patient?identifier=a|b,user/Patient.d",
        "DELETE,Patient?identifier=a|b,system/Observation.d",
        "PUT,Patient?identifier=a|b,user/Patient.cud",
        "PUT,Patient?identifier=a|b,system/Observation.cud",
        "PUT,Patient?identifier=a|b,system/Patient.rs"
    })
    void aChangeWithoutItsScopeIsRefused(String method, String path, String scope) {
        given().auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .contentType("application/fhir+json")
                .header("If-Match", "W/\"1\"")
                .header("Idempotency-Key", "k-1")
                .body("{\"resourceType\":\"Parameters\"}")
                .request(method, "/fhir/" + path.replace("ALICE", Usual.ALICE))
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @ParameterizedTest
    @CsvSource({"user/*.cruds", "system/*.rs", "user/*.rs"})
    void aFeedWithoutASystemsScopeIsRefused(String scope) {
        given().auth()
                .oauth2(Idp.token(claims -> claims.setClaim("scope", scope)))
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Bundle\",\"type\":\"batch\"}")
                .post("/fhir")
                .then()
                .statusCode(403)
                .body("issue[0].details.coding[1].code", equalTo("scope"));

        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }
}
