package care.weald.consent.casework;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import care.weald.consent.support.Citizens;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A citizen objects for himself or herself, sees what becomes of it, and takes it back (S137, S159). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class CitizenCaseTest {

    private static final String CLERK = Peers.caller("clerk", "consent-service", Partners.PRACTICE, "R8006", "TREAT");

    private static RequestSpecification as(String caller) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + caller)
                .contentType("application/fhir+json");
    }

    private static RequestSpecification citizen(String own) {
        return as(Citizens.caller()).header("Weald-Own", own);
    }

    private static String parameters(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"%s\",\"valueString\":\"%s\"}"
                            .formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return text.append("]}").toString();
    }

    private static ValidatableResponse lodge(String own, String person, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "reason";
        all[1] = "I want nobody to see this";
        System.arraycopy(more, 0, all, 2, more.length);
        return citizen(own)
                .header("Weald-Person", person)
                .body(parameters(all))
                .post("/objections")
                .then();
    }

    private static String id(ValidatableResponse task) {
        String id = task.extract().path("id");
        return id.substring("objection-".length());
    }

    /** A number that fails its check leaves a citizen without a token of who that is. */
    @Test
    void aCitizenWhomNobodyCouldTellSeesNobodysCasesAndTakesNoStepInThem() {
        // Given a case of the organisation that citizens come by
        UUID person = UUID.randomUUID();
        String own = Persons.known(person, Partners.PRACTICE);
        String id = id(lodge(own, own).statusCode(201));
        as(CLERK).get("/objections/" + id).then().statusCode(200);

        // Then
        as(Citizens.caller()).get("/objections").then().body(not(containsString(id)));
        as(Citizens.caller()).get("/objections/" + id).then().body(not(containsString("I want nobody")));
        as(Citizens.caller())
                .body(parameters("reason", "It is settled by now"))
                .post("/objections/" + id + "/$withdraw")
                .then()
                .body(not(containsString("cancelled")));
        as(CLERK).get("/objections/" + id).then().body("status", not(equalTo("cancelled")));
    }

    @Test
    void whatACitizenLodgesIsACaseOfWhereTheCitizenIsRegistered() {
        // Given
        UUID person = UUID.randomUUID();
        String own = Persons.known(person, Partners.PRACTICE);

        // When
        ValidatableResponse lodged = lodge(own, own).statusCode(201);
        String id = id(lodged);

        // Then
        as(CLERK).get("/objections/" + id).then().statusCode(200);
        as(CLERK)
                .body(parameters("information", "A neighbour works at the hospital"))
                .post("/objections/" + id + "/$give-information")
                .then()
                .statusCode(200);
        citizen(own)
                .get("/objections/" + id)
                .then()
                .statusCode(200)
                .body(containsString("I want nobody"))
                .body(not(containsString("A neighbour")));
        citizen(own).get("/objections").then().body("entry.resource.id", hasItem("objection-" + id));
        citizen(own)
                .header("Weald-Person", own)
                .get("/consents")
                .then()
                .body("entry.resource.status", hasItem("proposed"));
        citizen(own)
                .get("/consents/" + id)
                .then()
                .statusCode(200)
                .body("patient.reference", equalTo("Patient/" + person));
        as(CLERK).get("/consents/" + id).then().statusCode(200);

        // When
        citizen(own)
                .body(parameters("reason", "It is settled by now"))
                .post("/objections/" + id + "/$withdraw")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"));
    }

    @Test
    void aCitizenTakesNoOtherStepAndReachesNobodyElsesCase() {
        String own = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String other = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        String id = id(lodge(own, own).statusCode(201));

        citizen(own)
                .body(parameters("information", "Nothing else to say"))
                .post("/objections/" + id + "/$give-information")
                .then()
                .statusCode(403)
                .body("rule", equalTo("citizen"));
        citizen(own)
                .body(parameters("outcome", "upheld", "reason", "I say it is so"))
                .post("/objections/" + id + "/$decide")
                .then()
                .statusCode(403)
                .body("rule", equalTo("citizen"));
        citizen(other).get("/objections/" + id).then().statusCode(404);
        citizen(other).get("/consents/" + id).then().statusCode(404);
        citizen(other)
                .body(parameters("reason", "It is settled by now"))
                .post("/objections/" + id + "/$withdraw")
                .then()
                .statusCode(404);
        citizen(other).get("/objections").then().body(not(containsString(id)));
        lodge(other, own).statusCode(200).body("shown", equalTo("absent"));
        String hospital = Peers.caller("clerk", "consent-service", Partners.HOSPITAL, "R8006", "TREAT");
        as(hospital).get("/consents/" + id).then().statusCode(404);
    }

    @Test
    void whereThereAreSeveralPracticesOneIsNamedAndForOthersOnlyAProxyObjects() {
        UUID child = UUID.randomUUID();
        UUID mother = UUID.randomUUID();
        String own = Persons.known(mother, Partners.PRACTICE, Partners.HOSPITAL);
        String person = Persons.known(child, Partners.PRACTICE);

        lodge(own, own).statusCode(400).body("place", equalTo("organization"));
        lodge(own, own, "organization", "XYZ99").statusCode(400).body("place", equalTo("organization"));
        lodge(own, own, "organization", Partners.PRACTICE).statusCode(201);
        lodge(own, person, "on-behalf-of", "parent", "authority", "I am the mother")
                .body("shown", equalTo("absent"));

        Citizens.proxy(child, mother, "now() + interval '1 hour'");
        lodge(own, person).statusCode(400).body("place", equalTo("on-behalf-of"));
        lodge(own, person, "on-behalf-of", "parent", "authority", "I am the mother")
                .statusCode(201);
    }
}
