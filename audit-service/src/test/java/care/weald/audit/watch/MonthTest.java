package care.weald.audit.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import care.weald.audit.tree.Turns;
import care.weald.audit.watch.Misuse.Scene;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A month of eight organisations in which one event in fifty belongs to some misuse, a kind of it for each rule. */
@QuarkusTest
@TestProfile(Unwatched.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class MonthTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final int DAYS = 30;
    private static final int STAFF = 26;

    private static final String OURS = "select count(*) from alert where organisation like 'KM%'";

    /** Of which an incident is many events. */
    private static final Set<String> LONG = Set.of("volume", "search-only", "bulk", "walking");

    private static boolean watched;
    private static long first;

    @Inject
    Watcher watcher;

    @Inject
    Turns turns;

    @BeforeEach
    void aMonthIsWatched() throws SQLException {
        if (!watched) {
            Month month = new Month(20_261_122, FIRST, DAYS, STAFF);
            List<Sown> events = new ArrayList<>(month.events());
            int background = events.size();
            plant(month, events);
            watch(month.at(0, 0, 0));
            first = Database.number("select next_index from log_head");
            Field.sow(events);
            System.out.printf("background %d, planted %d%n", background, events.size() - background);
            watch(month.at(1, 0, 0));
            // the background's overrides are followed up
            Database.run("""
                    insert into privacy_case (id, alert_id, state, owner, outcome, opened_at, due_at, version)
                    select gen_random_uuid(), a.id, 'closed', 'o', 'justified', now(), now(), 1 from alert a
                    where a.rule = 'override' and not exists (
                        select from alert_event e join planted p using (event_id) where e.alert_id = a.id)""");
            watch(month.at(DAYS, 0, 0));
            watched = true;
        }
    }

    private static void plant(Month month, List<Sown> events) throws SQLException {
        int number = 0;
        for (String rule : Misuse.rules()) {
            for (int i = 0; i < (LONG.contains(rule) ? 6 : 16); i++) {
                Staff who = month.member(
                        number % Month.ORGANISATIONS,
                        List.of(0, 1, 6, 10, 11, 16, 20, 21).get(number / 8 % 8));
                Scene scene = new Scene(
                        who,
                        Month.person(number % Month.ORGANISATIONS, 1_000 + number),
                        month.at(12 + number % 9, 14, number % 60));
                if (rule.equals("watch-list") || rule.equals("news-burst")) {
                    list(rule.equals("watch-list") ? "pair" : "news", scene);
                }
                events.addAll(Misuse.plant(rule, i, scene));
                number++;
            }
        }
    }

    private static void list(String kind, Scene scene) throws SQLException {
        Database.run("""
                insert into watch_list (id, kind, subject, person, organisation, everywhere, reason, added_by, added_at, until)
                values (gen_random_uuid(), '%s', '%s', '%s', '%s', false, 'a test', 'officer', '2020-01-01', '2099-01-01')""".formatted(
                        kind,
                        kind.equals("pair") ? scene.who().subject() : "",
                        scene.whom(),
                        scene.who().organisation()));
    }

    private void watch(Instant now) throws SQLException {
        do {
            turns.take();
        } while (Database.number("select next_index - (select max(size) from tree_head) from log_head") > 0);
        int made;
        do {
            made = watcher.pass(now, true).await().atMost(Duration.ofMinutes(2));
        } while (made > 0
                || Database.number("select max(h.next_index) - min(r.next) from watch_rule r, log_head h") > 0);
    }

    static Stream<String> everyRule() {
        return Detection.all().keySet().stream().sorted();
    }

    @Test
    void thereAreThirtyRulesAndEachHasItsSqlAndItsMisuse() throws SQLException {
        assertEquals(30, Detection.all().size());
        assertEquals(Detection.all().keySet(), Set.copyOf(Misuse.rules()));
        assertEquals(30, Database.number("select count(*) from watch_rule where number between 1 and 30"));
        for (String rule : Detection.all().keySet()) {
            assertEquals(1, Database.number("select count(*) from watch_rule where id = '" + rule + "'"));
        }
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void everyPlantedMisuseIsFoundByItsRule(String rule) throws SQLException {
        long planted = Database.number("select count(distinct rule) from planted where rule like '" + rule + "#%'");
        long found = Database.number("select count(distinct p.rule) from planted p join alert_event e using (event_id)"
                + " join alert a on a.id = e.alert_id where p.rule like '" + rule + "#%' and a.rule = '" + rule + "'");

        assertTrue(planted > 0);
        assertEquals(planted, found);
    }

    @Test
    void fourOfFiveAlertsAreAboutMisuse() throws SQLException {
        long all = Database.number(OURS);
        long right =
                Database.number("select count(distinct e.alert_id) from alert_event e join planted using (event_id)");

        System.out.printf("alerts %d, about what was planted %d, precision %.3f%n", all, right, (double) right / all);
        try (var connection = Database.asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select a.rule, count(*), count(*) filter (where exists (
                            select from alert_event e join planted p using (event_id) where e.alert_id = a.id))
                        from alert a where a.organisation like 'KM%' group by 1 order by 1""")) {
            while (rows.next()) {
                System.out.printf("%s: %d, right %d%n", rows.getString(1), rows.getInt(2), rows.getInt(3));
            }
        }
        assertTrue(right >= 0.8 * all);
    }

    /** Figures of others may have moved on between the first pass and the second, but not between the second and the third. */
    @Test
    void theSamePassOnceMoreAddsNothing() throws SQLException {
        passAgain();
        long before = Database.number(OURS);
        long events = Database.number("select count(*) from alert_event");

        passAgain();

        assertEquals(before, Database.number(OURS));
        assertEquals(events, Database.number("select count(*) from alert_event"));
    }

    private void passAgain() throws SQLException {
        Database.run("update watch_rule set next = " + first);
        watch(FIRST.plusDays(DAYS).atStartOfDay().toInstant(java.time.ZoneOffset.UTC));
    }
}
