package care.weald.identity.feed;

import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Calls.person;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.numbered;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.transaction;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class BadFeedTest {

    /** What is wrong, where, and how it is said. '@' stands for a quotation mark; what is sent has SECRET in it if it can. */
    @ParameterizedTest(name = "{0} -> {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @gender@:@female@             | @gender@:@SECRET@                | 400 invalid-content     | Patient.gender
            @gender@:@female@             | @gender@:true                    | 400 invalid-content     | Patient.gender
            ,@gender@:@female@            |                                  | 422 unprocessable       | Patient.gender
            1970-03-04                    | 1970-02-30                       | 400 invalid-content     | Patient.birthDate
            1970-03-04                    | 2970-03-04                       | 422 unprocessable       | Patient.birthDate
            1970-03-04                    | 1570-03-04                       | 422 unprocessable       | Patient.birthDate
            1970-03-04                    | SECRET                           | 400 invalid-content     | Patient.birthDate
            @1970-03-04@                  | 19700304                         | 400 invalid-content     | Patient.birthDate
            @Ashdown@                     | @@                               | 400 invalid-content     | Patient.name[0].family
            @Ashdown@                     | @ @                              | 400 invalid-content     | Patient.name[0].family
            @Ashdown@                     | null                             | 400 invalid-content     | Patient.name[0].family
            @Ashdown@                     | @SECRET\\u0000@                  | 400 invalid-content     | Patient.name[0].family
            [@Rosa@]                      | []                               | 400 invalid-content     | Patient.name[0].given
            [@Rosa@]                      | @SECRET@                         | 400 invalid-content     | Patient.name[0].given
            [@Rosa@]                      | [@@]                             | 400 invalid-content     | Patient.name[0].given[0]
            @gender@:@female@             | @gender@:@female@,@secret@:@SECRET@ | 400 invalid-content  | Patient
            @gender@:@female@             | @gender@:@female@,@active@:@yes@ | 400 invalid-content     | Patient.active
            @gender@:@female@             | @gender@:@female@,@address@:{}   | 400 invalid-content     | Patient.address
            @gender@:@female@             | @gender@:@female@,@telecom@:[{}] | 400 invalid-content     | Patient.telecom[0]
            @gender@:@female@             | @gender@:@female@,@meta@:{@lastUpdated@:@SECRET@} | 400 invalid-content | Patient.meta.lastUpdated
            @gender@:@female@             | @gender@:@female@,@meta@:{@lastUpdated@:@2970-01-01T00:00:00Z@} | 422 unprocessable | Patient.meta.lastUpdated
            @gender@:@female@             | @gender@:@female@,@extension@:[{@valueString@:@SECRET@}] | 400 invalid-content | Patient.extension[0]
            @gender@:@female@             | @gender@:@female@,@modifierExtension@:[{@url@:@SECRET@}] | 400 invalid-content | Patient
            @value@:@bad-1@               | @value@:@@                       | 400 invalid-content     | Patient.identifier[0].value
            @value@:@bad-1@               | @use@:@usual@                    | 422 unprocessable       | Patient.identifier
            @method@:@POST@               | @method@:@DELETE@                | 405 not-supported       | Bundle.entry[0].request
            @url@:@Patient@               | @url@:@Patient@,@ifNoneExist@:@name=SECRET@ | 400 invalid-parameter | Bundle.entry[0].request.ifNoneExist
            @url@:@Patient@               | @url@:@Patient@,@ifNoneExist@:@identifier=x%7CSECRET@ | 422 unprocessable | Bundle.entry[0].request
            """)
    void aFaultIsNamedByItsPlaceAndNothingIsStored(String right, String wrong, String problem, String place) {
        // Given
        String from = right.replace('@', '"');
        String to = wrong == null ? "" : wrong.replace('@', '"');
        String good = transaction(patient("", local("bad-1")));
        assertTrue(good.contains(from), "the sample has what is to be spoilt");

        // When
        String answer = feed("KZ040", "commit", good.replace(from, to))
                .statusCode(Integer.parseInt(problem.substring(0, 3)))
                .body("type", equalTo("urn:weald:problem:" + problem.substring(4)))
                .body("entry", equalTo(0))
                .body("place", equalTo(place))
                .extract()
                .asString();

        // Then
        assertFalse(answer.contains("SECRET") || answer.contains("Ashdown"));
        assertFalse(person("KZ040", "{\"identifier\":" + local("bad-1") + "}").getBoolean("known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9912003814", "0000000000", "1111111111", "12", "4857773456"})
    void anNhsNumberThatFailsItsCheckIsRefused(String number) {
        String answer = feed("KZ040", "commit", transaction(patient("", numbered(number, "01"), local("nhs"))))
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-identifier"))
                .body("place", equalTo("Patient.identifier[0].value"))
                .extract()
                .asString();

        assertFalse(answer.contains(number + "\""));
    }

    @Test
    void twoNhsNumbersInUseAreRefused() {
        feed("KZ040", "commit", transaction(patient("", numbered(nhsNumber(), "01"), numbered(nhsNumber(), "01"))))
                .statusCode(422)
                .body("place", equalTo("Patient.identifier"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"resourceType\":\"Bundle\"",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":{}}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[]} {}",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"type\":\"transaction\"}",
                "{\"resourceType\":\"Patient\",\"type\":\"batch\"}",
                "{\"resourceType\":\"Bundle\",\"type\":7}"
            })
    void whatIsNoBundleIsRefused(String body) {
        feed("KZ040", "check", body)
                .statusCode(400)
                .body("type", equalTo("urn:weald:problem:invalid-content"))
                .body("entry", nullValue());
    }

    @Test
    void otherKindsOfBundleAreRefused() {
        feed("KZ040", "check", bundle("searchset")).statusCode(422).body("place", equalTo("Bundle.type"));
    }

    @Test
    void aKeyTwiceIsRefusedWithItsEntry() {
        String twice = patient("\"gender\":\"male\",", local("twice"));

        feed("KZ040", "commit", bundle("batch", entry(patient("", local("once"))), entry(twice)))
                .statusCode(400)
                .body("entry", equalTo(1))
                .body("place", equalTo("Bundle.entry[1]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"request\":; \"request\":{\"method\":\"PUT\",\"url\":\"Patient/x\"},\"request\":",
                "\"resource\":; \"resource\":{\"resourceType\":\"Basic\"},\"resource\":",
                "\"method\":; \"method\":\"PUT\",\"method\":",
                "\"resourceType\":\"Patient\"; \"resourceType\":\"Basic\",\"resourceType\":\"Patient\"",
                "\"system\":; \"system\":\"urn:other\",\"system\":"
            })
    void aKeyTwiceAnywhereInAPatientEntryIsRefused(String once, String twice) {
        // Given
        String patients = transaction(patient("", local("keys")));

        // When
        String broken = patients.replaceFirst(Pattern.quote(once), Matcher.quoteReplacement(twice));

        // Then
        feed("KZ040", "commit", patients).statusCode(200);
        feed("KZ040", "commit", broken).statusCode(400).body("place", equalTo("Bundle.entry[0]"));
    }

    @Test
    void whatIsAboutNoPatientNeedNotBeCommittedAgain() {
        // Given
        String patient = patient("", local("alone"));
        String observation = "{\"resource\":{\"resourceType\":\"Observation\",\"subject\":{\"reference\":"
                + "\"Patient/elsewhere\"}},\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}";
        String whole = bundle("transaction", observation, entry(patient));
        String checked = feed("KZ040", "check", whole).statusCode(200).extract().path("patients[0].sourcePatient");

        // When
        feed("KZ040", "commit", bundle("transaction", "{}", entry(patient)))
                // Then
                .statusCode(200)
                .body("patients.size()", equalTo(1))
                .body("patients[0].entry", equalTo(1))
                .body("patients[0].sourcePatient", equalTo(checked))
                .body("patients[0].status", equalTo("201 Created"));
        feed("KZ040", "commit", whole).statusCode(200).body("patients[0].status", equalTo("200 OK"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);

        feed("KZ040", "check", bundle("batch", "{\"resource\":" + deep + "}")).statusCode(400);
    }

    @Test
    void aHugePatientIsRefused() {
        String huge = patient("\"language\":\"" + "x".repeat(600_000) + "\",", local("huge"));

        feed("KZ040", "commit", transaction(huge)).statusCode(413).body("entry", equalTo(0));
    }

    @Test
    void inATransactionOneFaultStopsEverything() {
        String number = local("stopped");
        String bad = patient("", local("x")).replace("1970-03-04", "1970-13-04");

        feed("KZ040", "commit", bundle("transaction", entry(patient("", number)), entry(bad)))
                .statusCode(400)
                .body("entry", equalTo(1));

        feed("KZ040", "commit", transaction(patient("", number)))
                .statusCode(200)
                .body("patients[0].status", equalTo("201 Created"));
    }

    @Test
    void inABatchTheGoodGoOn() {
        String bad = patient("", local("x")).replace("female", "nobody");

        JsonPath answer = feed(
                        "KZ040",
                        "commit",
                        bundle(
                                "batch",
                                entry(patient("", local("batch-1"))),
                                entry(bad),
                                entry(patient("", local("batch-2")))))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertEquals(List.of(0, 1, 2), answer.getList("patients.entry"));
        assertEquals("201 Created", answer.getString("patients[0].status"));
        assertEquals(400, answer.getInt("patients[1].problem.status"));
        assertEquals(1, answer.getInt("patients[1].problem.entry"));
        assertEquals("Patient.gender", answer.getString("patients[1].problem.place"));
        assertEquals("201 Created", answer.getString("patients[2].status"));
    }

    @Test
    void aMessageHasAtMostAThousandPatients() {
        String row = "{\"resource\":{\"resourceType\":\"Patient\"}}";

        feed("KZ040", "check", bundle("batch", Collections.nCopies(1_001, row).toArray(String[]::new)))
                .statusCode(413)
                .body("type", equalTo("urn:weald:problem:too-large"))
                .body("place", equalTo("Bundle.entry"));
        feed("KZ040", "check", bundle("batch", Collections.nCopies(1_000, row).toArray(String[]::new)))
                .statusCode(200);
    }

    /** The same fullUrl, the same id, the same condition (written in two ways). */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "fullUrl":"urn:uuid:1",;    "fullUrl":"urn:uuid:1",;    ;            ;              POST;Patient;Patient
            ;                           ;                           "id":"x",;   "id":"x",;     POST;Patient;Patient
            ;                           ;                           ;            ;              PUT;Patient/x;Patient/x
            ;                           ;                           ;            ;              PUT;Patient?identifier=https://kent.example/Id/local-patient-number|both;Patient?identifier=https://kent.example/Id/local-patient-number%7Cboth
            """)
    void oneNameForTwoPatientsIsRefused(ArgumentsAccessor row) {
        String form = "{%s\"resource\":%s,\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}";
        String[] part = row.toList().stream()
                .map(value -> value == null ? "" : String.valueOf(value))
                .toArray(String[]::new);
        String first = form.formatted(part[0], patient(part[2], local("name-1"), local("both")), part[4], part[5]);
        String second = form.formatted(part[1], patient(part[3], local("name-2"), local("both")), part[4], part[6]);
        String third = entry(patient("", local("name-3")));

        feed("KZ041", "check", bundle("transaction", first, second, third))
                .statusCode(422)
                .body("entry", equalTo(1));
        feed("KZ041", "check", bundle("batch", first, second, third))
                .statusCode(200)
                .body("patients[0].problem.status", equalTo(422))
                .body("patients[1].problem.status", equalTo(422))
                .body("patients[2].problem", nullValue());
    }

    @Test
    void onePatientTwiceInATransactionIsRefused() {
        String same = patient("", local("same"));

        feed("KZ040", "commit", bundle("transaction", entry(same), entry(same)))
                .statusCode(422)
                .body("entry", equalTo(1));
    }
}
