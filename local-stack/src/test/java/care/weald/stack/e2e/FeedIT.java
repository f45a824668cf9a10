package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Json;
import care.weald.stack.Samples;
import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningStack.class)
class FeedIT {

    private static final String JSON = "application/fhir+json";

    private final Api system = Api.as("feed-kz016");
    private final Api gp = Api.as("gp.bell");

    @Test
    void messageSentTwiceIsStoredOnce() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ016", "transaction", "9991001018", UUID.randomUUID().toString());

        // When
        Answer first = system.feed(message);
        Answer second = system.feed(message);

        // Then
        assertEquals(200, first.status(), first.body());
        assertEquals(200, second.status(), second.body());
        assertEquals(1, conditions("9991001018"));
    }

    @Test
    void sampleMessageSentAgainChangesNothing() {
        // Given
        String person = gp.person(Person.BILLIE);
        String all = "/fhir/Condition?_count=500&patient=" + person;
        long before = gp.get(all).items().count();

        // When
        Answer again = system.post("/fhir", JSON, Samples.messages("KZ016").get(1));

        // Then
        assertEquals(200, again.status(), again.body());
        assertEquals(before, gp.get(all).items().count());
    }

    @Test
    void halfBadTransactionStoresNothing() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ016",
                "transaction",
                "9991001026",
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
        Messages.resource(message, 2).put("code", "not a CodeableConcept");

        // When
        Answer answer = system.feed(message);

        // Then
        assertTrue(answer.status() == 400 || answer.status() == 422, answer.status() + " " + answer.body());
        assertTrue(answer.body().contains("entry[2]"), answer.body());
        assertFalse(answer.body().contains("not a CodeableConcept"));
        Answer found = gp.find("9991001026");
        assertEquals(0, found.json().path("total").asInt(-1), found.body());
    }

    @Test
    void poisonEntryInABatchDoesNotStopTheOthers() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ016",
                "batch",
                "9991001034",
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());
        Messages.resource(message, 2).put("code", "not a CodeableConcept");

        // When
        Answer answer = system.feed(message);

        // Then
        assertEquals(200, answer.status(), answer.body());
        assertEquals("201", status(answer, 1));
        assertEquals("400", status(answer, 2));
        assertEquals("201", status(answer, 3));
        assertEquals(2, conditions("9991001034"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "application/fhir+json ~ {\"resourceType\":\"Bundle\",",
                "application/fhir+json ~ []",
                "application/fhir+json ~ {\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"type\":\"batch\"}",
                "application/fhir+json ~ {\"resourceType\":\"Banana\"}",
                "application/fhir+xml ~ <Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"batch\"/>",
                "application/fhir+xml ~ <!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Bundle>&b;</Bundle>"
            })
    void malformedBodyIsRefusedInFhirWords(String contentType, String body) {
        // When
        Answer answer = system.post("/fhir", contentType, body);

        // Then
        assertTrue(answer.status() >= 400 && answer.status() < 500, answer.status() + " " + answer.body());
        assertTrue(answer.body().contains("OperationOutcome"), answer.body());
    }

    @Test
    void deeplyNestedBodyIsRefused() {
        // When
        Answer answer = system.post("/fhir", JSON, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));

        // Then
        assertTrue(answer.status() >= 400 && answer.status() < 500, String.valueOf(answer.status()));
    }

    @Test
    void patientWithAWrongNhsNumberIsRefused() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ016", "transaction", Person.WRONG, UUID.randomUUID().toString());

        // When
        Answer answer = system.feed(message);

        // Then
        assertTrue(answer.status() == 400 || answer.status() == 422, answer.status() + " " + answer.body());
        assertFalse(answer.body().contains(Person.WRONG));
    }

    @Test
    void referenceThatDoesNotResolveIsRefused() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ016", "transaction", "9991001042", UUID.randomUUID().toString());
        Messages.resource(message, 1).putObject("subject").put("reference", "urn:uuid:" + UUID.randomUUID());

        // When
        Answer answer = system.feed(message);

        // Then
        assertTrue(answer.status() == 400 || answer.status() == 422, answer.status() + " " + answer.body());
    }

    @Test
    void systemWithItsOwnKeyMaySend() {
        // Given
        ObjectNode message = Messages.conditions(
                "KZ063", "transaction", "9991001050", UUID.randomUUID().toString());

        // When
        Answer answer = Api.as("feed-kz063").feed(message);

        // Then
        assertEquals(200, answer.status(), answer.body());
    }

    @Test
    void organisationWithoutAnAgreementMayNotSend() {
        // When
        Answer answer = Api.as("feed-kz998")
                .feed(Messages.conditions(
                        "KZ998", "transaction", "9991001069", UUID.randomUUID().toString()));

        // Then
        assertEquals(403, answer.status(), answer.body());
    }

    @Test
    void personMayNotSendWhatASystemSends() {
        // When
        Answer answer = gp.feed(Messages.conditions(
                "KZ016", "transaction", "9991001077", UUID.randomUUID().toString()));

        // Then
        assertEquals(403, answer.status(), answer.body());
    }

    @Test
    void unknownSearchParameterIsRefused() {
        // When
        Answer answer = gp.get("/fhir/Condition?banana=1&patient=" + gp.person(Person.BILLIE));

        // Then
        assertEquals(400, answer.status(), answer.body());
        assertTrue(Json.read(answer.body()).path("issue").isArray());
    }

    private long conditions(String nhsNumber) {
        return gp.get("/fhir/Condition?patient=" + gp.person(nhsNumber)).items().count();
    }

    private static String status(Answer answer, int entry) {
        String status = answer.json().at("/entry/" + entry + "/response/status").asText();
        return status.length() < 3 ? status : status.substring(0, 3);
    }
}
