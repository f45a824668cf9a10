package care.weald.identity.trace;

import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static care.weald.identity.samples.Traces.as;
import static care.weald.identity.samples.Traces.search;
import static care.weald.identity.samples.Traces.somebody;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search by demographics (IHE PDQm ITI-78). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SearchTest {

    private static final String NHS = "https://fhir.nhs.uk/Id/nhs-number|";

    private static Object person(Map<String, Object> stored) {
        return Objects.requireNonNull(stored.get("person"));
    }

    private static JsonPath found(Map<String, ?> parameters) {
        return search(parameters).then().statusCode(200).extract().jsonPath();
    }

    private static List<Object> ids(Map<String, ?> parameters) {
        return found(parameters).getList("entry.findAll{it.search.mode=='match'}.resource.id");
    }

    @Test
    void aFamilyNameAndABirthDateFindThePersonWithTheTraceFieldsAlone() {
        String number = nhsNumber();
        Object rosa = person(store("KZ230", somebody("", "Aldertree", "1971-02-03", verified(number), local("s-1"))));

        Response answer = search(Map.of("family", "aldertree", "birthdate", "1971-02-03"));
        JsonPath bundle = answer.then().statusCode(200).extract().jsonPath();

        assertEquals("searchset", bundle.getString("type"));
        assertEquals(1, bundle.getInt("total"));
        assertEquals(rosa, bundle.getString("entry[0].resource.id"));
        assertEquals("http://localhost:8080/fhir/Patient/" + rosa, bundle.getString("entry[0].fullUrl"));
        assertEquals(1.0, bundle.getDouble("entry[0].search.score"));
        assertEquals(List.of(number), bundle.getList("entry[0].resource.identifier.value"));
        assertEquals("SB1 4QT", bundle.getString("entry[0].resource.address[0].postalCode"));
        assertNull(bundle.get("entry[0].resource.telecom"));
        assertNull(bundle.get("entry[0].resource.generalPractitioner"));
        JsonPath told = new JsonPath(answer.getHeader("Weald-Disclosure"));
        assertEquals(List.of(rosa), told.getList("persons"));
        assertEquals(List.of("cat-01"), told.getList("categories"));
        assertEquals(List.of("KZ230"), told.getList("organisations"));
    }

    @ParameterizedTest
    @CsvSource({
        "given,Rosalind,1",
        "given,ros,1",
        "given:exact,ros,0",
        "given,Petra,0",
        "gender,female,1",
        "gender,male,0",
        "address-postalcode,sb14qt,1",
        "address-postalcode,SB1,1",
        "address-postalcode,SB2,0",
        "address-postalcode,SB9 9ZZ,0",
        "telecom,+44 1632 960123,1",
        "telecom,phone|01632960124,0",
        "telecom,ROSALIND@example.org,1",
        "active,true,1",
        "active,false,0"
    })
    void otherCriteriaNarrowTheSearch(String name, String value, int found) {
        store("KZ230", somebody("", "Narrowfield", "1972-02-03", local("s-2")));
        String family = name.endsWith(":exact") ? "family:exact" : "family";

        assertEquals(
                found,
                ids(Map.of(family, "Narrowfield", "birthdate", "1972-02-03", name, value))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "1973-02-03,1",
        "1973-02,1",
        "1973,1",
        "1973-02-04,0",
        "ge1973-02-03,1",
        "gt1973-02-03,0",
        "le1973-02-03,1",
        "lt1973-02-03,0",
        "ge1974,0",
        "lt1974-01-01,1"
    })
    void birthDatesMayBeRanges(String date, int found) {
        store("KZ230", somebody("", "Rangemoor", "1973-02-03", local("s-3")));

        assertEquals(
                found, ids(Map.of("family", "Rangemoor", "birthdate", date)).size());
    }

    @Test
    void formerNamesAndPostcodesCountOnlyWithHistory() {
        Object rosa = person(store("KZ230", somebody("", "Historia", "1974-02-03", local("s-4"))));
        Map<String, Object> maiden = new HashMap<>(Map.of("family", "FenwickHistoria", "birthdate", "1974-02-03"));
        Map<String, Object> moved =
                new HashMap<>(Map.of("family", "Historia", "birthdate", "1974-02-03", "address-postalcode", "SB9 9ZZ"));
        assertEquals(List.of(), ids(maiden));
        assertEquals(List.of(), ids(moved));

        maiden.put("_history", "true");
        moved.put("_history", "true");

        assertEquals(List.of(rosa), ids(maiden));
        assertEquals(List.of(rosa), ids(moved));
        maiden.put("_exact-match", "true");
        assertEquals(List.of(), ids(maiden));
    }

    @Test
    void namesThatSoundAlikeAreFoundWhenAsked() {
        Object rosa = person(store("KZ230", somebody("", "Shepherdson", "1975-02-03", local("s-5"))));
        Map<String, String> asked = Map.of("family", "Sheppardsen", "birthdate", "1975-02-03");
        assertEquals(List.of(), ids(asked));

        Map<String, String> fuzzy = new HashMap<>(asked);
        fuzzy.put("_fuzzy-match", "true");

        assertEquals(List.of(rosa), ids(fuzzy));
        assertTrue(found(fuzzy).getDouble("entry[0].search.score") < 1);
    }

    @Test
    void identifiersFindToo() {
        String number = nhsNumber();
        Object rosa = person(store("KZ001", somebody("", "Numbers", "1976-02-03", verified(number), local("s-own"))));
        store("KZ230", somebody("", "Numbers", "1976-02-03", local("s-theirs")));

        assertEquals(List.of(rosa), ids(Map.of("identifier", NHS + number)));
        assertEquals(List.of(), ids(Map.of("identifier", NHS + number, "family", "Somebody")));
        assertEquals(List.of(rosa), ids(Map.of("identifier", "https://kent.example/Id/local-patient-number|s-own")));
        assertEquals(List.of(), ids(Map.of("identifier", "https://kent.example/Id/local-patient-number|s-theirs")));
        assertEquals(List.of(rosa), ids(Map.of("_id", rosa)));
        search(Map.of("identifier", NHS + "9912003814"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-identifier"));
    }

    @Test
    void tooManyAreNotShownAndASystemIsToldOfOneAtMost() {
        for (int i = 0; i < 3; i++) {
            store("KZ23" + i, somebody("", "Crowdley", "1977-02-03", local("s-crowd")));
        }
        Map<String, String> asked = Map.of("family", "Crowdley", "birthdate", "1977-02-03");
        assertEquals(3, ids(asked).size());

        for (Response answer : List.of(
                search(Map.of("family", "Crowdley", "birthdate", "1977-02-03", "_max-results", "2")),
                as("").queryParams(asked).get("/patients"))) {
            answer.then()
                    .statusCode(200)
                    .body("total", equalTo(0))
                    .body("entry", hasSize(1))
                    .body("entry[0].search.mode", equalTo("outcome"))
                    .body("entry[0].resource.issue[0].details.coding[0].code", equalTo("TOO_MANY_MATCHES"));
            assertEquals(List.of(), new JsonPath(answer.getHeader("Weald-Disclosure")).getList("persons"));
        }
    }

    @Test
    void oneWithSeveralRegistrationsIsOnePerson() {
        String number = nhsNumber();
        store("KZ230", somebody("", "Manyfold", "1978-02-03", verified(number), local("s-6")));
        store("KZ231", somebody("", "Manyfold", "1978-02-03", verified(number), local("s-6")));

        assertEquals(
                1, ids(Map.of("family", "Manyfold", "birthdate", "1978-02-03")).size());
    }

    @Test
    void restrictedPeopleAreShownWithoutAnAddressAndNeverFoundByOne() {
        Object rosa = person(store("KZ230", somebody(RESTRICTED, "Hiddenbrook", "1979-02-03", local("s-7"))));
        Map<String, String> asked = Map.of("family", "Hiddenbrook", "birthdate", "1979-02-03");

        JsonPath shown = found(asked);

        assertEquals(rosa, shown.getString("entry[0].resource.id"));
        assertNull(shown.get("entry[0].resource.address"));
        assertFalse(shown.prettify().contains("SB1"));
        for (Map.Entry<String, String> place : Map.of("address-postalcode", "SB1 4QT", "telecom", "01632 960123")
                .entrySet()) {
            Map<String, String> more = new HashMap<>(asked);
            more.put(place.getKey(), place.getValue());
            String hidden = search(more).asString();
            more.put("family", "Nobodyhere");
            assertEquals(search(more).asString(), hidden);
        }
    }

    @Test
    void noQueryLeaksWhereARestrictedPersonLives() {
        String number = nhsNumber();
        store("KZ231", somebody("", "Sealwood", "1980-02-03", verified(number), local("s-8")));
        store("KZ230", somebody(RESTRICTED, "Sealwood", "1980-02-03", verified(number), local("s-8")));
        Random random = new Random(7);
        Map<String, List<String>> values = Map.of(
                "family", List.of("Sealwood", "Seal", "Fenwick"),
                "given", List.of("Rosalind", "R", "Ros"),
                "gender", List.of("female"),
                "address-postalcode", List.of("SB1 4QT", "SB1", "SB9 9ZZ", "SB2 1AA"),
                "telecom", List.of("01632960123", "rosalind@example.org", "01632960999"),
                "_fuzzy-match", List.of("true", "false"),
                "_history", List.of("true", "false"),
                "_exact-match", List.of("true", "false"));

        for (int i = 0; i < 60; i++) {
            Map<String, String> asked = new HashMap<>();
            asked.put(i % 2 == 0 ? "identifier" : "birthdate", i % 2 == 0 ? NHS + number : "1980-02-03");
            asked.put("family", "Sealwood");
            values.forEach((name, all) -> {
                if (random.nextInt(3) == 0) {
                    asked.put(name, all.get(random.nextInt(all.size())));
                }
            });
            String text = as(random.nextBoolean() ? "R8000" : "")
                    .queryParams(asked)
                    .get("/patients")
                    .asString();
            assertFalse(
                    text.contains("SB1") || text.contains("Mill Lane") || text.contains("960123"), asked.toString());
            boolean place = asked.containsKey("address-postalcode") || asked.containsKey("telecom");
            assertFalse(place && text.contains("Sealwood"), asked.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "family,Rosa", "birthdate,1970-03-04", "given,Rosa", "family,R", "birthdate,1970-02-30", "birthdate,yesterday",
        "birthdate,ne1970-01-01", "identifier,12", "_id,rosa", "_max-results,51", "_max-results,0", "gender,f",
        "active,yes", "address,Mill Lane", "name,Rosa", "_fuzzy-match,maybe"
    })
    void searchesThatAskTooLittleOrWhatIsNotOfferedAreRefused(String name, String value) {
        Map<String, String> asked = new HashMap<>();
        if (!List.of("family", "birthdate", "given").contains(name) || value.startsWith("ne") || value.equals("R")) {
            asked.putAll(Map.of("family", "Rosatree", "birthdate", "1970-03-04"));
        }
        asked.put(name, value);

        String text = search(asked).then().statusCode(400).extract().asString();

        assertFalse(text.contains("yesterday") || text.contains("Rosatree") || text.contains("Mill Lane"));
    }

    @Test
    void onlyAPermitToLookForPeopleLetsAnybodySearch() {
        for (String interaction : List.of("steward", "read")) {
            given().header("Authorization", "Bearer " + Stewards.caller("KZ001", "R8000"))
                    .header("Weald-Permit", Stewards.permit("KZ001", "R8000", interaction))
                    .queryParams(Map.of("family", "Aldertree", "birthdate", "1971-02-03"))
                    .get("/patients")
                    .then()
                    .statusCode(403);
        }
    }
}
