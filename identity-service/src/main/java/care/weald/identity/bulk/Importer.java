package care.weald.identity.bulk;

import care.weald.identity.bulk.ChunkRepository.Claim;
import care.weald.identity.bulk.ChunkRepository.Progress;
import care.weald.identity.bulk.ImportJob.Counts;
import care.weald.identity.feed.PatientLines;
import care.weald.identity.feed.PatientLines.Result;
import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Stores the files that wait, some lines a transaction, in which it is also noted that they are done: whoever is killed
 * loses one transaction, and any replica goes on. A file is worked on by one at a time, so its lines keep their order; the
 * replicas take turns. A line that cannot be stored is refused and stops no other.
 */
@ApplicationScoped
public class Importer {

    /** The name of the job. */
    static final String JOB = "import";

    private static final Logger LOG = Logger.getLogger(Importer.class);

    /** Classes of SQLSTATE that are about what was sent: data, constraints, program limits (PostgreSQL, appendix A). */
    private static final Set<String> OF_THE_LINE = Set.of("22", "23", "54");

    private final Pool pool;
    private final ImportRepository jobs;
    private final ChunkRepository chunks;
    private final PatientLines lines;
    private final BulkConfig config;
    private final DatabaseConfig database;
    private final MeterRegistry meters;
    private final Clock clock;

    Importer(
            Pool pool,
            ImportRepository jobs,
            ChunkRepository chunks,
            PatientLines lines,
            BulkConfig config,
            DatabaseConfig database,
            MeterRegistry meters,
            Clock clock) {
        this.pool = pool;
        this.jobs = jobs;
        this.chunks = chunks;
        this.lines = lines;
        this.config = config;
        this.database = database;
        this.meters = meters;
        this.clock = clock;
    }

    /** Ends the transaction of lines that cannot be stored. */
    private static final class Stuck extends RuntimeException {

        private final transient UUID job;
        private final long position;
        private final transient Throwable why;

        Stuck(Claim claim, Throwable why) {
            super("stuck", why, false, false);
            this.job = claim.job();
            this.position = claim.position();
            this.why = why;
        }
    }

    /** Stores whatever waits; looks every second. */
    @Scheduled(identity = JOB, every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return jobs.abandon(clock.instant().minus(config.abandonedAfter()))
                .chain(this::run)
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=import-failed reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Stores whatever waits. */
    Uni<Void> run() {
        List<Uni<Void>> workers = IntStream.range(0, Math.max(1, config.workers()))
                .mapToObj(worker -> work())
                .toList();
        return Uni.join().all(workers).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> work() {
        AtomicInteger most = new AtomicInteger(Math.clamp(config.chunk(), 1, 1_000));
        return Multi.createBy()
                .repeating()
                .uni(() -> step(most))
                .whilst(worked -> worked)
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    /** Lines that cannot be stored together are tried in ever smaller numbers, until one is alone with its fault. */
    private Uni<Boolean> step(AtomicInteger most) {
        int now = most.get();
        return chunk(now)
                .invoke(() -> most.set(Math.min(now * 2, Math.clamp(config.chunk(), 1, 1_000))))
                .onFailure(failure -> now > 1)
                .recoverWithItem(() -> {
                    most.set(now / 2);
                    return true;
                })
                .onFailure(Importer::isOfTheLine)
                .recoverWithUni(failure -> refuse((Stuck) failure));
    }

    private static boolean isOfTheLine(Throwable failure) {
        return failure instanceof Stuck stuck
                && switch (stuck.why) {
                    case PgException refused
                    when refused.getSqlState() != null ->
                        OF_THE_LINE.contains(refused.getSqlState().substring(0, 2));
                    case TimeoutException _, IOException _, VertxException _ -> false;
                    case RuntimeException broken ->
                        !broken.getClass().getPackageName().startsWith("io.vertx");
                    default -> false;
                };
    }

    /** Stores at most {@code most} lines of one file; false when none waits that nobody else works on. */
    Uni<Boolean> chunk(int most) {
        return pool.withTransaction(transaction -> chunks.claim(transaction)
                        .chain(claim -> claim.isEmpty()
                                ? Uni.createFrom().item(false)
                                : store(transaction, claim.get(), most)
                                        .replaceWith(true)
                                        .onFailure()
                                        .transform(failure -> new Stuck(claim.get(), failure))))
                .ifNoItem()
                .after(database.writeTimeout())
                .fail();
    }

    private Uni<Void> store(SqlConnection transaction, Claim claim, int most) {
        return chunks.part(transaction, claim).chain(part -> {
            Chunk chunk = part.map(given -> Chunk.of(given, claim.position(), most))
                    .orElseGet(() -> new Chunk(List.of(), List.of(), claim.total()));
            Uni<List<Result>> results = chunk.lines().isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : lines.store(transaction, claim.sender(), chunk.lines());
            return results.map(chunk::after)
                    .call(progress -> chunks.settle(transaction, claim.job(), progress))
                    .invoke(this::count)
                    .replaceWithVoid();
        });
    }

    private Uni<Boolean> refuse(Stuck stuck) {
        LOG.errorf("event=import-line-failed reason=%s", stuck.why.getClass().getSimpleName());
        return pool.withTransaction(transaction -> chunks.claim(transaction)
                .chain(claim -> claim.filter(same -> same.job().equals(stuck.job) && same.position() == stuck.position)
                        .map(same -> chunks.part(transaction, same)
                                .map(part -> Chunk.of(part.orElseThrow(), same.position(), 1))
                                .chain(chunk -> chunks.settle(transaction, same.job(), broken(chunk))))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(true));
    }

    private static Progress broken(Chunk chunk) {
        return chunk.after(List.of(new Result.Refused(Kind.UNPROCESSABLE, "This line cannot be stored", "Patient")));
    }

    private void count(Progress progress) {
        Counts counts = progress.counts();
        count("created", counts.created());
        count("updated", counts.updated());
        count("refused", counts.refused());
    }

    private void count(String outcome, long lines) {
        meters.counter("weald.identity.import.lines", "outcome", outcome).increment((double) lines);
    }
}
