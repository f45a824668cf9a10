package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A citizen at the own record, a mother at her child's, and what follows an override (X4, D4, D9). */
@ExtendWith(RunningStack.class)
class CitizenIT {

    private static final String FHIR = "application/fhir+json";

    private final Api citizen = Api.as("citizen.mraz");
    private final Api mother = Api.as("citizen.mother");
    private final Api gp = Api.as("gp.bell");
    private final Api doctor = Api.as("doctor.ward");
    private final Api privacy = Api.as("privacy.grant");

    private static String parameters(String... parameters) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + String.join(",", parameters) + "]}";
    }

    private static String parameter(String name, String type, String value) {
        return "{\"name\":\"" + name + "\",\"" + type + "\":\"" + value + "\"}";
    }

    private static void feed(String organisation, String nhsNumber, String id) {
        Answer fed = Api.as("feed-" + organisation.toLowerCase(java.util.Locale.ROOT))
                .feed(Messages.conditions(organisation, "transaction", nhsNumber, id));
        assertEquals(200, fed.status(), fed.body());
    }

    @Test
    void x4ACitizenSeesTheOwnRecordAndNobodyElses() {
        String own = citizen.person(Person.BILLIE);
        String other = Api.as("gp.stone").person(Person.FANNY);

        Answer record = citizen.get("/fhir/Patient/" + own + "/$record");
        assertEquals(200, record.status(), record.body());
        assertTrue(record.items().count() > 3, record.body());
        assertEquals(200, citizen.get("/fhir/Patient/" + own + "/$summary").status());
        Answer hidden = citizen.get("/fhir/Patient/" + other);
        Answer absent = citizen.get("/fhir/Patient/00000000-0000-4000-8000-000000000000");
        assertEquals(404, hidden.status());
        assertEquals(absent.body(), hidden.body());
        assertEquals(0, citizen.find(Person.FANNY).resources().count());
        assertEquals(403, Api.as("citizen.unproved").get("/fhir/Patient/" + own).status());
        assertEquals(403, citizen.get("/fhir/AuditEvent?patient=" + own).status());
    }

    @Test
    void x4AMotherSeesHerChildsRecordWhileThePracticeSaysSo() {
        // Given
        feed("KZ016", Person.MOTHER, "mothers-condition");
        feed("KZ016", Person.HER_CHILD, "childs-condition");
        String child = gp.person(Person.HER_CHILD);
        String conditions = "/fhir/Condition?patient=" + child;
        assertFalse(mother.get(conditions).body().contains("38341003"));

        // When
        Answer recorded = gp.post(
                "/fhir/Patient/" + child + "/$delegate",
                FHIR,
                parameters(
                        "{\"name\":\"proxy\",\"valueIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\""
                                + Person.MOTHER + "\"}}",
                        parameter("kind", "valueCode", "carer"),
                        parameter("authority", "valueString", "Seen at the practice"),
                        parameter(
                                "until",
                                "valueDateTime",
                                Instant.now().plus(30, ChronoUnit.DAYS).toString())));

        // Then
        assertEquals(200, recorded.status(), recorded.body());
        assertTrue(mother.get(conditions).body().contains("38341003"));
        String id = recorded.json().at("/parameter/0/part/0/valueId").asText();

        // When
        assertEquals(
                200,
                gp.post(
                                "/fhir/Patient/" + child + "/$end-delegation",
                                FHIR,
                                parameters(parameter("delegation", "valueId", id)))
                        .status());

        // Then
        Pause.until(() -> !mother.get(conditions).body().contains("38341003"));
    }

    @Test
    void d4AnOverrideIsLookedIntoAndADecisionExplained() {
        // Given
        feed("KZ016", Person.OVERRIDDEN, "overridden-condition");
        String person = gp.person(Person.OVERRIDDEN);
        Answer refused = doctor.get("/fhir/Patient/" + person);
        assertEquals(403, refused.status());
        assertEquals(
                "Patient/$override",
                refused.json().at("/issue/0/extension/0/valueUri").asText());

        // When
        Answer declared = doctor.post(
                "/fhir/Patient/" + person + "/$override",
                FHIR,
                parameters(
                        parameter("code", "valueCode", "5"),
                        parameter("reason", "valueString", "Unconscious in the emergency department")));
        String task = "override-" + declared.json().at("/parameter/2/valueId").asText();

        // Then
        assertTrue(privacy.get("/fhir/Task?code=override-follow-up&status=requested")
                .body()
                .contains(task));
        assertEquals(403, doctor.get("/fhir/Task/" + task).status());
        Answer closed = privacy.post(
                "/fhir/Task/" + task + "/$close",
                FHIR,
                parameters(
                        parameter("outcome", "valueCode", "justified"),
                        parameter("reason", "valueString", "The patient was unconscious")));
        assertEquals("completed", closed.json().path("status").asText(), closed.body());
        Answer explained = doctor.post(
                "/fhir/$explain-access",
                FHIR,
                parameters("{\"name\":\"patient\",\"valueReference\":{\"reference\":\"Patient/" + person + "\"}}"));
        assertEquals(200, explained.status(), explained.body());
        assertTrue(explained.body().contains("\"override\""), explained.body());
        Answer trial =
                privacy.post("/fhir/$simulate-policy", FHIR, parameters(parameter("matrix", "valueString", "2026-01")));
        assertTrue(trial.body().contains("{\"name\":\"changed\",\"valueDecimal\":0}"), trial.body());
    }
}
