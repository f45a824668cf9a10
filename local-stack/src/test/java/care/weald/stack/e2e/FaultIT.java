package care.weald.stack.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.stack.Service;
import care.weald.stack.e2e.Api.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningStack.class)
@Order(Integer.MAX_VALUE - 1)
class FaultIT {

    private final Api gp = Api.as("gp.bell");

    @Test
    void d05WithoutTheAuditTrailNothingLeaves() {
        // Given
        String record = "/fhir/Patient/" + gp.person(Person.BILLIE) + "/$record?category=cat-01&category=cat-07";

        // When
        Answer without;
        RunningStack.STACK.stop(Service.AUDIT);
        try {
            without = gp.get(record);
        } finally {
            RunningStack.STACK.start(Service.AUDIT);
        }
        Answer again = gp.get(record);

        // Then
        assertEquals(503, without.status(), without.body());
        assertTrue(without.header("retry-after").isPresent());
        assertEquals("OperationOutcome", Api.type(without.json()));
        assertFalse(without.body().contains("Condition") || without.body().contains("Mraz"), without.body());
        assertEquals(200, again.status(), again.body());
    }

    @Test
    void d05AnEmergencyIsServedWithoutTheTrailAndIsInItWhenItIsBack() {
        // Given an override that holds, and somebody whom it is not about
        String person = gp.person(Person.WATCHED);
        String another = gp.person(Person.BILLIE);
        Answer override = gp.post(
                "/fhir/Patient/" + person + "/$override",
                "application/fhir+json",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"code\",\"valueCode\":\"5\"},"
                        + "{\"name\":\"reason\",\"valueString\":\"Found unconscious\"}]}");
        assertEquals(200, override.status(), override.body());
        Pause.moment(Duration.ofMillis(2_100));

        // When the trail is away
        Answer shown;
        Answer refused;
        RunningStack.STACK.stop(Service.AUDIT);
        try {
            shown = gp.get("/fhir/Condition?patient=" + person);
            refused = gp.get("/fhir/Condition?patient=" + another);
        } finally {
            RunningStack.STACK.start(Service.AUDIT);
        }

        // Then the emergency was served, and nothing else; and its event comes into the trail by itself, once
        assertEquals(200, shown.status(), shown.body());
        assertEquals(503, refused.status(), refused.body());
        String event = shown.event();
        Pause.until(() -> kept(event) == 1);
    }

    private static int kept(String event) {
        try (Connection connection = RunningStack.database("audit");
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from audit_event where event_id = ?::uuid")) {
            count.setString(1, event);
            ResultSet rows = count.executeQuery();
            boolean _ = rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void dataOutlivesARestartOfTheServices() {
        // Given
        String person = gp.person(Person.BILLIE);
        long before =
                gp.get("/fhir/Condition?_count=500&patient=" + person).items().count();

        // When
        for (Service service : new Service[] {Service.GATEWAY, Service.RECORD, Service.IDENTITY}) {
            RunningStack.STACK.stop(service);
            RunningStack.STACK.start(service);
        }

        // Then
        assertEquals(person, gp.person(Person.BILLIE));
        assertEquals(
                before,
                gp.get("/fhir/Condition?_count=500&patient=" + person).items().count());
    }

    @Test
    void clientThatAsksTooOftenIsToldToWait() {
        // Given
        Api slow = Api.as("feed-kz902");

        // When
        Answer last = IntStream.range(0, 30)
                .mapToObj(_ -> slow.find(Person.NOBODY))
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never told to wait"));

        // Then
        assertTrue(Integer.parseInt(last.header("retry-after").orElse("0")) > 0);
        assertEquals("OperationOutcome", Api.type(last.json()));
    }
}
