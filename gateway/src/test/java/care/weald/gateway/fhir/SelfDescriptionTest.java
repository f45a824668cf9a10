package care.weald.gateway.fhir;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Usual;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SelfDescriptionTest extends GatewayTest {

    @Test
    void whatTheStatementSaysIsServed() throws IOException {
        String body =
                given().get("/fhir/metadata").then().statusCode(200).extract().asString();
        JsonNode resources = new ObjectMapper().readTree(body).at("/rest/0/resource");

        for (JsonNode resource : resources) {
            String type = resource.path("type").asText();
            if (resource.path("interaction").toString().contains("\"read\"")) {
                doctor().get("/fhir/" + type + "/" + id(type)).then().statusCode(200);
            }
            for (JsonNode parameter : resource.path("searchParam")) {
                String name = parameter.path("name").asText();
                doctor().get("/fhir/" + type + "?" + search(type, name)).then().statusCode(200);
            }
        }
        assertEquals(
                Served.types(),
                resources.findValuesAsText("type").stream()
                        .filter(Served.types()::contains)
                        .toList());
    }

    @Test
    void whatTheStatementDoesNotSayIsNotServed() {
        List<String> said = given().get("/fhir/metadata").jsonPath().getList("rest[0].resource.type");

        for (String type :
                List.of("Account", "Binary", "Claim", "Group", "List", "Person", "Subscription", "Schedule")) {
            assertTrue(!said.contains(type));
            doctor().get("/fhir/" + type + "?patient=" + Usual.ALICE).then().statusCode(404);
            doctor().get("/fhir/" + type + "/1").then().statusCode(404);
        }
    }

    private static String id(String type) {
        if (type.equals("CodeSystem")) {
            return "information-category";
        }
        return type.equals("Patient") ? Usual.ALICE : Served.DIRECTORY.contains(type) ? "x1" : Usual.ITEM;
    }

    private static String search(String type, String name) {
        return switch (name) {
            case "patient" -> "patient=" + Usual.ALICE;
            case "identifier" ->
                (Served.CLINICAL.containsKey(type) ? "patient=" + Usual.ALICE + "&" : "")
                        + "identifier=https://fhir.nhs.uk/Id/nhs-number|" + Usual.ALICE_NUMBER;
            default ->
                (Served.DIRECTORY.contains(type)
                                        || Set.of("Patient", "Task", "MeasureReport")
                                                .contains(type)
                                ? ""
                                : "patient=" + Usual.ALICE + "&")
                        + name + "=1";
        };
    }

    @Test
    void theClaimByIdentifierIsDescribed() {
        given().get("/fhir/metadata")
                .then()
                .body(
                        "rest[0].resource.find { it.type == 'Patient' }.operation.find"
                                + " { it.name == 'claim-relationship' }.documentation",
                        containsString("on the type with an identifier"));
        given().get("/openapi").then().body(containsString("/fhir/Patient/$claim-relationship:"));
    }

    @Test
    void theIndexIsDescribed() {
        given().get("/fhir/metadata")
                .then()
                .body(
                        "rest[0].resource.find { it.type == 'Patient' }.operation.name",
                        hasItems("match", "merge", "unlink", "ihe-pix"))
                .body("rest[0].resource.find { it.type == 'Patient' }.conditionalUpdate", equalTo(true))
                .body("rest[0].resource.find { it.type == 'Task' }.interaction.code", hasItem("update"));
        given().header("Accept", "application/json")
                .get("/openapi")
                .then()
                .body("paths.'/fhir/Patient'.get.parameters.name", hasItems("family", "_max-results"))
                .body("paths.'/fhir/Patient/$merge'.post.parameters.name", hasItem("Idempotency-Key"))
                .body("paths.'/fhir/Patient/{id}/$unlink'.post.parameters.name", hasItem("Idempotency-Key"))
                .body("paths.'/fhir/Patient'.delete.parameters.name", hasItem("identifier"))
                .body("paths.'/fhir/Patient'.delete.responses.keySet()", hasItem("204"))
                .body("paths.'/fhir/Task/{id}'.put.responses.keySet()", hasItems("412", "428"))
                .body("paths.'/fhir/Task/{id}'.put.parameters.name", hasItem("If-Match"))
                .body("paths.'/fhir/Task/{id}'.put.requestBody.content.keySet()", hasItem("application/fhir+json"));
    }

    @Test
    void theInformationCategoriesArePublic() throws IOException {
        String served = given().get("/fhir/CodeSystem/information-category")
                .then()
                .statusCode(200)
                .contentType("application/fhir+json")
                .extract()
                .asString();
        assertEquals(Files.readString(Path.of("../docs/contracts/information-category.json")), served);
        given().header("Accept", "application/fhir+xml")
                .get("/fhir/CodeSystem/information-category")
                .then()
                .statusCode(200)
                .body(containsString("value=\"cat-22\""));
        given().get("/fhir/CodeSystem/information-category/x").then().statusCode(401);
        given().get("/fhir/CodeSystem/other").then().statusCode(401);
        doctor().get("/fhir/CodeSystem/other").then().statusCode(404);
    }

    @Test
    void theStatementIsThereInXml() {
        given().header("Accept", "application/fhir+xml")
                .get("/fhir/metadata")
                .then()
                .statusCode(200)
                .body(containsString("<CapabilityStatement"));
    }

    @Test
    void theSmartConfigurationIsPublic() {
        given().get("/.well-known/smart-configuration")
                .then()
                .statusCode(200)
                .body("token_endpoint_auth_methods_supported", hasItem("private_key_jwt"));
    }

    @Test
    void theKeysArePublic() {
        given().get("/.well-known/jwks.json").then().statusCode(200).body("keys[0].kty", equalTo("EC"));
    }

    @Test
    void theMatrixIsPublicAndAskedForInTheGatewaysOwnName() {
        given().get("/access-matrix").then().statusCode(200).body("version", equalTo("2026-01"));
        given().get("/access-matrix").then().statusCode(200);

        assertTrue(Services.lines().size() <= 1, Services.lines().toString());
    }

    @Test
    void theOpenApiDocumentDescribesThePaths() {
        given().header("Accept", "application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/fhir/Patient/{id}/$record'.get.summary", containsString("record"))
                .body("paths.'/fhir/{type}'.get.parameters.name", hasItem("patient"))
                .body(
                        "paths.'/fhir/Patient'.get.parameters.find { it.name == 'identifier' }.example",
                        containsString("|"))
                .body("paths.'/fhir'.post.responses.keySet()", hasItem("503"));
    }

    @Test
    void theDocumentationPageBrowses() {
        given().get("/docs/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("swagger"));
        given().redirects().follow(false).get("/docs").then().statusCode(org.hamcrest.Matchers.oneOf(200, 301, 302));
    }

    @Test
    void healthAndMetricsAreNotOnThePublicPort() {
        doctor().get("/q/health").then().statusCode(404);
        doctor().get("/q/metrics").then().statusCode(404);
    }
}
