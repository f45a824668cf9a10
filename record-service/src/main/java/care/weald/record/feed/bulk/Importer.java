package care.weald.record.feed.bulk;

import care.weald.record.feed.FeedLines;
import care.weald.record.feed.FeedLines.Result;
import care.weald.record.feed.FeedLines.Sender;
import care.weald.record.feed.bulk.ImportJob.Counts;
import care.weald.record.feed.bulk.Numbered.Progress;
import care.weald.record.feed.bulk.PartRepository.Claim;
import care.weald.record.platform.Problem.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
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
    private static final int RACES = 5;

    /** Classes of SQLSTATE that are about what was sent: data, constraints, program limits (PostgreSQL, appendix A). */
    private static final Set<String> OF_THE_LINE = Set.of("22", "23", "54");

    private final Pool pool;
    private final ImportRepository jobs;
    private final FeedLines lines;
    private final ImportConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Vertx vertx;

    Importer(
            Pool pool,
            ImportRepository jobs,
            FeedLines lines,
            ImportConfig config,
            MeterRegistry meters,
            Clock clock,
            Vertx vertx) {
        this.pool = pool;
        this.jobs = jobs;
        this.lines = lines;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.vertx = vertx;
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
        Instant now = clock.instant();
        return jobs.sweep(now.minus(config.abandonedAfter()), now.minus(config.keptFor()))
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

    private int chunk() {
        return Math.clamp(config.chunk(), 1, 1_000);
    }

    private Uni<Void> work() {
        AtomicInteger most = new AtomicInteger(chunk());
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
                .onFailure(Importer::isRace)
                .retry()
                .atMost(RACES)
                .invoke(() -> most.set(Math.min(now * 2, chunk())))
                .onFailure(failure -> now > 1 && (isOfTheLine(failure) || isTooSlow(failure)))
                .recoverWithItem(() -> {
                    most.set(now / 2);
                    return true;
                })
                .onFailure(Importer::isOfTheLine)
                .recoverWithUni(failure -> refuse((Stuck) failure));
    }

    private static boolean isRace(Throwable failure) {
        return failure instanceof Stuck stuck && FeedLines.isRace(stuck.why);
    }

    /** A connection that is lost is no reason to part lines that belong together; too many of them at once is one. */
    private static boolean isTooSlow(Throwable failure) {
        return failure instanceof TimeoutException
                || (failure instanceof Stuck stuck && stuck.why instanceof TimeoutException);
    }

    private static boolean isOfTheLine(Throwable failure) {
        return failure instanceof Stuck stuck
                && !isRace(stuck)
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
        return pool.withTransaction(transaction -> PartRepository.claim(transaction)
                        .chain(claim -> claim.isEmpty()
                                ? Uni.createFrom().item(false)
                                : store(transaction, claim.get(), most)
                                        .replaceWith(true)
                                        .onFailure()
                                        .transform(failure -> new Stuck(claim.get(), failure))))
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    private Uni<Void> store(SqlConnection transaction, Claim claim, int most) {
        return PartRepository.waiting(transaction, claim)
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().item(new Progress(claim.total(), new Counts(0, 0, 0), List.of()))
                        : stored(transaction, claim, waiting.get(), most))
                .call(progress -> PartRepository.settle(transaction, claim.job(), progress, config.mostFaults()))
                .invoke(this::count)
                .replaceWithVoid();
    }

    private Uni<Progress> stored(SqlConnection transaction, Claim claim, PartRepository.Waiting waiting, int most) {
        Sender sender = new Sender(claim.organisation(), waiting.patients());
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> Numbered.of(waiting.lines(), claim.position(), waiting.last(), most), false)
                        .toCompletionStage())
                .chain(next -> next.entries().isEmpty()
                        ? Uni.createFrom().item(() -> next.after(List.of()))
                        : lines.store(transaction, sender, next.entries()).map(next::after));
    }

    private Uni<Boolean> refuse(Stuck stuck) {
        LOG.errorf("event=import-line-failed reason=%s", stuck.why.getClass().getSimpleName());
        return pool.withTransaction(transaction -> PartRepository.claim(transaction)
                .chain(claim -> claim.filter(same -> same.job().equals(stuck.job) && same.position() == stuck.position)
                        .map(same -> PartRepository.waiting(transaction, same)
                                .map(waiting -> broken(waiting.orElseThrow(), same.position()))
                                .chain(progress ->
                                        PartRepository.settle(transaction, same.job(), progress, config.mostFaults())))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(true));
    }

    private static Progress broken(PartRepository.Waiting waiting, long position) {
        return Numbered.of(waiting.lines(), position, waiting.last(), 1)
                .after(List.of(new Result.Refused(Kind.UNPROCESSABLE, "This line cannot be stored", "")));
    }

    private void count(Progress progress) {
        Counts counts = progress.counts();
        count("created", counts.created());
        count("updated", counts.updated());
        count("refused", counts.refused());
    }

    private void count(String outcome, long lines) {
        meters.counter("weald.record.import.lines", "outcome", outcome).increment((double) lines);
    }
}
