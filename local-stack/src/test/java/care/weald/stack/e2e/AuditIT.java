package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.e2e.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
class AuditIT {

    private final Api gp = Api.as("gp.bell");
    private final Api auditor = Api.as("auditor.shaw");

    @Test
    void searchByPatientFindsExactlyWhatWasAsked() {
        // Given
        String person = gp.person(Person.WATCHED);
        String trail = "/fhir/AuditEvent?_count=500&patient=" + person;
        long before = auditor.get(trail).items().count(); // and to look at the trail is an event of its own
        List<String> paths = List.of(
                "/fhir/Patient/" + person,
                "/fhir/Condition?patient=" + person,
                "/fhir/Patient/" + person + "/$record?category=cat-09");

        // When
        Set<String> receipts = new HashSet<>();
        paths.forEach(path -> receipts.add(receiptOf(gp.get(path))));
        Answer refused = Api.as("lapsed.frost").get(paths.getFirst());
        Answer events = auditor.get(trail);

        // Then
        assertEquals(403, refused.status(), refused.body());
        assertEquals(200, events.status(), events.body());
        Set<String> ids = new HashSet<>();
        events.items().forEach(event -> ids.add(event.path("id").asText()));
        assertTrue(ids.containsAll(receipts), "receipts " + receipts + " in " + ids);
        long looks = 1;
        assertEquals(before + looks + paths.size() + 1, ids.size());
    }

    @Test
    void eventsSayNeitherNameNorNumber() {
        // Given
        String person = gp.person(Person.WATCHED);

        // When
        Answer events = auditor.get("/fhir/AuditEvent?patient=" + person);

        // Then
        assertTrue(events.items().findAny().isPresent(), events.body());
        assertTrue(!events.body().contains(Person.WATCHED) && !events.body().contains("Schiller"), events.body());
    }

    @Test
    void clinicianMayNotReadTheTrail() {
        // Given
        String person = gp.person(Person.WATCHED);

        // When
        Answer events = gp.get("/fhir/AuditEvent?patient=" + person);

        // Then
        assertEquals(403, events.status(), events.body());
    }

    @Test
    void indexOfTheLogHasNoGap() throws SQLException {
        // Given
        String person = gp.person(Person.BILLIE);
        IntStream.range(0, 40)
                .parallel()
                .forEach(
                        _ -> assertEquals(200, gp.get("/fhir/Patient/" + person).status()));

        // When
        try (Connection connection = RunningStack.database("audit");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select count(*), min(log_index), max(log_index), count(distinct log_index) from audit_event")) {
            assertTrue(found.next());

            // Then
            assertEquals(0, found.getLong(2));
            assertEquals(found.getLong(1) - 1, found.getLong(3));
            assertEquals(found.getLong(1), found.getLong(4));
        }
    }

    /** The event id that a receipt is for. */
    private static String receiptOf(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        String receipt = answer.header("x-weald-receipt").orElseThrow();
        int first = receipt.indexOf('.');
        String claims = receipt.substring(first + 1, receipt.indexOf('.', first + 1));
        String text = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        return care.weald.stack.Json.read(text).path("sub").asText();
    }
}
