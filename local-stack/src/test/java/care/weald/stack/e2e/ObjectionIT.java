package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An objection from the hospital's desk to the clinician's word and back, and what others see meanwhile (D3). */
@ExtendWith(RunningStack.class)
class ObjectionIT {

    private static final String FHIR = "application/fhir+json";

    private final Api clerk = Api.as("clerk.penn");
    private final Api doctor = Api.as("doctor.ward");
    private final Api gp = Api.as("gp.bell");

    private static String parameters(String... namesAndValues) {
        StringBuilder text = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"" + namesAndValues[i] + "\",\"valueString\":\"" + namesAndValues[i + 1]
                            + "\"}");
        }
        return text.append("]}").toString();
    }

    private static String coded(String parameters) {
        return parameters.replace("\"code\",\"valueString\"", "\"code\",\"valueCode\"");
    }

    private static Answer step(Api who, String task, String step, String... said) {
        return who.post("/fhir/Task/" + task + "/$" + step, FHIR, parameters(said));
    }

    @Test
    void d3AnObjectionIsLodgedUpheldByAClinicianBitesAtOnceAndIsWithdrawn() {
        // Given
        for (String organisation : new String[] {"KZ016", "KZ063"}) {
            Answer fed = Api.as("feed-" + organisation.toLowerCase(java.util.Locale.ROOT))
                    .feed(Messages.conditions(organisation, "transaction", Person.OPPOSED, "opposed-" + organisation));
            assertEquals(200, fed.status(), fed.body());
        }
        String person = gp.person(Person.OPPOSED);
        String conditions = "/fhir/Condition?patient=" + person;
        assertEquals(200, gp.get(conditions).status());

        // When
        Answer lodged = clerk.post(
                "/fhir/Patient/" + person + "/$object", FHIR, parameters("reason", "I want nobody to see this"));
        String task = lodged.json().path("id").asText();

        // Then
        assertEquals(201, lodged.status(), lodged.body());
        assertTrue(lodged.header("x-weald-receipt").isPresent());
        assertEquals(
                409,
                step(doctor, task, "decide", "outcome", "upheld", "reason", "It is well founded")
                        .status());
        assertEquals(
                200,
                step(clerk, task, "give-information", "information", "A relative works there")
                        .status());
        assertEquals(
                403,
                step(clerk, task, "decide", "outcome", "upheld", "reason", "It is well founded")
                        .status());
        assertTrue(gp.get(conditions).body().contains("38341003"));

        // When
        Answer upheld = step(doctor, task, "decide", "outcome", "upheld", "reason", "It is well founded");

        // Then
        assertEquals("completed", upheld.json().path("status").asText(), upheld.body());
        Pause.until(() -> !gp.get(conditions).body().contains("38341003"));
        assertEquals(
                1,
                doctor.get("/fhir/Consent?category=article-21-objection&status=active&patient=" + person)
                        .resources()
                        .count());
        assertTrue(doctor.get("/fhir/Task?code=article-21-objection&status=completed")
                .body()
                .contains(task));
        assertEquals(404, gp.get("/fhir/Task/" + task).status());

        // When
        String[] why = {"code", "5", "reason", "Unconscious in the emergency department"};
        Answer declared = gp.post("/fhir/Patient/" + person + "/$override", FHIR, coded(parameters(why)));

        // Then
        assertEquals(200, declared.status(), declared.body());
        Pause.until(() -> gp.get(conditions).body().contains("38341003"));
        assertFalse(doctor.get(conditions).body().contains("38341003"), "it opens the record to nobody else");

        // When
        assertEquals(
                200,
                step(clerk, task, "withdraw", "reason", "It is settled by now").status());

        // Then
        Pause.until(() -> doctor.get(conditions).body().contains("38341003"));
        assertTrue(Api.as("privacy.grant")
                .get("/fhir/AuditEvent?patient=" + person)
                .body()
                .contains("$object"));
    }
}
