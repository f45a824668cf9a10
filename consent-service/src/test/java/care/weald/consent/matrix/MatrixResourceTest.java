package care.weald.consent.matrix;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class MatrixResourceTest {

    @Test
    void theWholeMatrixIsPublished() {
        given().get("/access-matrix")
                .then()
                .statusCode(200)
                .body("version", equalTo("2026-01"))
                .body("purposes", contains("COC", "ETREAT", "TREAT"))
                .body("categories", hasSize(22))
                .body("facets", hasSize(8))
                .body("roleGroups", hasSize(14))
                .body("cells", hasSize(22 * 11))
                .body("roleGroups.find { it.code == 'Doc' }.roles", hasItems("R8000", "R0260"))
                .body("labels.find { it.code == 'V' }.roleGroups", empty());
    }

    @Test
    void cellsWithANoteSayIt() {
        String cell = "cells.find { it.category == '%s' && it.roleGroup == '%s' }";
        given().get("/access-matrix")
                .then()
                .body(cell.formatted("cat-10", "Cler") + ".level", equalTo("none"))
                .body(cell.formatted("cat-10", "Cler") + ".facets['cat-10/staff-safety']", equalTo("K"))
                .body(cell.formatted("cat-06", "SW") + ".conditional[0].condition", equalTo("duty"))
                .body(cell.formatted("cat-05", "Cit") + ".conditional[0].level", equalTo("B"))
                .body(cell.formatted("cat-20", "SW") + ".conditional[0].condition", equalTo("role:R1340"));
    }

    @Test
    void aBadTokenIsRefusedEvenHere() {
        given().header("Authorization", "Bearer x").get("/access-matrix").then().statusCode(401);
    }
}
