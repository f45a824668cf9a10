package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.feeding;
import static care.weald.identity.samples.Calls.read;
import static care.weald.identity.samples.Calls.remove;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.transaction;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.merge;
import static care.weald.identity.samples.Stewards.person;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Stewards.unlink;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static care.weald.identity.samples.Traces.search;
import static care.weald.identity.samples.Traces.somebody;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations that their organisation removes, and sends again (ITI-104). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class RemovalTest {

    private static final Map<String, String> SHOWN = Map.of("cat-01", "F");

    @Inject
    Pool pool;

    private static String text(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    private long count(String sql, String id) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(UUID.fromString(id)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void whatIsRemovedIsStoredAndShownToNobody() {
        // Given
        String number = nhsNumber();
        String own = somebody("", "Removewood", "1981-01-01", verified(number), local("rm-1"));
        Map<String, Object> stored = store("KZ001", own);
        String id = text(stored, "sourcePatient");
        Map<String, String> named = Map.of("family", "Removewood", "birthdate", "1981-01-01");
        assertEquals(1, search(named).jsonPath().getList("entry").size());

        // When
        remove("KZ001", "rm-1").statusCode(204).body(emptyString());

        // Then
        assertFalse(byNumber(number).getBoolean("known"));
        assertFalse(registered(id).getBoolean("known"));
        assertFalse(person(text(stored, "person")).getBoolean("known"));
        assertEquals(0, search(named).jsonPath().getInt("total"));
        String permit = Calls.permit(
                text(stored, "person"),
                Map.of(
                        "decision",
                        "permit",
                        "interaction",
                        "read",
                        "source_patients",
                        List.of(Map.of("organization", "KZ001", "patient", id)),
                        "restricted",
                        false,
                        "levels",
                        SHOWN));
        read(text(stored, "person"), permit).then().statusCode(404);
        for (String table : List.of("block_key", "search_name", "match_row")) {
            assertEquals(0, count("select count(*) from " + table + " where source_patient = $1", id), table);
        }
        assertEquals(2, count("select count(*) from source_patient_version where source_patient = $1", id));
        assertEquals(1, count("select count(*) from source_patient_version where source_patient = $1 and removed", id));
        assertEquals(1, count("select count(*) from source_patient where id = $1 and not active", id));
        assertEquals(1, count("select count(*) from link where source_patient = $1 and valid_to is not null", id));
    }

    @Test
    void removingAgainIsAnsweredAlikeAndChangesNothing() {
        String id = text(store("KZ001", patient("", local("rm-2"))), "sourcePatient");

        remove("KZ001", "rm-2").statusCode(204);
        remove("KZ001", "rm-2").statusCode(204).body(emptyString());

        assertEquals(2, count("select count(*) from source_patient_version where source_patient = $1", id));
    }

    @Test
    void whatIsSentAgainIsBackWhereItWas() {
        // Given two who are one by number, and one of a birth date that would join nobody any more
        String number = nhsNumber();
        Map<String, Object> stays = store("KZ001", patient("", verified(number), local("rm-3")));
        String own = somebody("", "Backwood", "1970-03-04", verified(number), local("rm-3"));
        Map<String, Object> goes = store("KZ141", own);
        assertEquals(stays.get("person"), goes.get("person"));
        store("KZ001", patient("", verified(number), local("rm-3")).replace("1970-03-04", "1970-03-05"));
        remove("KZ141", "rm-3").statusCode(204);
        assertEquals(List.of("KZ001"), byNumber(number).getList("source_patients.organization"));

        // When
        Map<String, Object> back = store("KZ141", own);

        // Then
        assertEquals(goes.get("sourcePatient"), back.get("sourcePatient"));
        assertEquals(goes.get("person"), back.get("person"));
        assertEquals(3, back.get("version"));
        assertEquals("200 OK", back.get("status"));
        assertEquals(2, byNumber(number).getList("source_patients").size());
        assertEquals(1, count("select count(*) from match_row where source_patient = $1", text(goes, "sourcePatient")));
    }

    @Test
    void aloneItComesBackToItsOwnPersonAndOthersOfThatNumberFindItThereMeanwhile() {
        String number = nhsNumber();
        String own = patient("", verified(number), local("rm-4"));
        Object person = store("KZ001", own).get("person");
        remove("KZ001", "rm-4").statusCode(204);

        Object met =
                store("KZ141", patient("", verified(number), local("rm-4"))).get("person");

        assertEquals(person, met);
        assertEquals(person, store("KZ001", own).get("person"));
        assertEquals(2, byNumber(number).getList("source_patients").size());
    }

    @Test
    void whoWasMergedMeanwhileComesBackToTheOneThatStaysAndLeavesItWithTheOthers() {
        // Given two registrations of a person, one of them removed, and a merge of the person
        String number = nhsNumber();
        String own = patient("", verified(number), local("rm-5"));
        store("KZ141", own);
        Map<String, Object> with = store("KZ001", patient("", verified(number), local("rm-5")));
        Map<String, Object> target = store("KZ001", patient("", local("rm-6")));
        remove("KZ141", "rm-5").statusCode(204);
        merge(text(with, "person"), text(target, "person")).statusCode(200);

        // When, Then
        assertEquals(target.get("person"), store("KZ141", own).get("person"));

        // When it goes once more, and the merge is undone
        remove("KZ141", "rm-5").statusCode(204);
        unlink(text(target, "person"), text(with, "sourcePatient")).statusCode(200);

        // Then
        assertEquals(with.get("person"), store("KZ141", own).get("person"));
        assertEquals(2, person(text(with, "person")).getList("source_patients").size());
        assertEquals(
                1, person(text(target, "person")).getList("source_patients").size());
    }

    @Test
    void aRestrictionIsNotLiftedByRemovingWhoBroughtIt() {
        String number = nhsNumber();
        Map<String, Object> stays = store("KZ001", patient("", verified(number), local("rm-7")));
        store("KZ141", patient("", verified(number), local("rm-7")));
        store("KZ141", patient(RESTRICTED, verified(number), local("rm-7")));
        assertTrue(byNumber(number).getBoolean("restricted"));

        remove("KZ141", "rm-7").statusCode(204);

        assertTrue(byNumber(number).getBoolean("restricted"));
        assertEquals(stays.get("person"), byNumber(number).getString("sub"));
        JsonPath patient = read(number, SHOWN).then().statusCode(200).extract().jsonPath();
        assertEquals("R", patient.getString("meta.security[0].code"));
        assertNotEquals(
                stays.get("person"),
                store("KZ142", patient("", verified(number), local("rm-7"))).get("person"));
        store("KZ141", patient("", verified(number), local("rm-7")));
        assertFalse(byNumber(number).getBoolean("restricted"));
    }

    @Test
    void theIdsThatItWasKnownUnderStillCount() {
        // Given one who was a person of their own before, merged, and removed
        Map<String, Object> goes = store("KZ001", patient("", local("rm-8")));
        Map<String, Object> stays = store("KZ001", patient("", local("rm-9")));
        merge(text(goes, "person"), text(stays, "person")).statusCode(200);
        assertEquals(List.of(goes.get("person")), person(text(stays, "person")).getList("persons.id"));

        // When
        remove("KZ001", "rm-8").statusCode(204);

        // Then
        JsonPath token = person(text(stays, "person"));
        assertEquals(List.of(stays.get("sourcePatient")), token.getList("source_patients.patient"));
        assertEquals(List.of(goes.get("person")), token.getList("persons.id"));
    }

    @Test
    void aNegativeLinkIsNotCrossedByComingBack() {
        String number = nhsNumber();
        Map<String, Object> stays = store("KZ001", patient("", verified(number), local("rm-10")));
        String own = patient("", verified(number), local("rm-11"));
        Map<String, Object> goes = store("KZ141", own);
        remove("KZ141", "rm-11").statusCode(204);
        pool.preparedQuery("insert into no_link (a, b, reason, made_by)"
                        + " values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'Two humans', 'test')")
                .execute(Tuple.of(
                        UUID.fromString(text(stays, "sourcePatient")), UUID.fromString(text(goes, "sourcePatient"))))
                .await()
                .indefinitely();

        assertNotEquals(stays.get("person"), store("KZ141", own).get("person"));
    }

    @Test
    void nobodyRemovesWhatIsNotTheirsAndIsToldNothingOfIt() {
        String number = nhsNumber();
        store("KZ001", patient("", verified(number), local("rm-12")));
        String unknown = remove("KZ141", "rm-none").statusCode(404).extract().asString();

        assertEquals(unknown, remove("KZ141", "rm-12").statusCode(404).extract().asString());
        assertEquals(
                unknown,
                remove("KZ141", "https://fhir.nhs.uk/Id/nhs-number", number)
                        .statusCode(404)
                        .extract()
                        .asString());
        remove("KZ001", "https://fhir.nhs.uk/Id/nhs-number", number).statusCode(404);
        remove("KZ001", "https://fhir.nhs.uk/Id/nhs-number", "9990000000").statusCode(400);
        assertTrue(byNumber(number).getBoolean("known"));
    }

    @Test
    void anIdentifierOfTwoRegistrationsRemovesNeither() {
        store("KZ001", patient("", local("rm-13")));
        store("KZ001", patient("", local("rm-14"), local("rm-13")));

        remove("KZ001", "rm-13").statusCode(409);
        remove("KZ001", "rm-14").statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/Patient.cu", "system/Patient.read", "user/Patient.d", "system/Observation.d", ""})
    void removingNeedsItsScope(String scope) {
        feeding("KZ001", scope)
                .contentType("application/json")
                .body("{}")
                .post("/feeds/patients/removals")
                .then()
                .statusCode(403)
                .body("rule", equalTo("scope"));
    }

    @Test
    void removingNeedsAPermitToFeed() {
        given().header("Authorization", "Bearer " + Calls.system("KZ001"))
                .contentType("application/json")
                .body("{}")
                .post("/feeds/patients/removals")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"identifier\":{\"system\":\"a\"}}",
                "{\"identifier\":{\"system\":\"a\",\"value\":\" \"}}",
                "{\"identifier\":{\"system\":\"a\",\"value\":7}}",
                "{\"identifier\":{\"system\":\"a\",\"value\":\"b\",\"value\":\"c\"}}",
                "{\"identifier\":{\"system\":\"a\",\"value\":\"b\"},\"all\":true}"
            })
    void otherBodiesAreRefused(String body) {
        feeding("KZ001", "system/*.cruds")
                .contentType("application/json")
                .body(body)
                .post("/feeds/patients/removals")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"system/Patient.c,403", "system/Patient.u,200", "system/Patient.write,200", "system/*.cu,200"})
    void whatIsThereIsChangedOnlyByWhoMayUpdate(String scope, int status) {
        // Given
        String name = "scope-" + scope.hashCode();
        String first = patient("", local(name));
        String changed = patient("\"active\":true,", local(name));
        feeding("KZ143", scope)
                .contentType("application/fhir+json")
                .body(transaction(first))
                .post("/feeds/patients?phase=commit")
                .then()
                .statusCode(200)
                .body("patients[0].status", equalTo("201 Created"));

        // When, Then: the same again is acknowledged, another version is not
        for (String phase : List.of("check", "commit")) {
            feeding("KZ143", scope)
                    .contentType("application/fhir+json")
                    .body(transaction(first))
                    .post("/feeds/patients?phase=" + phase)
                    .then()
                    .statusCode(200);
            feeding("KZ143", scope)
                    .contentType("application/fhir+json")
                    .body(transaction(changed))
                    .post("/feeds/patients?phase=" + phase)
                    .then()
                    .statusCode(status)
                    .body("rule", equalTo(status == 403 ? "scope" : null));
        }
        feed("KZ143", "check", transaction(changed)).statusCode(200);
    }

    @Test
    void whoMayOnlyCreateBringsNobodyBack() {
        String own = patient("", local("rm-15"));
        store("KZ144", own);
        remove("KZ144", "rm-15").statusCode(204);

        feeding("KZ144", "system/Patient.c")
                .contentType("application/fhir+json")
                .body(transaction(own))
                .post("/feeds/patients?phase=commit")
                .then()
                .statusCode(403);

        assertEquals("200 OK", store("KZ144", own).get("status"));
    }
}
