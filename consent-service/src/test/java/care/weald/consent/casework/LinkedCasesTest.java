package care.weald.consent.casework;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose objections are shown once two people were linked, and once they are not any more (D11). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class LinkedCasesTest {

    private static final String DOCTOR = Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT");

    private static void objectionOf(UUID person) {
        given().header("Authorization", "Bearer " + DOCTOR)
                .header("Weald-Person", Persons.known(person, Partners.PRACTICE))
                .contentType("application/fhir+json")
                .body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\","
                        + "\"valueString\":\"I do not want this to be seen\"}]}")
                .post("/objections")
                .then()
                .statusCode(201);
    }

    private static void assertShown(int consents, String linked) {
        given().header("Authorization", "Bearer " + DOCTOR)
                .header("Weald-Person", Persons.linkedAs(UUID.randomUUID(), linked, Partners.PRACTICE))
                .get("/consents")
                .then()
                .statusCode(200)
                .body("total", equalTo(consents));
    }

    @Test
    void objectionsOfAnotherIdAreShownWhileItIsTheSamePersonAndNeverAfterwards() {
        UUID other = UUID.randomUUID();
        objectionOf(other);
        String began = "[{\"id\":\"" + other + "\",\"from\":\"2020-01-01T00:00:00Z\"";

        assertShown(1, began + "}]");
        assertShown(0, began + ",\"until\":\"2021-01-01T00:00:00Z\"}]");
    }
}
