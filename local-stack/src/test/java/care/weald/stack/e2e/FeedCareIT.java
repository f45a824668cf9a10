package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Feeds that are late, and feeds whose items lack something. */
@ExtendWith(RunningStack.class)
class FeedCareIT {

    private static final int ATTEMPTS = 200;

    private final Api gp = Api.as("gp.bell");
    private final Api sender = Api.as("feed-kz040");

    @Test
    void s006LateFeedIsToldWhereItCounts() {
        // Given
        String record = "/fhir/Patient/" + gp.person(Person.CHILD) + "/$record?category=cat-03&category=cat-07";
        // When
        Answer answer = gp.get(record);
        for (int i = 0; i < ATTEMPTS && !answer.body().contains("data-in-transit"); i++) {
            Pause.briefly();
            answer = gp.get(record);
        }
        // Then
        assertEquals("data-in-transit", warning(list(answer, "cat-03")), answer.body());
        assertEquals("", warning(list(answer, "cat-07")));
        JsonNode late = gp.get("/feeds")
                .json()
                .path("feeds")
                .valueStream()
                .filter(feed -> feed.path("organisation").asText().equals("KZ902"))
                .findFirst()
                .orElseThrow();
        assertEquals("late", late.path("state").asText());
    }

    @Test
    void s183WithheldIsSaidOfEverybodyAlike() {
        // Given
        Api administrator = Api.as("records.dean");
        // When
        List<String> reasons = List.of(Person.CHILD, Person.BILLIE, Person.COMPLETE).stream()
                .map(number ->
                        administrator.get("/fhir/Patient/" + administrator.person(number) + "/$record?category=cat-05"))
                .map(answer ->
                        list(answer, "cat-05").at("/emptyReason/coding/0/code").asText())
                .toList();
        // Then
        assertEquals(List.of("withheld", "withheld", "withheld"), reasons);
    }

    @Test
    void s175FaultIsOnTheSendersListUntilItIsMended() {
        // Given
        String id = UUID.randomUUID().toString();
        ObjectNode message = Messages.conditions("KZ040", "transaction", Person.FAULTY, id);
        assertEquals(200, sender.feed(message).status());
        String before = tasks("requested", sender);
        // When
        ObjectNode corrected = Messages.conditions("KZ040", "transaction", Person.FAULTY, id);
        Messages.resource(corrected, 1).put("recordedDate", "2026-01-01");
        assertEquals(200, sender.feed(corrected).status());
        // Then
        assertTrue(before.contains("condition-without-date"), before);
        assertFalse(tasks("requested", sender).contains("condition-without-date"));
        assertTrue(tasks("completed", sender).contains("condition-without-date"));
        assertTrue(tasks("completed&owner=KZ040", Api.as("index.marsh")).contains("condition-without-date"));
        assertEquals(
                403,
                Api.as("feed-kz016")
                        .get("/fhir/Task?code=correct-data&owner=KZ040")
                        .status());
        assertEquals(403, gp.get("/fhir/Task?code=correct-data").status());
    }

    @Test
    void s176ReportIsOfTheSendersOwnFeeds() {
        // When
        Answer report = sender.get("/fhir/MeasureReport");
        // Then
        assertEquals(200, report.status(), report.body());
        assertEquals(
                List.of("KZ040"),
                report.resources()
                        .map(one -> one.at("/reporter/identifier/value").asText())
                        .toList());
        assertTrue(report.body().contains("cat-07"), report.body());
        assertTrue(Api.as("index.marsh")
                        .get("/fhir/MeasureReport")
                        .json()
                        .path("total")
                        .asInt()
                > 5);
    }

    /** The rules of all Tasks about Conditions, page by page. */
    private static String tasks(String status, Api api) {
        StringBuilder all = new StringBuilder();
        String next = "/fhir/Task?code=correct-data&_count=100&status=" + status;
        while (!next.isEmpty()) {
            Answer page = api.get(next);
            assertEquals(200, page.status(), page.body());
            page.resources()
                    .filter(task ->
                            task.path("focus").path("reference").asText().startsWith("Condition/"))
                    .forEach(task -> all.append(
                                    task.at("/reasonCode/coding/0/code").asText())
                            .append(' '));
            String url = page.json().at("/link/0/url").asText();
            next = url.isEmpty() ? "" : url.substring(url.indexOf("/fhir"));
        }
        return all.toString();
    }

    private static JsonNode list(Answer record, String category) {
        return record.resources()
                .filter(resource -> "List".equals(Api.type(resource)))
                .filter(list -> list.at("/meta/security/0/code").asText().equals(category))
                .findFirst()
                .orElseThrow();
    }

    private static String warning(JsonNode list) {
        return list.at("/extension/0/valueCodeableConcept/coding/0/code").asText();
    }
}
