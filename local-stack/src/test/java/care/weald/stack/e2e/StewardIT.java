package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two registrations of one person, of which one has no NHS number, put together and taken apart by a steward. */
@ExtendWith(RunningStack.class)
class StewardIT {

    private static final String FHIR = "application/fhir+json";
    private static final String LOCAL = "https://kz040.example/Id/local-patient-number|T" + Person.TWICE;

    private final Api gp = Api.as("gp.bell");
    private final Api steward = Api.as("records.dean");

    @Test
    void s177AMergeShowsAtOnceLeavesAReceiptAndIsUndoneByUnlink() {
        // Given
        assertEquals(
                200,
                Api.as("feed-kz016")
                        .feed(Messages.conditions("KZ016", "transaction", Person.TWICE, "twice-oakfield"))
                        .status());
        assertEquals(
                200,
                Api.as("feed-kz040")
                        .feed(Messages.withoutNumber(
                                Messages.conditions("KZ040", "transaction", Person.TWICE, "twice-stockett")))
                        .status());
        String kept = gp.person(Person.TWICE);
        String other = other();
        assertFalse(kept.equals(other));
        assertEquals(1, conditions(kept));

        // When
        Answer merged = merge(steward, other, kept);

        // Then
        assertEquals(200, merged.status(), merged.body());
        assertTrue(merged.header("x-weald-receipt").isPresent());
        Pause.until(() -> conditions(kept) == 2);
        assertEquals(kept, other());
        assertTrue(isAudited(kept), "the merge is in the trail of the person");

        // When
        Answer parted = steward.post(
                "/fhir/Patient/" + kept + "/$unlink",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"source-patient\",\"valueId\":\""
                        + moved(merged.json())
                        + "\"},{\"name\":\"reason\",\"valueString\":\"Two people of one name\"}]}");

        // Then
        assertEquals(200, parted.status(), parted.body());
        Pause.until(() -> conditions(kept) == 1);
        assertEquals(other, other());
    }

    @Test
    void s177WhoIsNoStewardMergesNobody() {
        // When
        Answer refused =
                merge(gp, UUID.randomUUID().toString(), UUID.randomUUID().toString());

        // Then
        assertEquals(403, refused.status(), refused.body());
        assertEquals("ACCESS_DENIED", refused.spineCode());
    }

    private static Answer merge(Api who, String source, String target) {
        return who.post(
                "/fhir/Patient/$merge",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":["
                        + "{\"name\":\"source-patient\",\"valueReference\":{\"reference\":\"Patient/" + source + "\"}},"
                        + "{\"name\":\"target-patient\",\"valueReference\":{\"reference\":\"Patient/" + target
                        + "\"}}]}",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** The id of the person whom the surgery's own number leads to. */
    private static String other() {
        return Api.as("gp.stone")
                .get("/fhir/Patient?identifier=" + LOCAL)
                .json()
                .at("/entry/0/resource/id")
                .asText();
    }

    /** How many conditions the person's record shows. */
    private long conditions(String person) {
        return gp.get("/fhir/Condition?patient=" + person).resources().count();
    }

    private static boolean isAudited(String person) {
        return Api.as("auditor.shaw")
                .get("/fhir/AuditEvent?patient=" + person + "&_count=50")
                .body()
                .contains("$merge");
    }

    private static String moved(JsonNode parameters) {
        return StreamSupport.stream(parameters.path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals("moved"))
                .flatMap(
                        parameter -> StreamSupport.stream(parameter.path("part").spliterator(), false))
                .filter(part -> part.path("name").asText().equals("source-patient"))
                .map(part ->
                        part.path("valueId").asText(part.path("valueString").asText()))
                .findFirst()
                .orElseThrow();
    }
}
