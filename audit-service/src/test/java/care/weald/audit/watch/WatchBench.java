package care.weald.audit.watch;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prints how long the copy and all 30 rules take over a working day of 300,000 events of 14,000 members of staff with a
 * month behind them. Run by hand: {@code -Dtest=WatchBench}. It asserts nothing.
 */
@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class WatchBench {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final int EVENTS = 300_000;
    private static final int PARTS = 10;
    private static final int STAFF = 180;

    @Inject
    Watcher watcher;

    @Test
    void print() throws SQLException {
        long sown = 0;
        for (int hour = 0; hour < 24 && sown < EVENTS; hour++) {
            List<Sown> events = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                events.addAll(ofHour(hour, part));
            }
            Field.sow(events);
            sown += events.size();
        }
        Database.run("analyze");
        System.out.printf("%d events%n", sown);
        Instant now = DAY.plusDays(1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
        // once for the history, which is not measured, then anew
        int _ = pass(now);
        Database.run(history());
        Database.run("update watch_state set next = 0");
        Database.run("update watch_rule set next = 0");
        Database.run("truncate watch_event, watch_client, watch_category, watch_hour");
        Database.run("delete from watch_day where day = '" + DAY + "'");
        Database.run("analyze");
        long start = System.nanoTime();
        int passes = pass(now);
        System.out.printf("copy and 30 rules: %.1f s in %d passes%n", (System.nanoTime() - start) / 1e9, passes);
    }

    /** What stands for the month before: each member's days like this one. */
    private static String history() {
        return """
            insert into watch_day
            select organisation, subject, day - n, role, accesses + (n %% 3) - 1, persons + (n %% 3) - 1, overrides, hours
            from watch_day, generate_series(1, 25) as n where day = '%s' on conflict do nothing""".formatted(DAY);
    }

    private static List<Sown> ofHour(int hour, int part) {
        return new Month(part, DAY, 1, STAFF)
                .events().stream()
                        .filter(event ->
                                event.at().atZone(java.time.ZoneOffset.UTC).getHour() == hour)
                        .map(event -> new Sown(
                                event.at(),
                                new Staff(
                                        event.staff().organisation(),
                                        event.staff().subject() + "-" + part,
                                        event.staff().role(),
                                        event.staff().client()),
                                event.person(),
                                event.persons(),
                                event.basis(),
                                event.outcome(),
                                event.categories(),
                                event.facts(),
                                event.request(),
                                ""))
                        .toList();
    }

    private int pass(Instant now) throws SQLException {
        int passes = 0;
        do {
            int _ = watcher.pass(now, true).await().atMost(Duration.ofMinutes(2));
            passes++;
        } while (Database.number("select max(h.next_index) - min(r.next) from watch_rule r, log_head h") > 0);
        return passes;
    }
}
