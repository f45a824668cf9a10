package care.weald.identity.trace;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static care.weald.identity.samples.Traces.as;
import static care.weald.identity.samples.Traces.resident;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.match.model.Model;
import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a Patient might be (IHE PDQm ITI-119). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class MatchResourceTest {

    private static final String GRADE =
            "entry[0].search.extension.find{it.url=='http://hl7.org/fhir/StructureDefinition/match-grade'}.valueCode";
    private static final String EXPLANATION =
            "entry[0].search.extension.find{it.url=='https://weald.care/StructureDefinition/match-explanation'}.extension";

    private static Response match(String patient, String more) {
        return send("""
                {"resourceType":"Parameters","parameter":[{"name":"resource","resource":%s}%s]}""".formatted(patient, more));
    }

    private static Response send(String body) {
        return as("R8000")
                .urlEncodingEnabled(false)
                .contentType("application/fhir+json")
                .body(body)
                .post("/patients/$match");
    }

    private static JsonPath json(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath();
    }

    @Test
    void theSamePersonIsFoundAndTheWeightsAddUp() {
        String number = nhsNumber();
        Object rosa = store(
                        "KZ250", resident("Matchwood", "", "Matchwood", "1981-05-06", verified(number), local("m-1")))
                .get("person");

        JsonPath found = json(match(resident("Matchwood", "", "Matchwood", "1981-05-06", verified(number)), ""));

        assertEquals(rosa, found.getString("entry[0].resource.id"));
        assertEquals("http://localhost:8080/fhir/Patient/" + rosa, found.getString("entry[0].fullUrl"));
        assertEquals("certain", found.getString(GRADE));
        assertTrue(found.getDouble("entry[0].search.score") > 0.9999);
        List<Float> weights = found.getList(
                EXPLANATION + ".findAll{it.url=='field'}.collect{it.extension.find{it.url=='weight'}.valueDecimal}",
                Float.class);
        double sum = weights.stream().mapToDouble(Float::doubleValue).sum();
        assertEquals(found.getDouble(EXPLANATION + ".find{it.url=='total'}.valueDecimal"), sum, 0.002);
        assertNull(found.get("entry[0].resource.telecom"));
    }

    @Test
    void theModelIsTheShippedOne() {
        store("KZ250", resident("Modelwood", "", "Modelwood", "1981-05-14", local("m-9")));

        JsonPath found = json(match(resident("Modelwood", "", "Modelwood", "1981-05-14"), ""));

        assertEquals(Model.shipped().version(), found.getString(EXPLANATION + ".find{it.url=='model'}.valueString"));
        assertNotEquals(Model.starting().version(), Model.shipped().version());
    }

    @Test
    void nothingIsStoredAndTheSameQuestionGetsTheSameAnswer() {
        store("KZ250", resident("Samewood", "", "Samewood", "1981-05-07", local("m-2")));
        String asked = resident("Samewood", "", "Samewood", "1981-05-07");

        String first = match(asked, "").asString();

        assertEquals(first, match(asked, "").asString());
        assertEquals(1, new JsonPath(first).getInt("total"));
    }

    @Test
    void somebodyElseIsNotFound() {
        store("KZ250", resident("Elsewood", "", "Elsewood", "1981-05-08", local("m-3")));

        JsonPath found = json(match("""
                {"resourceType":"Patient","name":[{"family":"Zuckermann","given":["Bartholomew"]}],"gender":"male",
                 "birthDate":"1944-11-30"}""", ""));

        assertEquals(0, found.getInt("total"));
        assertEquals(0, json(match("{\"resourceType\":\"Patient\"}", "")).getInt("total"));
    }

    @Test
    void onlyCertainMatchesAreGivenWhenAskedFor() {
        store("KZ250", resident("Certainwood", "", "Certainwood", "1981-05-09", local("m-4")));
        String twin = resident("Certainwood", "", "Certainwood", "1981-05-09").replace("Rosalind", "Petronella");

        JsonPath all = json(match(twin, ""));
        JsonPath certain = json(match(twin, ",{\"name\":\"onlyCertainMatches\",\"valueBoolean\":true}"));

        assertNotEquals("certain", all.getString(GRADE));
        assertEquals(0, certain.getInt("total"));
    }

    @Test
    void oneOfSeveralIsGivenOnlyIfNoOtherComesNear() {
        store("KZ250", resident("Singlewood", "", "Singlewood", "1981-05-10", local("m-5")));
        store("KZ251", resident("Singlewood", "", "Singlewood", "1981-05-10", local("m-5")));

        JsonPath single = json(match(
                resident("Singlewood", "", "Singlewood", "1981-05-10"),
                ",{\"name\":\"onlySingleMatch\",\"valueBoolean\":true}"));

        assertTrue(single.getInt("total") <= 1);
    }

    @Test
    void whereARestrictedPersonLivesCountsForNothing() {
        String number = nhsNumber();
        String own = verified(number);
        store("KZ250", resident("Secrethome", RESTRICTED, "Secretwood", "1981-05-11", own, local("m-6")));
        String right = resident("Secrethome", "", "Secretwood", "1981-05-11", own);

        String first = match(right, "").asString();

        assertEquals(
                first,
                match(resident("Elsewhere", "", "Secretwood", "1981-05-11", own), "")
                        .asString());
        assertEquals(1, new JsonPath(first).getInt("total"));
        assertNotEquals("certain", new JsonPath(first).getString(GRADE));
        assertFalse(first.contains("postcode") || first.contains("Secrethome"));
        String place = right.replace("Secretwood", "Nobody")
                .replace("Rosalind", "Zebedee")
                .replace("1981-05-11", "1933-10-25")
                .replace(number, nhsNumber());
        assertFalse(match(place, "").asString().contains("Secretwood"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"resourceType\":\"Patient\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Person\"}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":{\"resourceType\":\"Patient\"}},{\"name\":\"count\",\"valueInteger\":0}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"who\"}]}"
            })
    void otherBodiesAreRefused(String body) {
        send(body).then().statusCode(400).body("type", equalTo("urn:weald:problem:invalid-content"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Patient\",\"name\":\"Rosa\",\"birthDate\":5,\"address\":{},\"telecom\":[1,null]}",
                "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"\\u202eaneR\",\"given\":[\"e\\u0301\\u0302\",1]}],\"birthDate\":\"1970-02-31\"}",
                "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"\\u0669\\u0669\\u0669 000 0000\"}]}"
            })
    void oddContentIsBorne(String patient) {
        match(patient, "").then().statusCode(200);
    }

    @Test
    void veryLongFieldsAreBorne() {
        String family = "x".repeat(20_000);

        match(resident("Longfield", "", family, "1981-05-12"), "").then().statusCode(200);
    }

    @Test
    void onlyAPermitToLookForPeopleLetsAnybodyMatch() {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + Stewards.caller("KZ001", "R8000"))
                .header("Weald-Permit", Stewards.permit("KZ001", "R8000", "steward"))
                .contentType("application/fhir+json")
                .body("{}")
                .post("/patients/$match")
                .then()
                .statusCode(403);
    }
}
