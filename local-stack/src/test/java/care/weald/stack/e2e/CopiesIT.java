package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody was shown is shown again (D14), and a person has a copy of all that is held (X5). */
@ExtendWith(RunningStack.class)
class CopiesIT {

    private static final String FHIR = "application/fhir+json";

    private final Api gp = Api.as("gp.bell");
    private final Api doctor = Api.as("doctor.ward");
    private final Api privacy = Api.as("privacy.grant");
    private final Api citizen = Api.as("citizen.mraz");

    private static Answer again(Api who, String path, String event) throws InterruptedException {
        Answer answer = who.get(path + "?_asSeenBy=" + event);
        for (int i = 0; i < 20 && answer.status() == 422 && answer.body().contains("not-kept"); i++) {
            Thread.sleep(250);
            answer = who.get(path + "?_asSeenBy=" + event);
        }
        return answer;
    }

    @Test
    void d14AnOfficerAndWhoeverSawItSeeAgainToTheByteWhatWasShown() throws InterruptedException {
        // Given
        String person = doctor.person(Person.BILLIE);
        List<String> paths =
                List.of("/fhir/Patient/" + person + "/$record", "/fhir/Patient/" + person + "/$everything");
        List<String> events = new ArrayList<>();
        List<Answer> then = new ArrayList<>();
        for (String path : paths) {
            then.add(doctor.get(path));
            assertEquals(200, then.getLast().status(), then.getLast().body());
            events.add(then.getLast().event());
        }

        // When something new comes
        Answer fed =
                Api.as("feed-kz016").feed(Messages.conditions("KZ016", "transaction", Person.BILLIE, "seen-" + person));
        assertEquals(200, fed.status(), fed.body());

        // Then
        for (int i = 0; i < paths.size(); i++) {
            Answer officer = again(privacy, paths.get(i), events.get(i));
            assertEquals(200, officer.status(), officer.body());
            assertEquals(then.get(i).body(), officer.body());
            assertEquals(
                    then.get(i).body(),
                    again(doctor, paths.get(i), events.get(i)).body());
            assertFalse(
                    i == 0 && then.get(i).body().equals(doctor.get(paths.get(i)).body()),
                    "the first page of everything may be as it was, the record is not");
            assertEquals(
                    404, gp.get(paths.get(i) + "?_asSeenBy=" + events.get(i)).status());
            assertEquals(
                    403,
                    Api.as("clerk.penn")
                            .get("/fhir/AuditEvent?patient=" + person)
                            .status());
        }
        assertEquals(422, again(privacy, paths.get(0), events.get(1)).status());
        assertEquals(
                404,
                privacy.get(paths.get(0) + "?_asSeenBy=" + UUID.randomUUID()).status());
    }

    @Test
    void x5ACitizenHasACopyOnceItIsReviewedAndOnlyOnce() throws InterruptedException {
        // Given
        String person = citizen.person(Person.BILLIE);
        String copies = "/fhir/Patient/" + person + "/$subject-access";
        Answer asked = citizen.post(copies, FHIR, "");
        assertEquals(201, asked.status(), asked.body());
        String job = asked.json().path("id").asText();
        assertEquals(409, citizen.post(copies, FHIR, "").status());
        assertEquals(409, citizen.post(copies + "/" + job + "/$fetch", FHIR, "").status());
        assertEquals(403, citizen.get(copies + "-review").status());

        // When
        String review = copies + "-review/" + job;
        Answer task = gp.get(review);
        assertEquals(200, task.status(), task.body());
        assertEquals(200, gp.get(review + "/items").status());
        List<String> items = new ArrayList<>();
        for (JsonNode input : task.json().path("input")) {
            items.add(input.at("/valueReference/reference").asText());
        }
        if (!items.isEmpty()) {
            assertEquals(409, gp.post(review + "/$complete", FHIR, "").status());
            Answer decided = gp.post(
                    review + "/$decide",
                    FHIR,
                    decisions(items.stream().distinct().toList()));
            assertEquals(200, decided.status(), decided.body());
        }
        assertEquals(
                403, Api.as("clerk.penn").post(review + "/$complete", FHIR, "").status());
        Answer completed = gp.post(review + "/$complete", FHIR, "");
        assertEquals(200, completed.status(), completed.body());
        Answer state = citizen.get(copies + "/" + job);
        for (int i = 0; i < 120 && !state.body().contains("\"ready\""); i++) {
            Thread.sleep(500);
            state = citizen.get(copies + "/" + job);
        }

        // Then
        assertFalse(state.body().contains("valueReference"), state.body());
        assertEquals(404, Api.as("citizen.mother").get(copies + "/" + job).status());
        assertEquals(404, privacy.get(copies + "/" + job).status());
        Answer pack = citizen.post(copies + "/" + job + "/$fetch", FHIR, "");
        assertEquals(200, pack.status(), pack.body());
        assertEquals("application/zip", pack.header("content-type").orElse(""));
        for (String file : List.of("record.html", "record.json", "record.pdf", "access-log.html")) {
            assertTrue(pack.body().contains(file), file);
        }
        assertTrue(citizen.get(copies + "/" + job).body().contains("\"fetched\""));
    }

    private static String decisions(List<String> items) {
        StringBuilder json = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < items.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"item\",\"part\":[{\"name\":\"reference\",\"valueReference\":{\"reference\":\"")
                    .append(items.get(i))
                    .append("\"}},{\"name\":\"decision\",\"valueCode\":\"")
                    .append(i == 0 ? "withhold\"},{\"name\":\"ground\",\"valueCode\":\"third-party" : "release")
                    .append("\"}]}");
        }
        return json.append("]}").toString();
    }
}
