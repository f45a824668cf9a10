package care.weald.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Appended.Kept;
import care.weald.audit.support.Database;
import care.weald.audit.support.Events;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class EventLogTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    EventLog log;

    @Inject
    BatchWriter writer;

    @Inject
    LogConfig config;

    @Inject
    Vertx vertx;

    @BeforeEach
    void someSubjectsBreakTheirTransaction() throws SQLException {
        Database.run("""
                create or replace function break_it() returns trigger language plpgsql as $$
                begin
                    raise exception 'broken for the test' using errcode = tg_argv[0];
                end $$;
                create trigger fails before insert on audit_event for each row
                    when (new.subject = 'fails') execute function break_it('40001');
                create trigger unfit before insert on audit_event for each row
                    when (new.subject = 'unfit') execute function break_it('22000');
                """);
    }

    @AfterEach
    void nothingBreaksAnyMore() throws SQLException {
        Database.run("drop trigger fails on audit_event; drop trigger unfit on audit_event");
    }

    @Test
    void manyWritersAndFailingTransactionsLeaveNoGap() throws Exception {
        // Given 64 writers, a few of whose events break the transaction they are in
        List<Kept> kept = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(64)) {
            List<Future<List<Kept>>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String subject = i % 16 == 0 ? "fails" : "writer-" + i;
                work.add(writers.submit(() -> appendUntilKept(subject, 20)));
            }
            // When all have written
            for (Future<List<Kept>> each : work) {
                kept.addAll(each.get());
            }
        }

        // Then every index is given once, and the log has no gap
        Set<Long> indexes = new HashSet<>(kept.stream().map(Kept::index).toList());
        assertEquals(60 * 20, indexes.size());
        assertNoGap();
    }

    /** As a caller does: tries again with the same id until it is kept; what always fails is given up. */
    private List<Kept> appendUntilKept(String subject, int events) {
        return IntStream.range(0, events)
                .mapToObj(_ -> Entries.of(subject))
                .flatMap(entry -> Stream.generate(() -> append(entry))
                        .limit(subject.equals("fails") ? 1 : 500)
                        .filter(Kept.class::isInstance)
                        .map(Kept.class::cast)
                        .findFirst()
                        .stream())
                .toList();
    }

    @Test
    void oneUnfitEventDoesNotFailItsNeighbours() throws SQLException {
        List<Entry> entries = IntStream.range(0, 40)
                .mapToObj(i -> Entries.of(i == 17 ? "unfit" : "neighbour"))
                .toList();

        List<Appended> answers = appendAll(entries);

        assertInstanceOf(Appended.Unfit.class, answers.get(17));
        assertEquals(39, answers.stream().filter(Kept.class::isInstance).count());
        assertNoGap();
    }

    @Test
    void severedConnectionsLoseNothingThatWasAcknowledged() throws Exception {
        // Given writers at work
        List<Kept> kept = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(16)) {
            List<Future<List<Kept>>> work = IntStream.range(0, 16)
                    .mapToObj(i -> writers.submit(() -> appendUntilKept("severed-" + i, 60)))
                    .toList();
            // When every connection of the service is cut, five times
            for (int i = 0; i < 5; i++) {
                Thread.sleep(60);
                sever();
            }
            for (Future<List<Kept>> each : work) {
                kept.addAll(each.get());
            }
        }

        // Then each acknowledged event is there under its index, once, and there is no gap
        assertEquals(16 * 60, kept.size());
        assertEquals(16 * 60, Database.number("select count(*) from audit_event where subject like 'severed-%'"));
        assertEquals(
                kept.stream().mapToLong(Kept::index).sorted().sum(),
                Database.number("select sum(log_index) from audit_event where subject like 'severed-%'"));
        assertNoGap();
    }

    private static void sever() throws SQLException {
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where usename = 'audit' and pid <> pg_backend_pid()");
        }
    }

    @Test
    void concurrentRepeatsHaveOneIndex() throws SQLException {
        Entry entry = Entries.of("repeated");
        List<Entry> tries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tries.add(Entries.of("between"));
            tries.add(Entries.of(entry.eventId(), "repeated", Instant.now()));
        }

        List<Appended> answers = appendAll(tries);

        Set<Appended> repeated = new HashSet<>(
                IntStream.range(0, 50).mapToObj(i -> answers.get(2 * i + 1)).toList());
        assertEquals(1, repeated.size());
        assertEquals(1, Database.number("select count(*) from audit_event where subject = 'repeated'"));
        assertNoGap();
    }

    @Test
    void twoReplicasTakeTurnsAndKnowEachOthersEvents() throws SQLException {
        // Given another replica on the same database
        EventLog other = new EventLog(writer, config, new SimpleMeterRegistry(), vertx);
        List<Entry> entries =
                IntStream.range(0, 600).mapToObj(_ -> Entries.of("replicas")).toList();

        // When both get the same events at the same time
        List<Appended> answers = Uni.join()
                .all(entries.stream()
                        .flatMap(entry -> Stream.of(log.append(entry), other.append(entry)))
                        .toList())
                .andFailFast()
                .await()
                .atMost(SOON);

        // Then both know the one place of each
        for (int i = 0; i < entries.size(); i++) {
            assertInstanceOf(Kept.class, answers.get(2 * i));
            assertEquals(answers.get(2 * i), answers.get(2 * i + 1));
        }
        assertEquals(600, Database.number("select count(*) from audit_event where subject = 'replicas'"));
        assertNoGap();
    }

    @Test
    void aClockThatStepsBackDoesNotDisturbTheOrder() {
        Instant now = Instant.now();
        Appended first = append(Entries.of(Events.uuid7(), "clock", now));
        Appended second = append(Entries.of(Events.uuid7(), "clock", now.minusSeconds(86_400)));

        assertTrue(assertInstanceOf(Kept.class, first).index()
                < assertInstanceOf(Kept.class, second).index());
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedAtOnce() {
        List<Entry> flood =
                IntStream.range(0, 6_000).mapToObj(_ -> Entries.of("flood")).toList();

        List<Appended> answers = appendAll(flood);

        assertTrue(answers.stream().anyMatch(Appended.Unavailable.class::isInstance));
        assertTrue(answers.stream().filter(Kept.class::isInstance).count() >= 4_096);
    }

    private Appended append(Entry entry) {
        return log.append(entry).await().atMost(SOON);
    }

    private List<Appended> appendAll(List<Entry> entries) {
        return Uni.join()
                .all(entries.stream().map(log::append).toList())
                .andFailFast()
                .await()
                .atMost(SOON);
    }

    private static void assertNoGap() throws SQLException {
        long next = Database.number("select next_index from log_head");
        assertEquals(next, Database.number("select count(*) from audit_event"));
        assertEquals(next, Database.number("select count(distinct log_index) from audit_event"));
        assertEquals(next - 1, Database.number("select max(log_index) from audit_event"));
        assertEquals(
                next,
                Database.number("select count(*) from event_key k join audit_event e"
                        + " using (event_id, log_index, recorded, leaf_hash)"));
    }
}
