package care.weald.audit.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.audit.log.Appended;
import care.weald.audit.log.EventLog;
import care.weald.audit.log.TestEvents;
import care.weald.audit.support.Database;
import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class SequencerTest {

    @Inject
    EventLog log;

    @Inject
    Sequencer sequencer;

    @Inject
    TreeStore store;

    @Inject
    LogKeys keys;

    @Inject
    TreeConfig config;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Test
    void aCommittedEventIsUnderASignedCheckpointWithinTwoSeconds() throws Exception {
        append(3);
        long committed = Database.number("select next_index from log_head");

        Thread.sleep(2_000);

        assertTrue(Database.number("select max(size) from tree_checkpoint") >= committed);
        assertHolds();
    }

    @Test
    void twoSequencersCutOffAgainAndAgainMakeOneTree() throws Exception {
        // Given two sequencers at work on one database, and events that come all the time
        AtomicBoolean going = new AtomicBoolean(true);
        List<Sequencer> both =
                List.of(sequencer, new Sequencer(pool, store, keys, config, vertx, new SimpleMeterRegistry()));
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<?>> work = new ArrayList<>();
            both.forEach(each -> work.add(threads.submit(() -> keepAt(each, going))));
            work.add(threads.submit(() -> {
                while (going.get()) {
                    append(20);
                }
                return null;
            }));
            // When every connection of the service is cut, again and again
            for (int i = 0; i < 25; i++) {
                Thread.sleep(80);
                sever();
            }
            going.set(false);
            for (Future<?> each : work) {
                Object _ = each.get();
            }
        }
        settle();
        // Then there is one chain of heads, each of which the leaves prove, and every note is one of them
        assertTrue(Database.number("select count(*) from tree_head") > 5);
        assertHolds();
    }

    @Test
    void aSequencerThatWasPausedWhileAnotherWentOnAddsNothing() throws SQLException {
        append(5);
        settle();
        // Given a head made from the one before the last
        String stale = "insert into tree_head (epoch, size, root)"
                + " select epoch, size + 1, sha256('a fork') from tree_head order by epoch desc limit 1";
        String smaller = "insert into tree_head (epoch, size, root)"
                + " select epoch + 1, size - 1, sha256('a fork') from tree_head order by epoch desc limit 1";
        String beyond = "insert into tree_head (epoch, size, root)"
                + " select epoch + 1, size + 1000000, sha256('a fork') from tree_head order by epoch desc limit 1";
        // When it is added
        for (String fork : List.of(stale, smaller, beyond)) {
            try (var connection = Database.asService();
                    var statement = connection.createStatement()) {
                // Then it is refused
                SQLException refused = assertThrows(SQLException.class, () -> statement.execute(fork));
                assertEquals("40001", refused.getSQLState());
            }
        }
    }

    @Test
    void whileAnotherHasTheTurnNothingIsAdded() throws Exception {
        append(5);
        settle();
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('audit tree sequencer'))");
            append(5);
            settle();
            assertTrue(Database.number("select next_index from log_head")
                    >= Database.number("select max(size) from tree_head") + 5);
            connection.rollback();
        }
        settle();
        assertEquals(
                Database.number("select next_index from log_head"), Database.number("select max(size) from tree_head"));
    }

    private static void keepAt(Sequencer each, AtomicBoolean going) {
        while (going.get()) {
            turn(each);
        }
    }

    private static void turn(Sequencer each) {
        try {
            Object _ = each.sequence().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void settle() {
        turn(sequencer);
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            Appended _ = log.append(TestEvents.of("sequenced")).await().atMost(Duration.ofSeconds(20));
        }
    }

    private static void sever() throws SQLException {
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where usename = 'audit' and pid <> pg_backend_pid()");
        }
    }

    /** Every head follows from the leaves, and every note is the log's, of a head. */
    private void assertHolds() throws SQLException {
        Nodes nodes = new Nodes();
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select log_index, leaf_hash from event_key")) {
                while (rows.next()) {
                    nodes.put(0, rows.getLong(1), rows.getBytes(2));
                }
            }
            Growth all = Growth.of(0, Merkle.hash(new Merkle.Span(0, 0), nodes), nodes.count(), nodes);
            assertEquals(32, all.root().length);
            try (var rows =
                    statement.executeQuery("select h.epoch, h.size, h.root, c.note, row_number() over (order by h.size)"
                            + " from tree_head h left join tree_checkpoint c using (size)")) {
                while (rows.next()) {
                    byte[] root = Merkle.hash(new Merkle.Span(0, rows.getLong(2)), nodes);
                    Checkpoint head = Checkpoint.of(keys.origin(), rows.getLong(2), root);
                    assertEquals(Checkpoint.of(keys.origin(), rows.getLong(2), rows.getBytes(3)), head);
                    assertEquals(rows.getLong(5), rows.getLong(1));
                    String note = rows.getString(4);
                    if (note != null) {
                        assertEquals(head, Checkpoint.open(note, keys.known()).orElseThrow());
                    }
                }
            }
        }
    }
}
