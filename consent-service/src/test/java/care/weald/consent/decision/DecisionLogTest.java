package care.weald.consent.decision;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.consent.support.Database;
import care.weald.consent.support.EventLoop;
import care.weald.consent.support.Kept;
import care.weald.consent.support.Partners;
import care.weald.consent.support.Peers;
import care.weald.consent.support.Persons;
import care.weald.consent.support.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What decisions rested on: all of it is kept, by the day, and none of it changes (D9). */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(Partners.class)
class DecisionLogTest {

    private static final int ROOM = 200;

    @Inject
    LogRepository repository;

    @Inject
    MeterRegistry meters;

    private static io.restassured.response.Response decide(String person) {
        return given().header(
                        "Authorization",
                        "Bearer " + Peers.caller("consent-service", Partners.PRACTICE, "R8000", "TREAT"))
                .contentType("application/json")
                .body("{\"interaction\":\"read\",\"person\":\"%s\",\"audiences\":[\"record-service\"]}"
                        .formatted(person))
                .post("/decisions");
    }

    @Test
    void whatIsKeptReadsAsWhatWasDecided() {
        for (RandomFacts.Made made : RandomFacts.decided(new Random(5), 500)) {
            FactsJson.Decided read =
                    FactsJson.read(made.logged().content(), made.facts().matrix());

            assertEquals(made.decision(), read.decision());
            assertEquals(made.decision(), Chain.decide(read.facts()));
        }
    }

    @Test
    void whenTooMuchWaitsDecisionsWaitTooAndNothingIsLeftOut() throws SQLException {
        String person = Persons.known(UUID.randomUUID(), Partners.PRACTICE);
        List<String> made = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        List<Double> unstored = new ArrayList<>();

        Kept.until(decide(person).path("decisionId"));

        Database.whileLocked("decision_log", () -> {
            for (int i = 0; i < ROOM; i++) {
                made.add(decide(person).path("decisionId"));
            }
            statuses.add(decide(person).statusCode());
            statuses.add(decide(person).statusCode());
            unstored.add(meters.get("weald.decisions.unstored").gauge().value());
        });

        assertEquals(List.of(503, 503), statuses);
        assertFalse(unstored.getFirst() > ROOM, "no more is held in memory: " + unstored);
        made.stream().filter(id -> id != null).forEach(Kept::until);
        assertEquals(200, decide(person).statusCode());
    }

    @Test
    void whatIsOlderThanTheRetentionIsDroppedByTheDay() {
        LocalDate day = LocalDate.of(2025, 3, 1);
        boolean _ = EventLoop.await(() -> repository.tend(day, 1, 30).replaceWith(true));
        assertEquals("decision_log_20250302", Database.value("select to_regclass('decision_log_20250302')::text"));

        boolean _ =
                EventLoop.await(() -> repository.tend(day.plusDays(31), 0, 30).replaceWith(true));
        assertEquals("null", Database.value("select to_regclass('decision_log_20250301')::text"));
        assertEquals("decision_log_20250302", Database.value("select to_regclass('decision_log_20250302')::text"));

        boolean _ =
                EventLoop.await(() -> repository.tend(day.plusDays(40), 0, 30).replaceWith(true));
        assertEquals("null", Database.value("select to_regclass('decision_log_20250302')::text"));
    }

    @Test
    void aDayThatCameBeforeItsPartitionGetsItAllTheSame() {
        Database.asOwner(
                "insert into decision_log (at, id, organisation, subject, person, interaction, reason, facts)"
                        + " values ('2025-05-01T10:00:00Z', gen_random_uuid(), 'KZ016', 's', gen_random_uuid(), 'read', '', '{}')");

        boolean _ = EventLoop.await(
                () -> repository.tend(LocalDate.of(2025, 5, 1), 1, 30_000).replaceWith(true));

        assertEquals("1", Database.value("select count(*) from decision_log_20250501"));
        assertEquals("decision_log_20250502", Database.value("select to_regclass('decision_log_20250502')::text"));
        Database.asOwner("drop table decision_log_20250501");
    }

    @Test
    void theServiceCanOnlyAdd() {
        assertThrows(IllegalStateException.class, () -> Database.asService("update decision_log set reason = ''"));
        assertThrows(IllegalStateException.class, () -> Database.asService("delete from decision_log"));
        assertThrows(IllegalStateException.class, () -> Database.asService("drop table decision_log_other"));
    }

    @Test
    void whatIsKeptHasNoNames() {
        String decision =
                decide(Persons.known(UUID.randomUUID(), Partners.PRACTICE)).path("decisionId");
        Kept.until(decision);

        String kept = Database.value("select facts from decision_log where id = ?::uuid", decision);

        assertTrue(kept.contains("\"R8000\""), kept);
        assertFalse(kept.contains("Test Person") || kept.contains("Oakfield"), kept);
    }
}
