package care.weald.consent.agreement;

import static care.weald.consent.support.EventLoop.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class AgreementResourceTest {

    private static final String BASE = "http://localhost:8080/fhir/OrganizationAffiliation";

    @Inject
    @Readiness
    AgreementLoader loader;

    @BeforeEach
    void theAgreementsAreStored() {
        await(loader::refresh);
    }

    private static ValidatableResponse get(String path, String organisation, String role) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Peers.caller("consent-service", organisation, role, "TREAT"))
                .get(path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return get(path, Partners.PRACTICE, "R8000");
    }

    @Test
    void anOrganisationsAgreementIsFound() {
        get("/agreements?participating-organization=RXH01")
                .statusCode(200)
                .contentType("application/fhir+json")
                .header("Weald-Disclosure", containsString("\"items\":0"))
                .body("resourceType", equalTo("Bundle"))
                .body("type", equalTo("searchset"))
                .body("total", equalTo(1))
                .body("entry.fullUrl", contains(BASE + "/RXH01-20200101"))
                .body("entry[0].resource.participatingOrganization.identifier.value", equalTo("RXH01"))
                .body("entry[0].resource.participatingOrganization.display", equalTo("Northgate Hospital"))
                .body("entry[0].resource.active", equalTo(true))
                .body("entry[0].resource.code[0].coding[0].code", equalTo("JCA"))
                .body(
                        "entry[0].resource.extension.findAll { it.url.endsWith('excluded-category') }.valueCoding.code",
                        contains("cat-05", "cat-06"));
    }

    @Test
    void theIdentifierSystemMayBeSaid() {
        get("/agreements?participating-organization=https://fhir.nhs.uk/Id/ods-organization-code%7CLAP01")
                .statusCode(200)
                .body("entry.resource.id", contains("LAP01-20200101"))
                .body("entry[0].resource.active", equalTo(false));
    }

    @Test
    void anOrganisationThatSignedNothingHasNoEntry() {
        get("/agreements?participating-organization=NOB01")
                .statusCode(200)
                .body("total", equalTo(0))
                .body("entry", nullValue());
    }

    @Test
    void activeTellsTheLiveOnesFromTheOthers() {
        get("/agreements?active=true&_count=1000")
                .body("entry.resource.active", everyItem(equalTo(true)))
                .body("entry.resource.id", hasItem("KZ016-20200101"))
                .body("entry.resource.id", not(hasItem("LAP01-20200101")));
        get("/agreements?active=false&_count=1000")
                .body("entry.resource.active", everyItem(equalTo(false)))
                .body("entry.resource.id", hasItem("LAP01-20200101"))
                .body("entry.resource.id", not(hasItem("KZ016-20200101")));
    }

    @Test
    void theNextLinksLeadThroughAllOfThemOnce() {
        // Given
        List<String> all = get("/agreements?_count=1000").extract().path("entry.resource.id");

        // When
        List<String> seen = new ArrayList<>();
        String next = "/agreements?_count=1";
        while (next != null && seen.size() <= all.size()) {
            ValidatableResponse page = get(next).statusCode(200).body("total", equalTo(all.size()));
            seen.addAll(page.extract().path("entry.resource.id"));
            String url = page.extract().path("link.find { it.relation == 'next' }?.url");
            next = url == null ? null : "/agreements?" + URI.create(url).getRawQuery();
        }

        // Then
        assertTrue(all.size() >= 4);
        assertEquals(all, seen);
    }

    @Test
    void oneAgreementIsReadByItsId() {
        get("/agreements/HST01-20200101")
                .statusCode(200)
                .contentType("application/fhir+json")
                .body("resourceType", equalTo("OrganizationAffiliation"))
                .body("id", equalTo("HST01-20200101"))
                .body("period.start", equalTo("2020-01-01"))
                .body("period.end", equalTo("2099-12-31"))
                .body("organization.identifier.value", equalTo("http://localhost:8080/fhir"))
                .body("code[0].coding[0].code", equalTo("DPA"))
                .body("extension.find { it.url.endsWith('processor') }.valueBoolean", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KZ016-20200102", "NOB01-20200101", "KZ016", "KZ016-20200230", "%27", "KZ016-20200101%00"})
    void anIdThatIsNoneIsNotFound(String id) {
        get("/agreements/" + id).statusCode(404).body("type", equalTo("urn:weald:problem:not-found"));
    }

    @ParameterizedTest
    @CsvSource({
        "organization=KZ016, organization",
        "_format=json, _format",
        "participating-organization=kz%20016, participating-organization",
        "participating-organization=, participating-organization",
        "participating-organization=KZ016&participating-organization=RXH01, participating-organization",
        "participating-organization=https://example.org%7CKZ016, participating-organization",
        "active=yes, active",
        "_count=0, _count",
        "_cursor=x, _cursor",
    })
    void aWrongParameterIsRefusedNamingThePlace(String query, String place) {
        get("/agreements?" + query)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-parameter"))
                .body("place", equalTo(place));
    }

    @ParameterizedTest
    @CsvSource({"KZ016, ''", "KZ016, R8006", "KZ016, R5110", "RXH01, R0260"})
    void whoMayReadTheDirectoryMayReadTheAgreements(String organisation, String role) {
        get("/agreements?_count=1", organisation, role).statusCode(200);
        get("/agreements/KZ016-20200101", organisation, role).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "NOB01, R8000, agreement-live",
        "LAP01, R8000, agreement-live",
        "HST01, '', read-access",
        "KZ016, R9999, directory-reader",
    })
    void whoMayNotReadTheDirectoryIsRefused(String organisation, String role, String rule) {
        for (String path : List.of("/agreements", "/agreements?x=y", "/agreements/KZ016-20200101", "/agreements/x")) {
            get(path, organisation, role)
                    .statusCode(403)
                    .body("type", equalTo("urn:weald:problem:refused"))
                    .body("reason", equalTo(rule))
                    .body("entry", nullValue());
        }
    }

    @Test
    void aPurposeOutsideTheAgreementIsRefused() {
        given().header("Authorization", "Bearer " + Peers.caller("consent-service", Partners.HOSPITAL, "R8000", "COC"))
                .get("/agreements")
                .then()
                .statusCode(403)
                .body("reason", equalTo("purpose-in-agreement"));
    }

    @Test
    void nobodyReadsThemWithoutAToken() {
        given().get("/agreements").then().statusCode(401);
        given().get("/agreements/KZ016-20200101").then().statusCode(401);
        given().header("Authorization", "Bearer " + Peers.caller("record-service", "KZ016", "R8000", "TREAT"))
                .get("/agreements")
                .then()
                .statusCode(401);
    }

    @Test
    void theyAreReadOnly() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            given().header("Authorization", "Bearer " + Peers.caller("consent-service", "KZ016", "R8000", "TREAT"))
                    .request(method, "/agreements")
                    .then()
                    .statusCode(405);
        }
    }

    @Test
    void whileTheDatabaseDoesNotAnswerNothingIsShownAndAfterwardsAllIsWell() throws SQLException {
        Database.whileLocked(
                "agreement",
                () -> get("/agreements").statusCode(503).body("type", startsWith("urn:weald:problem:unavailable")));

        get("/agreements").statusCode(200);
    }
}
