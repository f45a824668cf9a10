package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.caller;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.mergeOnce;
import static care.weald.identity.samples.Stewards.parameters;
import static care.weald.identity.samples.Stewards.permit;
import static care.weald.identity.samples.Stewards.person;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Stewards.unlink;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two persons made one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class MergeTest {

    private static final String RESTRICTED = """
            "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},""";

    @Inject
    Pool pool;

    private static Object id(Map<String, Object> stored, String name) {
        return Objects.requireNonNull(stored.get(name));
    }

    @Test
    void bothIdsAndTheNumberLeadToTheOneThatStaysAtOnce() {
        // Given
        String number = nhsNumber();
        Map<String, Object> rosa = store("KZ200", patient("", verified(number), local("merge-1")));
        Map<String, Object> again = store("KZ201", patient("", local("merge-1")));

        // When
        merge(id(rosa, "person"), id(again, "person"))
                .statusCode(200)
                .header("Weald-Disclosure", org.hamcrest.Matchers.containsString(String.valueOf(id(rosa, "person"))))
                .body("parameter.find{it.name=='result'}.resource.id", equalTo(id(again, "person")))
                .body("parameter.find{it.name=='moved'}.part[0].valueId", equalTo(id(rosa, "sourcePatient")))
                .body("parameter.find{it.name=='moved'}.part[1].valueString", equalTo("KZ200"));

        // Then
        for (JsonPath token : List.of(
                byNumber(number),
                person(id(rosa, "person")),
                person(id(again, "person")),
                registered(id(rosa, "sourcePatient")))) {
            assertEquals(id(again, "person"), token.getString("sub"));
            assertEquals(List.of("KZ200", "KZ201"), token.getList("source_patients.organization"));
        }
    }

    @Test
    void theTokenNamesTheOtherIdsAndWhen() {
        Map<String, Object> one = store("KZ200", patient("", local("claim-1")));
        Map<String, Object> two = store("KZ201", patient("", local("claim-1")));
        assertEquals(List.of(), person(id(two, "person")).getList("persons"));

        merge(id(one, "person"), id(two, "person")).statusCode(200);
        JsonPath merged = person(id(two, "person"));
        unlink(id(two, "person"), id(one, "sourcePatient")).statusCode(200);
        JsonPath parted = registered(id(one, "sourcePatient"));

        assertEquals(List.of(id(one, "person")), merged.getList("persons.id"));
        assertNull(merged.getString("persons[0].until"));
        assertTrue(Instant.parse(merged.getString("persons[0].from")).isBefore(Instant.now()));
        assertEquals(id(one, "person"), parted.getString("sub"));
        assertEquals(List.of(id(two, "person")), parted.getList("persons.id"));
        assertTrue(Instant.parse(parted.getString("persons[0].from"))
                .isBefore(Instant.parse(parted.getString("persons[0].until"))));
        assertEquals(List.of(), registered(id(two, "sourcePatient")).getList("persons"));
    }

    @Test
    void aPreviewChangesNothing() {
        Map<String, Object> one = store("KZ200", patient("", local("preview")));
        Map<String, Object> two = store("KZ201", patient("", local("preview")));

        mergeOnce("", parameters(id(one, "person"), id(two, "person"), ",{\"name\":\"preview\",\"valueBoolean\":true}"))
                .statusCode(200)
                .body("parameter.findAll{it.name=='moved'}", hasSize(1));

        assertEquals(id(one, "person"), registered(id(one, "sourcePatient")).getString("sub"));
    }

    @Test
    void oneKeyMergesOnceAndIsTakenForNothingElse() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> one = store("KZ200", patient("", local("key")));
        Map<String, Object> two = store("KZ201", patient("", local("key")));
        Map<String, Object> three = store("KZ202", patient("", local("key")));
        String body = parameters(id(one, "person"), id(two, "person"), "");

        String first = mergeOnce(key, body).statusCode(200).extract().asString();
        String second = mergeOnce(key, body).statusCode(200).extract().asString();

        assertEquals(first, second);
        mergeOnce(key, parameters(id(three, "person"), id(two, "person"), ""))
                .statusCode(409)
                .body("rule", equalTo("key"));
        mergeOnce("", body).statusCode(400).body("type", equalTo("urn:weald:problem:invalid-parameter"));
    }

    @Test
    void identifiersNamePersonsToo() {
        String number = nhsNumber();
        Map<String, Object> one = store("KZ200", patient("", verified(number), local("named")));
        Map<String, Object> two = store("KZ001", patient("", local("named-own")));

        mergeOnce(UUID.randomUUID().toString(), """
                        {"resourceType":"Parameters","parameter":[
                         {"name":"source-patient-identifier","valueIdentifier":
                          {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}},
                         {"name":"target-patient-identifier","valueIdentifier":%s}]}""".formatted(number, local("named-own")))
                .statusCode(200);

        assertEquals(id(two, "person"), registered(id(one, "sourcePatient")).getString("sub"));
    }

    @Test
    void differentVerifiedNumbersAreNotMergedByOne() {
        Object one = id(store("KZ200", patient("", verified(nhsNumber()), local("numbers"))), "person");
        Object two = id(store("KZ201", patient("", verified(nhsNumber()), local("numbers"))), "person");

        merge(one, two).statusCode(409).body("rule", equalTo("numbers"));
    }

    @Test
    void restrictedPersonsAreNotMergedByOne() {
        Object one = id(store("KZ200", patient(RESTRICTED, local("restricted"))), "person");
        Object two = id(store("KZ201", patient("", local("restricted"))), "person");

        merge(one, two).statusCode(409).body("rule", equalTo("restricted"));
        merge(two, one).statusCode(409).body("rule", equalTo("restricted"));
    }

    @Test
    void whatIsOneOrMergedOrUnknownIsRefused() {
        Object one = id(store("KZ200", patient("", local("refused"))), "person");
        Object two = id(store("KZ201", patient("", local("refused"))), "person");
        Object three = id(store("KZ202", patient("", local("refused"))), "person");

        merge(one, one).statusCode(422).body("rule", equalTo("same"));
        merge(one, UUID.randomUUID()).statusCode(404);
        merge(one, two).statusCode(200);
        merge(one, three).statusCode(409).body("rule", equalTo("merged"));
        merge(three, one).statusCode(409).body("rule", equalTo("merged"));
    }

    @Test
    void aSealedDecisionIsNeverOverruled() {
        Map<String, Object> one = store("KZ200", patient("", local("sealed")));
        Map<String, Object> two = store("KZ201", patient("", local("sealed")));
        pool.preparedQuery("insert into no_link (a, b, reason, made_by, sealed)"
                        + " values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'adoption', 'test', true)")
                .execute(Tuple.of(
                        UUID.fromString(String.valueOf(id(one, "sourcePatient"))),
                        UUID.fromString(String.valueOf(id(two, "sourcePatient")))))
                .await()
                .indefinitely();

        merge(id(one, "person"), id(two, "person")).statusCode(409).body("rule", equalTo("sealed"));
    }

    @Test
    void onlyAPermitToStewardLetsAnybodyMergeOrUnlink() {
        String body = parameters(UUID.randomUUID(), UUID.randomUUID(), "");
        for (String path : List.of("/patients/$merge", "/patients/" + UUID.randomUUID() + "/$unlink")) {
            given().urlEncodingEnabled(false)
                    .header("Authorization", "Bearer " + caller("KZ001", "R0260"))
                    .header("Weald-Permit", permit("KZ001", "R0260", "people"))
                    .contentType("application/fhir+json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(403);
            given().urlEncodingEnabled(false)
                    .header("Authorization", "Bearer " + caller("KZ001", "R0260"))
                    .header("Weald-Permit", permit("KZ001", "R8000", "steward"))
                    .contentType("application/fhir+json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(403);
            given().urlEncodingEnabled(false)
                    .contentType("application/fhir+json")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"resourceType\":\"Parameters\"}",
                "{\"resourceType\":\"Patient\",\"parameter\":[]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\"}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueReference\":{\"reference\":\"Patient/x\"}},{\"name\":\"target-patient\",\"valueReference\":{\"reference\":\"Patient/y\"}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"result-patient\"}]}"
            })
    void otherBodiesAreRefused(String body) {
        mergeOnce(UUID.randomUUID().toString(), body)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-content"));
    }

    @Test
    void aMergedPersonsRestrictionHolds() {
        Map<String, Object> one = store("KZ200", patient("", local("held")));
        Map<String, Object> two = store("KZ201", patient("", local("held")));
        merge(id(one, "person"), id(two, "person")).statusCode(200);
        assertFalse(person(id(two, "person")).getBoolean("restricted"));

        restrict(id(one, "person"));

        assertTrue(person(id(two, "person")).getBoolean("restricted"));
    }

    private static void restrict(Object person) {
        String url = org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = java.sql.DriverManager.getConnection(url, "identity_owner", "");
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("update person set restricted = true where id = '" + person + "'"));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void feedsGoOnAfterAMergeAndNoneUndoesIt() {
        String number = nhsNumber();
        Map<String, Object> one = store("KZ200", patient("", verified(number), local("after")));
        Map<String, Object> two = store("KZ201", patient("", local("after")));
        merge(id(one, "person"), id(two, "person")).statusCode(200);

        assertEquals(
                id(two, "person"),
                id(store("KZ200", patient("\"deceasedBoolean\":false,", verified(number), local("after"))), "person"));
        assertEquals(id(two, "person"), id(store("KZ201", patient("", local("after"))), "person"));
        assertEquals(id(two, "person"), id(store("KZ203", patient("", verified(number), local("after"))), "person"));
        assertNotEquals(id(two, "person"), id(store("KZ204", patient("", local("after"))), "person"));
        String named = feed(
                        "KZ200",
                        "check",
                        bundle("batch", entry(patient("", verified(number), local("after"))), """
                                {"fullUrl":"urn:uuid:7a9c3c1e-9e0e-4a39-8c41-0f6f6a0f3d10","resource":{"resourceType":"Observation",
                                 "subject":{"reference":"Patient/%s"}},"request":{"method":"POST","url":"Observation"}}""".formatted(
                                        id(one, "person"))))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("token");
        assertTrue(care.weald.identity.samples.Calls.claims(named)
                .getString("source_patients")
                .contains("Patient/" + id(one, "person")));
    }
}
