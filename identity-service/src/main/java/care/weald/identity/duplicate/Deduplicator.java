package care.weald.identity.duplicate;

import care.weald.identity.duplicate.StepRepository.Range;
import care.weald.identity.duplicate.StepRepository.Turn;
import care.weald.identity.link.LoneJoiner;
import care.weald.identity.link.LoneJoiner.Tally;
import care.weald.identity.platform.DatabaseConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Searches the index step by step, each in a transaction that also notes that it is done: whoever is killed loses one step,
 * and any replica goes on. First several workers find out who is like somebody at all, range by range; then those few go
 * through what a feed does, in the order of their links, one transaction at a time. While the database is busy with others
 * nothing is done.
 */
@ApplicationScoped
public class Deduplicator {

    /** The name of the job. */
    static final String JOB = "deduplicate";

    private static final Logger LOG = Logger.getLogger(Deduplicator.class);
    private static final int MOST = 1_000;

    private final Pool pool;
    private final StepRepository steps;
    private final LoneJoiner joiner;
    private final DuplicateConfig config;
    private final DatabaseConfig database;
    private final MeterRegistry meters;

    Deduplicator(
            Pool pool,
            StepRepository steps,
            LoneJoiner joiner,
            DuplicateConfig config,
            DatabaseConfig database,
            MeterRegistry meters) {
        this.pool = pool;
        this.steps = steps;
        this.joiner = joiner;
        this.config = config;
        this.database = database;
        this.meters = meters;
    }

    /** Goes on with a search, if there is one; looks every second. */
    @Scheduled(identity = JOB, every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return run().onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=deduplication-failed reason=%s",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Does whatever is left of a search. */
    Uni<Void> run() {
        List<Uni<Void>> workers = IntStream.range(0, Math.max(1, config.workers()))
                .mapToObj(worker -> all(this::compare))
                .toList();
        return Uni.join()
                .all(workers)
                .andCollectFailures()
                .chain(() -> steps.turn(pool))
                .chain(() -> all(this::settle));
    }

    private Uni<Void> all(Supplier<Uni<Boolean>> step) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pace().chain(step::get))
                .whilst(worked -> worked)
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    /** Waits while a read waits too long: for a connection, or in the database. */
    private Uni<Void> pace() {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return pool.query("select 1")
                    .execute()
                    .map(rows -> Duration.ofNanos(System.nanoTime() - begun))
                    .chain(waited -> waited.compareTo(config.busyFrom()) > 0
                            ? Uni.createFrom().voidItem().onItem().delayIt().by(config.pause())
                            : Uni.createFrom().voidItem());
        });
    }

    /** Compares the next range; false when none is left that nobody else compares. */
    Uni<Boolean> compare() {
        return step(transaction -> steps.range(transaction)
                .chain(range -> range.isEmpty()
                        ? Uni.createFrom().item(false)
                        : compare(transaction, range.get()).replaceWith(true)));
    }

    private Uni<Void> compare(SqlConnection transaction, Range range) {
        return joiner.alone(transaction, range.first(), range.last())
                .chain(lone -> joiner.like(transaction, lone)
                        .invoke(like -> count("compared", lone.size()))
                        .chain(like -> steps.compared(transaction, range, lone.size(), like)));
    }

    /** Settles the next candidates; false when none is left, or somebody else does. */
    Uni<Boolean> settle() {
        return step(transaction -> steps.claim(transaction)
                .chain(turn -> turn.isEmpty() ? Uni.createFrom().item(false) : settle(transaction, turn.get())));
    }

    private Uni<Boolean> settle(SqlConnection transaction, Turn turn) {
        return steps.next(transaction, turn, Math.clamp(config.chunk(), 1, MOST))
                .chain(links -> links.isEmpty()
                        ? steps.done(transaction, turn.job()).replaceWith(false)
                        : joiner.settle(transaction, links)
                                .invoke(this::count)
                                .chain(tally -> steps.settled(transaction, turn.job(), links, tally))
                                .replaceWith(true));
    }

    private <T> Uni<T> step(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work)
                .ifNoItem()
                .after(database.writeTimeout())
                .fail();
    }

    private void count(Tally tally) {
        count("linked", tally.linked());
        count("raised", tally.raised());
    }

    private void count(String outcome, long many) {
        meters.counter("weald.identity.deduplicated", "outcome", outcome).increment((double) many);
    }
}
