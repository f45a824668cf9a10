package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From misuse to an outcome, through every service. */
@ExtendWith(RunningStack.class)
class WatchIT {

    private static final String FHIR = "application/fhir+json";
    private static final String ALERTS = "/fhir/DetectedIssue?code=self-claimed&_count=100";
    private static final String REASON = """
            {"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"Called to the address"}]}""";

    private final Api officer = Api.as("auditor.shaw");

    private Set<String> alerts() {
        Answer found = officer.get(ALERTS);
        assertEquals(200, found.status(), found.body());
        return found.items().map(alert -> alert.path("id").asText()).collect(Collectors.toSet());
    }

    @Test
    void aClaimedRelationshipIsAnAlertWithinAMinuteAndACaseThatComesToAnOutcome() throws InterruptedException {
        // Given
        Api paramedic = Api.as("paramedic.vale");
        String person = Api.as("gp.bell").person(Person.WATCHED);
        Set<String> before = alerts();
        // When
        Instant claimed = Instant.now();
        Answer claim = paramedic.post("/fhir/Patient/" + person + "/$claim-relationship", FHIR, REASON);
        assertTrue(claim.status() == 200 || claim.status() == 201, claim.body());
        Optional<String> alert = Optional.empty();
        while (alert.isEmpty() && Duration.between(claimed, Instant.now()).toSeconds() < 60) {
            Thread.sleep(1_000);
            alert = alerts().stream().filter(id -> !before.contains(id)).findFirst();
        }
        // Then the list tells of nobody, the detail of whom, and its case takes its steps
        assertTrue(alert.isPresent(), "no alert within a minute");
        assertFalse(officer.get(ALERTS).body().contains(person));
        Answer detail = officer.get("/fhir/DetectedIssue/" + alert.get());
        assertEquals("Patient/" + person, detail.json().at("/patient/reference").asText());
        Answer opened = officer.post("/fhir/DetectedIssue/" + alert.get() + "/$open-case", FHIR, "");
        assertEquals(201, opened.status(), opened.body());
        String task = "/fhir/Task/" + opened.json().path("id").asText();
        assertEquals(200, officer.post(task + "/$assign", FHIR, "{}").status());
        assertEquals(
                200,
                officer.post(task + "/$note", FHIR, "{\"note\":\"Rang the station\"}")
                        .status());
        Answer closed = officer.post(
                task + "/$close", FHIR, "{\"outcome\":\"justified\",\"note\":\"Was called to the address\"}");
        assertEquals("completed", closed.json().path("status").asText(), closed.body());
        assertEquals(
                "final",
                officer.get("/fhir/DetectedIssue/" + alert.get())
                        .json()
                        .path("status")
                        .asText());
        assertTrue(officer.get("/fhir/Task?code=privacy-case&status=completed&_count=50")
                .body()
                .contains(opened.json().path("id").asText()));
    }

    @Test
    void whoDoesNotWatchSeesNothingOfIt() {
        for (String path : new String[] {
            "/fhir/DetectedIssue", "/fhir/Task?code=privacy-case", "/monitoring/rules", "/monitoring/statistics"
        }) {
            assertEquals(403, Api.as("gp.bell").get(path).status());
            assertEquals(200, officer.get(path).status());
        }
        assertEquals(30, officer.get("/monitoring/rules").json().path("rules").size());
    }

    @Test
    void whatIsDueToBeDroppedIsToldToAuditorsOfAllAlone() {
        Answer due = Api.as("auditor.shaw").get("/monitoring/retention");

        assertEquals(200, due.status(), due::body);
        assertEquals(30, due.json().path("years").asInt());
        assertEquals(0, due.json().path("events").asInt(-1));
        assertEquals(403, Api.as("privacy.grant").get("/monitoring/retention").status());
        assertEquals(403, Api.as("gp.bell").get("/monitoring/retention").status());
    }
}
