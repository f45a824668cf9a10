package care.weald.identity.person;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.person;
import static care.weald.identity.samples.Calls.personToken;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.samples.Calls;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PersonTokenResourceTest {

    @Inject
    Pool pool;

    @Test
    void fourWaysLeadToOnePerson() {
        String number = nhsNumber();
        Map<String, Object> stored = store("KZ010", patient("", verified(number), local("four-ways")));

        JsonPath token = byNumber(number);

        assertEquals(stored.get("person"), token.getString("sub"));
        assertTrue(token.getBoolean("known"));
        assertEquals("urn:weald:consent-service", token.getString("aud"));
        assertEquals("KZ010", token.getString("source_patients[0].organization"));
        assertEquals(stored.get("sourcePatient"), token.getString("source_patients[0].patient"));
        assertEquals(
                stored.get("person"),
                person("KZ001", "{\"person\":\"" + stored.get("person") + "\"}").getString("sub"));
        assertEquals(
                stored.get("person"),
                person("KZ001", "{\"sourcePatient\":\"" + stored.get("sourcePatient") + "\"}")
                        .getString("sub"));
        assertEquals(
                stored.get("person"),
                person("KZ010", "{\"identifier\":" + local("four-ways") + "}").getString("sub"));
    }

    @Test
    void theTokenSaysWhichRegistrationsAreActive() {
        String number = nhsNumber();
        store("KZ010", patient("", verified(number), local("active")));
        store("KZ011", patient("\"active\":false,", verified(number), local("active")));

        assertEquals(List.of(true, false), byNumber(number).getList("source_patients.active"));
    }

    @Test
    void anotherOrganisationsLocalIdentifierLeadsNowhere() {
        store("KZ010", patient("", local("not-yours")));

        assertFalse(
                person("KZ011", "{\"identifier\":" + local("not-yours") + "}").getBoolean("known"));
    }

    @Test
    void somebodyAbsentGetsAnAnswerOfTheSameShape() {
        String number = nhsNumber();
        store("KZ010", patient("", verified(number), local("shape")));

        JsonPath present = byNumber(number);
        JsonPath absent = byNumber(nhsNumber());
        JsonPath again = byNumber(nhsNumber());

        assertEquals(present.getMap("").keySet(), absent.getMap("").keySet());
        assertFalse(absent.getBoolean("known"));
        assertFalse(absent.getBoolean("restricted"));
        assertEquals(0, absent.getList("source_patients").size());
        assertEquals(4, UUID.fromString(absent.getString("sub")).version());
        assertNotEquals(absent.getString("sub"), again.getString("sub"));
    }

    @Test
    void theAnswerNamesThePersonOfTheToken() {
        String unknown = "{\"person\":\"" + UUID.randomUUID() + "\"}";

        JsonPath answer =
                personToken("KZ001", unknown).statusCode(200).extract().jsonPath();

        assertEquals(
                answer.getString("person"),
                Calls.claims(answer.getString("token")).getString("sub"));
    }

    @Test
    void severalGetATokenEachInTheirOrder() {
        // Given two people, and somebody unknown between them
        String first = (String) store("KZ010", patient("", local("several-1"))).get("person");
        String second = (String) store("KZ010", patient("", local("several-2"))).get("person");
        String body = "{\"persons\":[\"%s\",\"%s\",\"%s\"]}".formatted(second, UUID.randomUUID(), first);

        // When
        List<String> tokens =
                personToken("KZ001", body).statusCode(200).extract().path("tokens");

        // Then
        assertEquals(second, Calls.claims(tokens.get(0)).getString("sub"));
        assertFalse(Calls.claims(tokens.get(1)).getBoolean("known"));
        assertEquals(first, Calls.claims(tokens.get(2)).getString("sub"));
        assertEquals(3, tokens.size());
    }

    @Test
    void atMostFiftyAreAskedForAtOnce() {
        String person = "\"" + UUID.randomUUID() + "\"";

        personToken("KZ001", "{\"persons\":[" + String.join(",", Collections.nCopies(50, person)) + "]}")
                .statusCode(200);
        personToken("KZ001", "{\"persons\":[" + String.join(",", Collections.nCopies(51, person)) + "]}")
                .statusCode(400);
        personToken("KZ001", "{\"persons\":[]}").statusCode(400);
        personToken("KZ001", "{\"persons\":[" + person + ",\"9991000003\"]}").statusCode(400);
    }

    @Test
    void aSupersededNumberLeadsToTheCurrentPersonAndAnInvalidOneNowhere() {
        String current = nhsNumber();
        String superseded = nhsNumber();
        String invalid = nhsNumber();
        String sub = (String) store("KZ010", patient("", verified(current), local("superseded")))
                .get("person");
        String insert =
                "insert into nhs_number (number, person, state, superseded_by) values ($1::text, $2, $3, $4::text)";
        UUID id = UUID.fromString(sub);
        pool.preparedQuery(insert)
                .execute(Tuple.of(superseded, id, "superseded", current))
                .await()
                .indefinitely();
        pool.preparedQuery(insert)
                .execute(Tuple.of(invalid, id, "invalid", null))
                .await()
                .indefinitely();

        assertEquals(sub, byNumber(superseded).getString("sub"));
        assertFalse(byNumber(invalid).getBoolean("known"));
    }

    @Test
    void oneRestrictedSourceRestrictsThePerson() {
        String number = nhsNumber();
        store("KZ010", patient("", verified(number), local("open")));
        assertFalse(byNumber(number).getBoolean("restricted"));

        store(
                "KZ011",
                patient(
                        "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"R\"}]},",
                        verified(number),
                        local("sealed")));

        assertTrue(byNumber(number).getBoolean("restricted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"identifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9912003814\"}}",
                "{\"identifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"0000000000\"}}",
                "{\"identifier\":{\"system\":\"https://kent.example/Id\",\"value\":\" \"}}",
                "{\"person\":\"rosa\"}",
                "{\"person\":\"1-1-1-1-1\"}",
                "{\"sourcePatient\":\"\"}"
            })
    void valuesThatCannotBeRightAreRefusedWithoutRepeatingThem(String body) {
        String text = personToken("KZ001", body)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-identifier"))
                .extract()
                .asString();

        assertFalse(text.contains("9912003814") || text.contains("rosa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"person\":1}",
                "{\"nhs\":\"x\"}",
                "{\"identifier\":\"x\"}",
                "{\"person\":\"a\",\"person\":\"b\"}",
                "{\"person\":\"a\",\"sourcePatient\":\"b\"}",
                "{\"person\":\"a\"} x"
            })
    void otherBodiesAreRefused(String body) {
        personToken("KZ001", body).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-content"));
    }

    @Test
    void nobodyIsResolvedWithoutACallerToken() {
        given().contentType("application/json")
                .body("{\"person\":\"" + UUID.randomUUID() + "\"}")
                .post("/person-tokens")
                .then()
                .statusCode(401);
    }
}
