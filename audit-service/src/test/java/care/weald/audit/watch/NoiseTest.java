package care.weald.audit.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.watch.Sown.Staff;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody makes as much noise as a robot can, and hides nothing by it: neither the own misuse nor anybody else's. */
@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class NoiseTest {

    private static final Instant NOON = Instant.parse("2026-10-07T12:00:00Z");
    private static final int EVENTS = 15_000;
    private static final int MOST_PASSES = 60;
    private static final Staff NOISY = new Staff("KN001", "noisy", "R9990", "robot");

    @Inject
    Watcher watcher;

    @Test
    void d7ARobotsNoiseStopsNoRuleAndHidesNobody() throws SQLException {
        // Given
        UUID person = UUID.randomUUID();
        List<Sown> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant at = NOON.plusMillis(i * 10L);
            Staff who = i % 2 == 0 ? NOISY : NOISY.at("KN002");
            events.add(
                    switch (i % 5) {
                        case 0 -> Sown.open(at, NOISY, UUID.randomUUID()).missing();
                        case 1 -> Sown.open(at, NOISY, UUID.randomUUID()).refused("relationship");
                        case 2 -> Sown.open(at, who, person).basis("claim");
                        default -> Sown.open(at, who, person).fact("what", "$everything");
                    });
        }
        events.add(Sown.open(NOON.plusSeconds(290), new Staff("KN003", "quiet", "R9991", "ehr"), UUID.randomUUID())
                .near("self"));

        // When
        Field.sow(events);
        for (int i = 0; i < MOST_PASSES && behind() > 0; i++) {
            int _ = watcher.pass(NOON.plusSeconds(600), true).await().atMost(Duration.ofMinutes(2));
        }

        // Then
        assertEquals(0, behind(), "a rule did not come to the end");
        for (String rule : List.of("walking", "bulk", "two-places", "no-relationship", "self-claimed")) {
            assertTrue(
                    Database.number("select count(*) from alert where subject = 'noisy' and rule = '" + rule + "'") > 0,
                    rule);
        }
        assertEquals(1, Database.number("select count(*) from alert where subject = 'quiet' and rule = 'self'"));
    }

    private static long behind() throws SQLException {
        return Database.number("select max(h.next_index) - min(r.next) from watch_rule r, log_head h");
    }
}
