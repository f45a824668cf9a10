package care.weald.record.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import care.weald.record.support.Feeds;
import care.weald.record.support.Peers;
import care.weald.record.support.Permits;
import care.weald.record.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ValidationTest {

    private static final String OBSERVATION = Feeds.observation("v1", "Patient/p", "laboratory", "1-8", "");

    @Inject
    Pool pool;

    private static ValidatableResponse validate(String type, String body) {
        return given().header("Authorization", "Bearer " + Permits.caller())
                .header("Weald-Permit", Permits.directory())
                .contentType("application/fhir+json")
                .body(body)
                .post("/validations/" + type)
                .then();
    }

    private long stored() {
        return pool.query("select (select count(*) from item) + (select count(*) from feed_message)")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void whatItLacksIsToldAndNothingIsStored() {
        long before = stored();

        validate("Observation", OBSERVATION)
                .statusCode(200)
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue.severity", everyItem(equalTo("warning")))
                .body("issue.details.coding[0].display.flatten()", hasItem("observation-without-value"))
                .body("issue.expression.flatten()", hasItem("Observation.performer"));

        assertEquals(before, stored());
    }

    @Test
    void aFaultOfStructureIsAnErrorThatRepeatsNoValue() {
        String answer = validate("Observation", OBSERVATION.replace("final", "Ashdown"))
                .statusCode(200)
                .body("issue.severity", contains("error"))
                .body("issue[0].code", equalTo("structure"))
                .body("issue[0].expression[0]", equalTo("Observation.status"))
                .extract()
                .asString();

        assertFalse(answer.contains("Ashdown"));
    }

    @Test
    void aResourceMayComeInParameters() {
        validate(
                        "Observation",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":"
                                + OBSERVATION + "}]}")
                .statusCode(200)
                .body("issue.severity", everyItem(equalTo("warning")));
    }

    @Test
    void anotherTypeBrokenJsonAndWhatIsNotTakenAreErrors() {
        validate("Condition", OBSERVATION).body("issue[0].severity", equalTo("error"));
        validate("Observation", "{").statusCode(200).body("issue[0].severity", equalTo("error"));
        validate("Observation", "[]").statusCode(200).body("issue[0].severity", equalTo("error"));
        validate("Observation", "{\"resourceType\":\"Parameters\"}").body("issue[0].severity", equalTo("error"));
        validate("Patient", "{\"resourceType\":\"Patient\"}").body("issue[0].severity", equalTo("error"));
        validate("Observation", "{\"id\":\"a\",\"id\":\"b\"," + OBSERVATION.substring(1))
                .body("issue[0].severity", equalTo("error"));
    }

    @Test
    void withoutAPermitNothingIsSaid() {
        given().header("Authorization", "Bearer " + Permits.caller())
                .contentType("application/fhir+json")
                .body(OBSERVATION)
                .post("/validations/Observation")
                .then()
                .statusCode(403);
    }
}
