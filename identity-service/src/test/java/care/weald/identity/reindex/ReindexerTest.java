package care.weald.identity.reindex;

import static care.weald.identity.samples.Calls.feed;
import static care.weald.identity.samples.Samples.bundle;
import static care.weald.identity.samples.Samples.entry;
import static care.weald.identity.samples.Samples.local;
import static care.weald.identity.samples.Traces.search;
import static care.weald.identity.samples.Traces.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.identity.index.MatchIndex;
import care.weald.identity.link.LinkLocks;
import care.weald.identity.support.Peers;
import care.weald.identity.support.PostgresResource;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was stored before there was an index, or before it was made as it is now. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class ReindexerTest {

    private static final int PEOPLE = 2 * Reindexer.BATCH + 50;

    @Inject
    Pool pool;

    @Inject
    Reindexer reindexer;

    @Inject
    ReindexRepository repository;

    @Inject
    MatchIndex index;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    @Inject
    Scheduler scheduler;

    @BeforeEach
    void nobodyElseIndexes() {
        assertNotNull(scheduler.getScheduledJob(Reindexer.JOB));
        scheduler.pause(Reindexer.JOB);
        run(reindexer.run());
    }

    @AfterEach
    void goOn() {
        scheduler.resume(Reindexer.JOB);
    }

    @CanIgnoreReturnValue
    private static <T> T run(Uni<T> step) {
        return step.await().indefinitely();
    }

    private Reindexer replica() {
        return new Reindexer(pool, repository, index, vertx, meters, Clock.systemUTC());
    }

    /** What no role of the service may do. */
    private void asOwner(String... statements) throws SQLException {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = DriverManager.getConnection(database, "identity_owner", "");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes everybody as if stored before there was an index. */
    private void withoutIndex() throws SQLException {
        asOwner("delete from block_key", "delete from search_name", "delete from match_row");
    }

    /** Makes everybody as if indexed by an earlier normalisation, under other names. */
    private void outdated() throws SQLException {
        asOwner(
                "delete from block_key",
                "update search_name set family = 'other' || family",
                "update match_row set normalisation = 0, families = '{other}'");
    }

    private static void storePeople(String family) {
        String[] entries = IntStream.range(0, PEOPLE)
                .mapToObj(i -> entry(somebody("", family + letters(i), "1985-02-03", local(family + i))))
                .toArray(String[]::new);
        feed("KZ280", "commit", bundle("transaction", entries)).statusCode(200);
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }

    private static int found(String family) {
        return search(Map.of("family", family, "birthdate", "1985-02-03"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("total");
    }

    private long count(String sql) {
        return run(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    /** Whom an index is for: not for those who are removed. */
    private long everybody() {
        return count("select count(*) from source_patient where removed_from is null");
    }

    private long indexed() {
        return count("select count(*) from match_row where normalisation = " + MatchIndex.NORMALISATION);
    }

    @Test
    void whoWasStoredWithoutAnIndexIsFoundAfterwards() throws SQLException {
        storePeople("Backfield");
        Reindexer started = replica();
        long keys = count("select count(*) from block_key");
        withoutIndex();
        assertEquals(0, found("Backfieldaa"));
        assertEquals(0, found("Backfieldjp"));

        long done = run(started.run());

        assertEquals(everybody(), done);
        assertEquals(1, found("Backfieldaa"));
        assertEquals(1, found("Backfieldjp"));
        assertEquals(keys, count("select count(*) from block_key"));
        assertEquals(0, run(started.run()));
    }

    @Test
    void whatAnEarlierNormalisationMadeIsMadeAnew() throws SQLException {
        storePeople("Changefield");
        outdated();
        assertEquals(0, found("Changefieldaa"));

        double before = meters.get("weald.identity.reindexed").counter().count();
        long done = run(reindexer.run());

        assertEquals(everybody(), done);
        assertEquals(1, found("Changefieldaa"));
        assertEquals(0.0, meters.get("weald.identity.reindex.left").gauge().value());
        assertEquals(
                before + done, meters.get("weald.identity.reindexed").counter().count());
        assertEquals(0, count("select count(*) from search_name where starts_with(family, 'other')"));
    }

    @Test
    void killedHalfWayItGoesOnWhereItWas() throws Exception {
        storePeople("Killfield");
        outdated();
        SqlConnection holder = run(pool.getConnection());
        run(holder.query("begin").execute());
        run(holder.query(
                        "select from match_row where source_patient = (select id from source_patient order by id desc limit 1) for update")
                .execute());
        CompletableFuture<Long> working =
                reindexer.run().subscribeAsCompletionStage().toCompletableFuture();
        while (count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
            Thread.sleep(10);
        }

        run(pool.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'")
                .execute());

        assertThrows(ExecutionException.class, working::get);
        run(holder.query("rollback").execute());
        run(holder.close());
        long before = indexed();
        assertTrue(before > 0 && before < everybody());
        assertEquals(0, before % Reindexer.BATCH);
        assertEquals(everybody() - before, run(replica().run()));
        assertEquals(1, found("Killfieldaa"));
    }

    @Test
    void twoReplicasDoNotDoItTwice() throws SQLException {
        storePeople("Twofield");
        withoutIndex();
        Reindexer one = replica();

        List<Long> done = run(Uni.join().all(one.run(), replica().run()).andFailFast());
        long rest = run(one.run());

        assertEquals(everybody(), done.get(0) + done.get(1) + rest);
        assertEquals(everybody(), indexed());
    }

    @Test
    void whileAnotherReplicaIsAtItNothingIsDone() throws SQLException {
        storePeople("Waitfield");
        withoutIndex();
        Reindexer started = replica();

        long done =
                run(pool.withTransaction(working -> repository.isOurs(working).chain(() -> started.run())));

        assertEquals(0, done);
        assertEquals(0, indexed());
        assertEquals(everybody(), run(started.run()));
    }

    @Test
    void whoIsBeingFedIsLeftToTheNextTurn() throws SQLException {
        storePeople("Busyfield");
        withoutIndex();
        Reindexer started = replica();
        UUID busy = run(pool.query("select id from source_patient limit 1").execute())
                .iterator()
                .next()
                .getUUID(0);

        long done = run(pool.withTransaction(feed -> feed.preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LinkLocks.key(busy)))
                .chain(() -> started.run())));

        assertEquals(everybody() - 1, done);
        assertEquals(1, run(started.run()));
    }

    @Test
    void whatCannotBeReadKeepsNobodyElseFromBeingFound() throws SQLException {
        storePeople("Brokenfield");
        asOwner(
                "update source_patient set resource = '{' where id = (select id from source_patient order by id limit 1)");
        withoutIndex();
        Reindexer started = replica();

        assertEquals(everybody(), run(started.run()));
        assertEquals(0, run(started.run()));
    }
}
