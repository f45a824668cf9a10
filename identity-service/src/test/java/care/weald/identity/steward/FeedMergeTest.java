package care.weald.identity.steward;

import static care.weald.identity.samples.Calls.byNumber;
import static care.weald.identity.samples.Calls.feeding;
import static care.weald.identity.samples.Calls.store;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Samples.nhsNumber;
import static care.weald.identity.samples.Samples.patient;
import static care.weald.identity.samples.Samples.verified;
import static care.weald.identity.samples.Stewards.registered;
import static care.weald.identity.samples.Stewards.unlink;
import static care.weald.identity.samples.Traces.RESTRICTED;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two registrations that their organisation's own system has merged (HL7 v2 A34, A40). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class FeedMergeTest {

    private static final String SYSTEM = "https://kent.example/Id/local-patient-number";

    private static ValidatableResponse merge(String organisation, String former, String kept) {
        return ask(organisation, "system/Patient.u", """
                {"former":{"system":"%s","value":"%s"},"kept":{"system":"%s","value":"%s"}}""".formatted(SYSTEM, former, SYSTEM, kept));
    }

    private static ValidatableResponse ask(String organisation, String scope, String body) {
        return feeding(organisation, scope)
                .contentType("application/json")
                .body(body)
                .post("/feeds/patients/merges")
                .then();
    }

    private static String id(Map<String, Object> stored, String name) {
        return String.valueOf(Objects.requireNonNull(stored.get(name)));
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }

    private static String person(String source) {
        return registered(source).getString("sub");
    }

    @Test
    void formerRegistrationJoinsThePersonOfTheOneThatStays() {
        // Given
        String former = name();
        String kept = name();
        String one = id(store("KZ001", patient("", local(former))), "sourcePatient");
        String other = id(store("KZ001", patient("", local(kept))), "sourcePatient");

        // When
        merge("KZ001", former, kept).statusCode(200).body("state", equalTo("merged"));

        // Then
        assertEquals(person(other), person(one));
        merge("KZ001", former, kept).statusCode(200);
        merge("KZ001", kept, former).statusCode(200);
    }

    @Test
    void nobodyElsesRegistrationIsMoved() {
        // Given a former number that is linked with another organisation's by NHS number
        String number = nhsNumber();
        String former = name();
        String kept = name();
        store("KZ205", patient("", verified(number), local(name())));
        String one = id(store("KZ001", patient("", verified(number), local(former))), "sourcePatient");
        String before = person(one);
        String other = id(store("KZ001", patient("", local(kept))), "sourcePatient");

        // When
        merge("KZ001", former, kept).statusCode(200);

        // Then
        assertEquals(before, person(other));
        assertEquals(3, byNumber(number).getList("source_patients").size());
    }

    @Test
    void twoPeopleWhomOthersKnowTooAreForAStewardToMerge() {
        // Given
        String former = name();
        String kept = name();
        for (String own : new String[] {former, kept}) {
            String number = nhsNumber();
            store("KZ205", patient("", verified(number), local(name())));
            store("KZ001", patient("", verified(number), local(own)));
        }

        // When, Then
        merge("KZ001", former, kept).statusCode(409).body("rule", equalTo("elsewhere"));
    }

    @Test
    void differentVerifiedNumbersAreNotMerged() {
        // Given
        String former = name();
        String kept = name();
        store("KZ001", patient("", verified(nhsNumber()), local(former)));
        store("KZ001", patient("", verified(nhsNumber()), local(kept)));

        // When, Then
        merge("KZ001", former, kept).statusCode(409).body("rule", equalTo("numbers"));
    }

    @Test
    void restrictedPersonIsNotMerged() {
        // Given
        String former = name();
        String kept = name();
        store("KZ001", patient(RESTRICTED, local(former)));
        store("KZ001", patient("", local(kept)));

        // When, Then
        merge("KZ001", former, kept).statusCode(409).body("rule", equalTo("restricted"));
    }

    @Test
    void whatAStewardHasTakenApartStaysApart() {
        // Given
        String former = name();
        String kept = name();
        String one = id(store("KZ001", patient("", local(former))), "sourcePatient");
        String other = id(store("KZ001", patient("", local(kept))), "sourcePatient");
        merge("KZ001", former, kept).statusCode(200);
        unlink(person(one), one).statusCode(200);

        // When
        merge("KZ001", former, kept).statusCode(409).body("rule", equalTo("parted"));

        // Then
        assertNotEquals(person(one), person(other));
    }

    @Test
    void onlyOnesOwnRegistrationsAreMerged() {
        // Given
        String theirs = name();
        String kept = name();
        store("KZ205", patient("", local(theirs)));
        store("KZ001", patient("", local(kept)));

        // When, Then
        merge("KZ001", theirs, kept).statusCode(404).body("place", equalTo("former"));
        merge("KZ001", kept, theirs).statusCode(404).body("place", equalTo("kept"));
    }

    @Test
    void whoMayOnlyCreateMergesNothing() {
        ask("KZ001", "system/Patient.c", "{}").statusCode(403).body("rule", equalTo("scope"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{",
                "{\"former\":{\"system\":\"a\",\"value\":\"b\"}}",
                "{\"former\":{\"system\":\"a\",\"value\":\"b\"},\"kept\":{\"system\":\"a\",\"value\":\"\"}}",
                "{\"former\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9990000018\"},\"kept\":{\"system\":\"a\",\"value\":\"b\"}}"
            })
    void whatNamesNoTwoLocalNumbersIsRefused(String body) {
        ask("KZ001", "system/Patient.u", body).statusCode(400);
    }
}
