package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.transaction;
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

import care.weald.identity.samples.Stewards;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
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
    void oneStewardMergesNobodyWhomTheirOrganisationHasNoRegistrationOf() {
        // Given a person registered elsewhere, and a registration made up by the steward's organisation
        String number = nhsNumber();
        Object theirs = id(store("KZ205", patient(RESTRICTED, verified(number), local("theirs"))), "person");
        Object madeUp = id(store("KZ001", patient("", local("made-up"))), "person");
        Object left = id(store("KZ001", patient("\"active\":false,", local("left"))), "person");
        String unknown = mergeOnce(UUID.randomUUID().toString(), parameters(madeUp, UUID.randomUUID(), ""))
                .statusCode(404)
                .extract()
                .asString();
        String preview = ",{\"name\":\"preview\",\"valueBoolean\":true}";
        String byNumber = """
                {"resourceType":"Parameters","parameter":[
                 {"name":"source-patient-identifier","valueIdentifier":
                  {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}},
                 {"name":"target-patient","valueReference":{"reference":"Patient/%s"}},
                 {"name":"reason","valueString":"Mine now"}%s]}""";

        // When, Then
        for (String body : List.of(
                parameters(theirs, madeUp, ""),
                parameters(madeUp, theirs, ""),
                parameters(theirs, theirs, ""),
                parameters(madeUp, left, ""),
                parameters(madeUp, theirs, preview),
                byNumber.formatted(number, madeUp, ""),
                byNumber.formatted(number, madeUp, preview),
                byNumber.formatted(nhsNumber(), madeUp, preview))) {
            assertEquals(
                    unknown,
                    mergeOnce(UUID.randomUUID().toString(), body)
                            .statusCode(404)
                            .extract()
                            .asString());
        }
        assertEquals(1, byNumber(number).getList("source_patients").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'reason','valueString':'x'},{'name':'preview','valueString':'true'}",
                "{'name':'reason','valueString':'x'},{'name':'preview','valueCode':'true'}",
                "{'name':'reason','valueString':'x'},{'name':'preview'}",
                "{'name':'reason','valueString':'x'},{'name':'preview','valueBoolean':'true'}",
                "{'name':'reason','valueString':'x'},{'name':'preview','valueBoolean':true},{'name':'preview','valueBoolean':true}",
                "{'name':'preview','valueBoolean':false}",
                "{'name':'preview','valueBoolean':true},{'name':'reason','valueString':' '}",
                "{'name':'reason','valueCode':'x'}",
                "{'name':'reason','valueString':7}",
                "{'name':'reason','valueString':'x'},{'name':'reason','valueString':'y'}",
                "{'name':'reason','valueString':'%s'}"
            })
    void aPreviewOrReasonInAnotherFormIsRefused(String more) {
        // Given
        String name = "form-" + Integer.toHexString(more.hashCode());
        Object one = id(store("KZ001", patient("", local(name + "-1"))), "person");
        Object two = id(store("KZ001", patient("", local(name + "-2"))), "person");
        String body = parameters(one, two, "")
                .replace(Stewards.REASON, more.replace('\'', '"').formatted("x".repeat(501)));

        // When, Then
        mergeOnce(UUID.randomUUID().toString(), body)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-content"));
        assertEquals(one, person(one).getString("sub"));
    }

    @Test
    void aPreviewNeedsNoReason() {
        Object one = id(store("KZ001", patient("", local("no-reason-1"))), "person");
        Object two = id(store("KZ001", patient("", local("no-reason-2"))), "person");

        mergeOnce("", parameters(one, two, "").replace(Stewards.REASON, "{\"name\":\"preview\",\"valueBoolean\":true}"))
                .statusCode(200);
    }

    @Test
    void bothIdsAndTheNumberLeadToTheOneThatStaysAtOnce() {
        // Given
        String number = nhsNumber();
        Map<String, Object> rosa = store("KZ001", patient("", verified(number), local("merge-1-200")));
        Map<String, Object> again = store("KZ001", patient("", local("merge-1-201")));

        // When
        merge(id(rosa, "person"), id(again, "person"))
                .statusCode(200)
                .header("Weald-Disclosure", org.hamcrest.Matchers.containsString(String.valueOf(id(rosa, "person"))))
                .body("parameter.find{it.name=='result'}.resource.id", equalTo(id(again, "person")))
                .body("parameter.find{it.name=='moved'}.part[0].valueId", equalTo(id(rosa, "sourcePatient")))
                .body("parameter.find{it.name=='moved'}.part[1].valueString", equalTo("KZ001"));

        // Then
        for (JsonPath token : List.of(
                byNumber(number),
                person(id(rosa, "person")),
                person(id(again, "person")),
                registered(id(rosa, "sourcePatient")))) {
            assertEquals(id(again, "person"), token.getString("sub"));
            assertEquals(List.of("KZ001", "KZ001"), token.getList("source_patients.organization"));
        }
    }

    @Test
    void theTokenNamesTheOtherIdsAndWhen() {
        Map<String, Object> one = store("KZ001", patient("", local("claim-1-200")));
        Map<String, Object> two = store("KZ001", patient("", local("claim-1-201")));
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
        Map<String, Object> one = store("KZ001", patient("", local("preview-200")));
        Map<String, Object> two = store("KZ001", patient("", local("preview-201")));

        mergeOnce("", parameters(id(one, "person"), id(two, "person"), ",{\"name\":\"preview\",\"valueBoolean\":true}"))
                .statusCode(200)
                .body("parameter.findAll{it.name=='moved'}", hasSize(1));

        assertEquals(id(one, "person"), registered(id(one, "sourcePatient")).getString("sub"));
    }

    @Test
    void oneKeyMergesOnceAndIsTakenForNothingElse() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> one = store("KZ001", patient("", local("key-200")));
        Map<String, Object> two = store("KZ001", patient("", local("key-201")));
        Map<String, Object> three = store("KZ001", patient("", local("key-202")));
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
        Map<String, Object> one = store("KZ001", patient("", verified(number), local("named-200")));
        Map<String, Object> two = store("KZ001", patient("", local("named-own")));

        mergeOnce(UUID.randomUUID().toString(), """
                        {"resourceType":"Parameters","parameter":[
                         {"name":"source-patient-identifier","valueIdentifier":
                          {"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}},
                         {"name":"target-patient-identifier","valueIdentifier":%s},
                         {"name":"reason","valueString":"Typed twice"}]}""".formatted(number, local("named-own")))
                .statusCode(200);

        assertEquals(id(two, "person"), registered(id(one, "sourcePatient")).getString("sub"));
    }

    @Test
    void differentVerifiedNumbersAreNotMergedByOne() {
        Object one = id(store("KZ001", patient("", verified(nhsNumber()), local("numbers-200"))), "person");
        Object two = id(store("KZ001", patient("", verified(nhsNumber()), local("numbers-201"))), "person");

        merge(one, two).statusCode(409).body("rule", equalTo("numbers"));
    }

    @Test
    void restrictedPersonsAreNotMergedByOne() {
        Object one = id(store("KZ001", patient(RESTRICTED, local("restricted-200"))), "person");
        Object two = id(store("KZ001", patient("", local("restricted-201"))), "person");

        merge(one, two).statusCode(409).body("rule", equalTo("restricted"));
        merge(two, one).statusCode(409).body("rule", equalTo("restricted"));
    }

    @Test
    void theTrailIsToldWhomARefusedMergeWasAbout() {
        Object theirs = id(store("KZ205", patient("", local("told-theirs"))), "person");
        Object own = id(store("KZ001", patient("", local("told-own"))), "person");
        Object restricted = id(store("KZ001", patient(RESTRICTED, local("told-restricted"))), "person");

        for (ValidatableResponse refused : List.of(
                merge(own, theirs).statusCode(404), merge(own, restricted).statusCode(409))) {
            assertTrue(refused.extract().header("Weald-Disclosure").contains(own.toString()));
            assertFalse(refused.extract().asString().contains(own.toString()));
        }
        assertTrue(merge(own, theirs).extract().header("Weald-Disclosure").contains(theirs.toString()));
    }

    @Test
    void whatIsOneOrMergedOrUnknownIsRefused() {
        Object one = id(store("KZ001", patient("", local("refused-200"))), "person");
        Object two = id(store("KZ001", patient("", local("refused-201"))), "person");
        Object three = id(store("KZ001", patient("", local("refused-202"))), "person");

        merge(one, one).statusCode(422).body("rule", equalTo("same"));
        merge(one, UUID.randomUUID()).statusCode(404);
        merge(one, two).statusCode(200);
        merge(one, three).statusCode(409).body("rule", equalTo("merged"));
        merge(three, one).statusCode(409).body("rule", equalTo("merged"));
    }

    @Test
    void aSealedDecisionIsNeverOverruled() {
        Map<String, Object> one = store("KZ001", patient("", local("sealed-200")));
        Map<String, Object> two = store("KZ001", patient("", local("sealed-201")));
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
        Map<String, Object> one = store("KZ001", patient("", local("held-200")));
        Map<String, Object> two = store("KZ001", patient("", local("held-201")));
        merge(id(one, "person"), id(two, "person")).statusCode(200);
        assertFalse(person(id(two, "person")).getBoolean("restricted"));

        restrict(id(one, "person"));

        assertTrue(person(id(two, "person")).getBoolean("restricted"));
    }

    static void restrict(Object person) {
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
    void aNewNumberOfWhoWasMergedStaysWithTheMerge() {
        // Given a person without a number, one with a number, and what was merged into each
        String number = nhsNumber();
        Object bare = id(store("KZ001", patient("", local("new-number-1"))), "person");
        Object numbered = id(store("KZ001", patient("", verified(number), local("new-number-2"))), "person");
        Object one = id(store("KZ001", patient("", local("new-number-3"))), "person");
        Object other = id(store("KZ001", patient("", local("new-number-4"))), "person");
        merge(one, bare).statusCode(200);
        merge(other, numbered).statusCode(200);

        // When a feed brings a number of their own
        String fresh = nhsNumber();
        Object kept = id(store("KZ001", patient("", verified(fresh), local("new-number-3"))), "person");
        feed("KZ001", "commit", transaction(patient("", verified(nhsNumber()), local("new-number-4"))))
                .statusCode(409);
        feed("KZ001", "check", transaction(patient("", verified(nhsNumber()), local("new-number-4"))))
                .statusCode(409);

        // Then
        assertEquals(bare, kept);
        assertEquals(bare, byNumber(fresh).getString("sub"));
        assertEquals(numbered, person(other).getString("sub"));
        assertEquals(2, byNumber(number).getList("source_patients").size());
    }

    @Test
    void feedsGoOnAfterAMergeAndNoneUndoesIt() {
        String number = nhsNumber();
        Map<String, Object> one = store("KZ001", patient("", verified(number), local("after-200")));
        Map<String, Object> two = store("KZ001", patient("", local("after-201")));
        merge(id(one, "person"), id(two, "person")).statusCode(200);

        assertEquals(
                id(two, "person"),
                id(
                        store("KZ001", patient("\"deceasedBoolean\":false,", verified(number), local("after-200"))),
                        "person"));
        assertEquals(id(two, "person"), id(store("KZ001", patient("", local("after-201"))), "person"));
        assertEquals(
                id(two, "person"), id(store("KZ001", patient("", verified(number), local("after-203"))), "person"));
        assertNotEquals(id(two, "person"), id(store("KZ001", patient("", local("after-204"))), "person"));
        String named = feed(
                        "KZ001",
                        "check",
                        bundle("batch", entry(patient("", verified(number), local("after-200"))), """
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
