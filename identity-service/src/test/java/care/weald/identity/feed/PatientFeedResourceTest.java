package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.claims;
import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.feedPermit;
import static care.weald.identity.samples.Calls.person;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.transaction;
import static care.weald.identity.samples.Samples.verified;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.link.SourcePatientId;
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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class PatientFeedResourceTest {

    private static final String SYSTEM = "https://kent.example/Id/local-patient-number";

    @Inject
    Pool pool;

    @Test
    void aCheckStoresNothing() {
        String number = nhsNumber();
        String message = transaction(patient("", verified(number), local("checked")));

        JsonPath answer =
                feed("KZ050", "check", message).statusCode(200).extract().jsonPath();

        String id = SourcePatientId.of("KZ050", SYSTEM, "checked").toString();
        assertEquals(id, answer.getString("patients[0].sourcePatient"));
        assertFalse(byNumber(number).getBoolean("known"));
        assertFalse(person("KZ050", "{\"sourcePatient\":\"" + id + "\"}").getBoolean("known"));
    }

    @Test
    void theTokenNamesThePatientsAsTheMessageDoes() {
        // Given a message that names its Patient in every way
        store("KZ050", patient("", local("earlier")));
        String resource = patient("\"id\":\"abc\",", local("named"));
        String condition = "identifier=" + SYSTEM + "|named";
        String reference = "Patient?identifier=" + SYSTEM.replace(":", "%3A") + "%7Cnamed";
        String earlier = "Patient?identifier=" + SYSTEM + "|earlier";
        String message = bundle(
                "transaction",
                """
                {"fullUrl":"urn:uuid:1","resource":%s,"request":{"method":"POST","url":"Patient","ifNoneExist":"%s"}}""".formatted(resource, condition),
                observation(reference),
                observation(earlier),
                observation("Patient?identifier=" + SYSTEM + "|unknown"),
                observation("Patient/abc"));

        // When
        JsonPath token =
                claims(feed("KZ050", "check", message).statusCode(200).extract().path("token"));

        // Then
        assertEquals("KZ050", token.getString("sub"));
        assertEquals("urn:weald:record-service", token.getString("aud"));
        assertEquals(2, token.getList("source_patients").size());
        assertEquals(
                Set.of("urn:uuid:1", "Patient/abc", "Patient?" + condition, reference),
                Set.copyOf(token.getList("source_patients[0].references")));
        assertEquals(
                SourcePatientId.of("KZ050", SYSTEM, "earlier").toString(),
                token.getString("source_patients[1].patient"));
        assertEquals(List.of(earlier), token.getList("source_patients[1].references"));
    }

    private static String observation(String subject) {
        return """
                {"resource":{"resourceType":"Observation","subject":{"reference":"%s"}},
                 "request":{"method":"POST","url":"Observation"}}""".formatted(subject);
    }

    @Test
    void anotherOrganisationsPatientsAreNotInTheToken() {
        store("KZ051", patient("", local("theirs")));
        String id = SourcePatientId.of("KZ051", SYSTEM, "theirs").toString();
        String message =
                bundle("batch", observation("Patient?identifier=" + SYSTEM + "|theirs"), observation("Patient/" + id));

        JsonPath token =
                claims(feed("KZ050", "check", message).statusCode(200).extract().path("token"));

        assertEquals(0, token.getList("source_patients").size());
    }

    @Test
    void theMedicalRecordNumberNamesTheRegistration() {
        String record = """
                {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},
                 "system":"urn:mr","value":"1"}""";
        String official = "{\"use\":\"official\",\"system\":\"urn:passport\",\"value\":\"2\"}";

        assertEquals(
                SourcePatientId.of("KZ050", "urn:mr", "1").toString(),
                store("KZ050", patient("", official, local("mr"), record)).get("sourcePatient"));
        assertEquals(
                SourcePatientId.of("KZ050", "urn:passport", "2").toString(),
                store("KZ050", patient("", local("mr-2"), official)).get("sourcePatient"));
    }

    @Test
    void theSameContentIsTheSameVersionAndAChangeTheNext() {
        String first = patient("", local("versions"));
        String spaced = first.replace(",\"gender\"", " ,  \"gender\"");

        Map<String, Object> created = store("KZ050", first);
        Map<String, Object> again = store("KZ050", spaced);
        Map<String, Object> changed = store("KZ050", first.replace("Rosa", "Rose"));

        assertEquals("201 Created", created.get("status"));
        assertEquals(1, created.get("version"));
        assertEquals("200 OK", again.get("status"));
        assertEquals(1, again.get("version"));
        assertEquals(2, changed.get("version"));
        assertEquals(created.get("person"), changed.get("person"));
        UUID id = UUID.fromString(String.valueOf(created.get("sourcePatient")));
        assertEquals(List.of(first, first.replace("Rosa", "Rose")), versions(id));
    }

    @Test
    void anIdentifierWithoutASystemNamesNothing() {
        String number = nhsNumber();

        assertEquals(
                SourcePatientId.of("KZ050", "https://fhir.nhs.uk/Id/nhs-number", number)
                        .toString(),
                store("KZ050", patient("", "{\"value\":\"7\"}", verified(number)))
                        .get("sourcePatient"));
        feed("KZ050", "commit", transaction(patient("", "{\"value\":\"7\"}")))
                .statusCode(422)
                .body("place", equalTo("Patient.identifier"));
    }

    private List<String> versions(UUID id) {
        return pool
                .preparedQuery("select convert_from(resource, 'UTF8') as text from source_patient_version"
                        + " where source_patient = $1 order by version")
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("text"))
                .toList();
    }

    @Test
    void whatIsOlderNeverOverwrites() {
        String stamp = "\"meta\":{\"lastUpdated\":\"%s\"},";
        store("KZ050", patient(stamp.formatted("2026-05-02T10:00:00Z"), local("late")));

        Map<String, Object> older = store(
                "KZ050",
                patient(stamp.formatted("2026-05-01T10:00:00Z"), local("late")).replace("Rosa", "Old"));
        Map<String, Object> newer = store(
                "KZ050",
                patient(stamp.formatted("2026-05-03T10:00:00Z"), local("late")).replace("Rosa", "New"));

        assertEquals(1, older.get("version"));
        assertEquals(2, newer.get("version"));
    }

    @Test
    void aConditionalUpdateFindsItsPatientByEitherNumber() {
        String number = nhsNumber();
        String id = String.valueOf(
                store("KZ050", patient("", verified(number), local("either"))).get("sourcePatient"));
        String nhs =
                "{\"method\":\"PUT\",\"url\":\"Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|" + number + "\"}";
        String own = "{\"method\":\"PUT\",\"url\":\"Patient?identifier=" + SYSTEM + "%7Ceither\"}";

        feed("KZ050", "commit", bundle("transaction", entry(patient("\"language\":\"en\",", verified(number)), nhs)))
                .statusCode(200)
                .body("patients[0].sourcePatient", equalTo(id))
                .body("patients[0].version", equalTo(2));
        feed("KZ050", "commit", bundle("transaction", entry(patient("", verified(number), local("either")), own)))
                .statusCode(200)
                .body("patients[0].sourcePatient", equalTo(id))
                .body("patients[0].version", equalTo(3));
    }

    @Test
    void aConditionalCreateLeavesWhatIsThere() {
        store("KZ050", patient("", local("there")));
        String request =
                "{\"method\":\"POST\",\"url\":\"Patient\",\"ifNoneExist\":\"identifier=" + SYSTEM + "|there\"}";

        feed("KZ050", "commit", bundle("batch", entry(patient("\"language\":\"en\",", local("there")), request)))
                .statusCode(200)
                .body("patients[0].status", equalTo("200 OK"))
                .body("patients[0].version", equalTo(1));
    }

    @Test
    void onlyAVerifiedNumberWithTheSameBirthDateJoins() {
        String number = nhsNumber();
        Object first =
                store("KZ050", patient("", verified(number), local("join-1"))).get("person");

        assertEquals(
                first,
                store("KZ051", patient("", numbered(number, "number-present-and-verified"), local("join-2")))
                        .get("person"));
        assertNotEquals(
                first,
                store("KZ052", patient("", verified(number), local("join-3")).replace("1970-03-04", "1970-03"))
                        .get("person"));
        assertNotEquals(
                first,
                store("KZ053", patient("", numbered(number, "02"), local("join-4")))
                        .get("person"));
        assertNotEquals(
                first,
                store("KZ054", patient("", verified(number), local("join-5")).replace("1970-03-04", "1970-04-03"))
                        .get("person"));
        assertEquals(2, byNumber(number).getList("source_patients").size());
    }

    @Test
    void aLinkEndsWithItsEvidenceAndCanComeBack() {
        String number = nhsNumber();
        Object joined =
                store("KZ050", patient("", verified(number), local("stays"))).get("person");
        store("KZ051", patient("", verified(number), local("leaves")));

        Object alone = store("KZ051", patient("", numbered(number, "05"), local("leaves")))
                .get("person");
        Object back =
                store("KZ051", patient("", verified(number), local("leaves"))).get("person");

        assertNotEquals(joined, alone);
        assertEquals(joined, back);
    }

    @Test
    void aPersonKeepsTheirIdWhenTheirNumberIsVerified() {
        String number = nhsNumber();
        Object before = store("KZ050", patient("", numbered(number, "03"), local("traced")))
                .get("person");

        Object after =
                store("KZ050", patient("", verified(number), local("traced"))).get("person");

        assertEquals(before, after);
        assertEquals(before, byNumber(number).getString("sub"));
    }

    @Test
    void largeMessagesAreReadAside() {
        String padding = "{\"resource\":{\"resourceType\":\"Binary\",\"data\":\"" + "A".repeat(3_000_000) + "\"}}";

        feed("KZ050", "check", bundle("transaction", padding, entry(patient("", local("large")))))
                .statusCode(200)
                .body("patients[0].entry", equalTo(1));
    }

    @Test
    void onlyASystemWithAPermitToFeedMayFeed() {
        String message = transaction(patient("", local("refused")));
        refused(Calls.doctor("KZ050"), feedPermit("KZ050"), message);
        refused(Calls.system("KZ050"), feedPermit("KZ051"), message);
        refused(Calls.system("KZ050"), "none", message);
        refused(
                Calls.system("KZ050"),
                Peers.sign(
                        "consent-service",
                        "weald-permit+jwt",
                        "identity-service",
                        "user-KZ050-",
                        Map.of("weald", Map.of("decision", "permit", "interaction", "read"))),
                message);
        assertEquals(
                "201 Created", store("KZ050", patient("", local("refused"))).get("status"));
    }

    private static void refused(String caller, String permit, String message) {
        given().header("Authorization", "Bearer " + caller)
                .header("Weald-Permit", permit)
                .contentType("application/fhir+json")
                .body(message)
                .post("/feeds/patients?phase=commit")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:weald:problem:refused"));
    }

    @Test
    void thePhaseIsNeverGuessed() {
        feed("KZ050", "later", bundle("batch"))
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-parameter"));
        assertTrue(feed("KZ050", "commit", bundle("batch"))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("patients")
                .isEmpty());
    }

    @Test
    void anyOfItsIdentifiersFindsARegistration() {
        String record = """
                {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},
                 "system":"urn:mr","value":"any-1"}""";
        Object id = store("KZ050", patient("", local("any-2"), record)).get("sourcePatient");
        String reference = "Patient?identifier=" + SYSTEM + "|any-2";
        String put = "{\"method\":\"PUT\",\"url\":\"" + reference + "\"}";

        JsonPath token = claims(feed("KZ050", "check", bundle("batch", observation(reference)))
                .statusCode(200)
                .extract()
                .path("token"));
        feed("KZ050", "commit", bundle("batch", entry(patient("\"language\":\"en\",", local("any-2")), put)))
                .statusCode(200)
                .body("patients[0].sourcePatient", equalTo(id))
                .body("patients[0].version", equalTo(2));

        assertEquals(id, token.getString("source_patients[0].patient"));
        assertTrue(person("KZ050", "{\"identifier\":" + local("any-2") + "}").getBoolean("known"));
    }
}
