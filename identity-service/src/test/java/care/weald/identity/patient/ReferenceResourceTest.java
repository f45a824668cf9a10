package care.weald.identity.patient;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.doctor;
import static care.weald.identity.samples.Calls.permit;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Calls.weald;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identifiers in other domains (IHE PIXm ITI-83), and the people around a person. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ReferenceResourceTest {

    private static final String NHS = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String LOCAL = "https://kent.example/Id/local-patient-number";
    private static final Map<String, String> ALL = Map.of("cat-01", "F", "cat-02", "F");
    private static final String CONTACTS = """
            "contact":[{"relationship":[{"text":"neighbour"}],"name":{"family":"Second"},
              "telecom":[{"system":"phone","value":"01632 960200"}]},
             {"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank",
               "valuePositiveInt":1}],"relationship":[{"text":"daughter"}],"name":{"family":"First"},
              "telecom":[{"system":"phone","value":"01632 960201"}],"address":{"text":"3 Mill Lane"}}],""";

    private static Response get(JsonPath person, Map<String, ?> weald, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + doctor("KZ001"))
                .header("Weald-Permit", permit(person.getString("sub"), weald))
                .get("/patients/" + person.getString("sub") + path);
    }

    private static JsonPath json(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath();
    }

    @Test
    void theIdentifiersOfAllSourcesInThePermitAreGiven() {
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("pix-own")));
        store("KZ240", patient("", verified(number), local("pix-theirs")));
        JsonPath person = byNumber(number);

        Response answer = get(person, weald(person, ALL), "/$ihe-pix");
        JsonPath all = json(answer);
        JsonPath some = json(get(person, weald(person, ALL), "/$ihe-pix?targetSystem=" + LOCAL));

        assertEquals(
                List.of(number, "pix-own", "pix-theirs"),
                all.getList("parameter.findAll{it.name=='targetIdentifier'}.valueIdentifier.value"));
        assertEquals(
                "Patient/" + person.getString("sub"),
                all.getString("parameter.find{it.name=='targetId'}.valueReference.reference"));
        assertEquals(List.of("pix-own", "pix-theirs"), some.getList("parameter.valueIdentifier.value"));
        assertEquals(List.of("KZ001", "KZ240"), some.getList("parameter.valueIdentifier.assigner.identifier.value"));
        assertTrue(answer.getHeader("Weald-Disclosure").contains("KZ240"));
    }

    @Test
    void sourcesOutsideThePermitAreNotToldOf() {
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("pix-in")));
        store("KZ240", patient("", verified(number), local("pix-out")));
        JsonPath person = byNumber(number);
        Map<String, Object> weald = new HashMap<>(weald(person, ALL));
        weald.put("source_patients", person.getList("source_patients").subList(0, 1));

        String text = get(person, weald, "/$ihe-pix").asString();

        assertTrue(text.contains("pix-in"));
        assertFalse(text.contains("pix-out") || text.contains("KZ240"));
    }

    @Test
    void aDomainThatNobodyUsesIsRefused() {
        String number = nhsNumber();
        store("KZ240", patient("", verified(number), local("pix-domain")));
        JsonPath person = byNumber(number);

        get(person, weald(person, ALL), "/$ihe-pix?targetSystem=https://nobody.example/Id")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:weald:problem:refused"));
        assertEquals(
                List.of(number),
                json(get(person, weald(person, ALL), "/$ihe-pix?targetSystem=" + NHS))
                        .getList("parameter.valueIdentifier.value"));
    }

    @Test
    void ofARestrictedPersonOnlyTheReadersOwnNumbersAreGiven() {
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("pix-r-own")));
        store("KZ240", patient(RESTRICTED, verified(nhsNumber()), local("pix-r-other")));
        Object hidden = store("KZ241", patient(RESTRICTED, verified(number), local("pix-r-theirs")))
                .get("person");
        JsonPath person = byNumber(number);
        assertEquals(hidden, person.getString("sub"));

        String text = get(person, weald(person, ALL), "/$ihe-pix").asString();

        assertTrue(text.contains("pix-r-own"));
        assertFalse(text.contains("pix-r-theirs"));
    }

    @Test
    void contactsAreRelatedPersonsInTheirRank() {
        String number = nhsNumber();
        store("KZ240", patient(CONTACTS, verified(number), local("rel")));
        JsonPath person = byNumber(number);

        JsonPath all = json(get(person, weald(person, ALL), "/related-persons"));
        JsonPath key = json(get(person, weald(person, Map.of("cat-01", "F", "cat-02", "K")), "/related-persons"));
        JsonPath none = json(get(person, weald(person, Map.of("cat-01", "F")), "/related-persons"));

        assertEquals(List.of(List.of("First"), List.of("Second")), all.getList("entry.resource.name.family"));
        assertEquals("Patient/" + person.getString("sub"), all.getString("entry[0].resource.patient.reference"));
        assertTrue(all.getString("entry[0].resource.meta.source").endsWith("/KZ240"));
        assertEquals("3 Mill Lane", all.getString("entry[0].resource.address[0].text"));
        assertNull(key.get("entry[0].resource.name"));
        assertEquals("01632 960201", key.getString("entry[0].resource.telecom[0].value"));
        assertEquals(0, none.getInt("total"));
    }

    @Test
    void nobodyIsToldWhoIsAroundARestrictedPerson() {
        String number = nhsNumber();
        store("KZ240", patient(RESTRICTED + CONTACTS, verified(number), local("rel-r")));
        JsonPath person = byNumber(number);

        Response answer = get(person, weald(person, ALL), "/related-persons");

        assertEquals(0, json(answer).getInt("total"));
        assertFalse(answer.getHeader("Weald-Disclosure").contains("KZ240"));
    }

    @Test
    void aPermitForSomebodyElseOpensNothing() {
        String number = nhsNumber();
        store("KZ240", patient("", verified(number), local("pix-else")));
        JsonPath person = byNumber(number);

        for (String path : List.of("/$ihe-pix", "/related-persons")) {
            given().urlEncodingEnabled(false)
                    .header("Authorization", "Bearer " + doctor("KZ001"))
                    .header("Weald-Permit", permit("7a9c3c1e-9e0e-4a39-8c41-0f6f6a0f3d10", weald(person, ALL)))
                    .get("/patients/" + person.getString("sub") + path)
                    .then()
                    .statusCode(403);
            get(person, weald(person, Map.of("cat-02", "F")), path).then().statusCode(404);
        }
    }
}
