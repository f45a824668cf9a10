package care.weald.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed list of what a search may ask, as the gateway has it. */
@QuarkusTest
class SearchableTest extends GatewayTest {

    @Test
    void theListIsTheContract() throws IOException {
        assertEquals(
                Files.readString(Path.of("../docs/contracts/search-parameters.json")),
                Files.readString(Path.of("src/main/resources/search-parameters.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense=1 nonsense",
                "code:text=x code:text",
                "_has:Observation:code=x _has:Observation:code",
                "patient.name=x patient.name",
                "clinical-status=active clinical-status",
                "onset-date=2026 onset-date",
                "_include=* _include",
                "_include=Observation:subject _include",
                "_include:iterate=Observation:encounter _include:iterate",
                "_revinclude=Observation:encounter _revinclude"
            })
    void whatIsNotOnItIsRefusedByNameBeforeAnybodyIsAsked(String queryAndPlace) {
        String[] parts = queryAndPlace.split(" ", 2);
        doctor().get("/fhir/Observation?patient=" + Usual.ALICE + "&" + parts[0])
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo(parts[1]));
        assertEquals(List.of("audit-service POST /events"), Services.lines());
    }

    @Test
    void theStatementNamesWhatEachTypeHasAndNoMore() {
        RestAssured.given()
                .get("/fhir/metadata")
                .then()
                .body(
                        "rest[0].resource.find { it.type == 'Condition' }.searchParam.name",
                        hasItems("patient", "code", "clinical-status", "onset-date", "recorded-date", "encounter"))
                .body("rest[0].resource.find { it.type == 'Condition' }.searchParam.name", not(hasItem("date")))
                .body(
                        "rest[0].resource.find { it.type == 'MedicationRequest' }.searchInclude",
                        hasItem("MedicationRequest:medication"))
                .body(
                        "rest[0].resource.find { it.type == 'Observation' }.searchRevInclude",
                        hasItem("DiagnosticReport:result"));
    }

    @Test
    void theAuditTrailIsToldCodesAndDatesButNoIdentifier() {
        doctor().get("/fhir/Observation?patient=" + Usual.ALICE
                        + "&identifier=urn:x|secret&encounter=secret&_revinclude=DiagnosticReport:result&date=ge2026")
                .then()
                .statusCode(200);
        String event = Services.last("audit-service").body();
        org.hamcrest.MatcherAssert.assertThat(event, containsString("_revinclude=DiagnosticReport:result&date=ge2026"));
        org.hamcrest.MatcherAssert.assertThat(event, not(containsString("secret")));
    }
}
