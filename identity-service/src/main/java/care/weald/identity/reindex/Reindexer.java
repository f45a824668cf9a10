package care.weald.identity.reindex;

import care.weald.identity.index.MatchIndex;
import care.weald.identity.index.MatchIndex.Entry;
import care.weald.identity.index.PatientDemographics;
import care.weald.identity.reindex.ReindexRepository.Registration;
import care.weald.identity.reindex.ReindexRepository.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Indexes the source patients that have no index or one of an earlier normalisation, a batch a transaction, in the
 * background. One replica is at it at a time; what it has committed is not done again, by whomever. Whoever is being fed
 * meanwhile is left to a later turn.
 */
@ApplicationScoped
public class Reindexer {

    /** The name of the job. */
    static final String JOB = "reindex";

    /** How many a transaction takes. */
    static final int BATCH = 100;

    private static final String DONE = "weald.identity.reindexed";
    private static final Logger LOG = Logger.getLogger(Reindexer.class);
    private static final ObjectReader TREE = new ObjectMapper().reader();

    private final Pool pool;
    private final ReindexRepository repository;
    private final MatchIndex index;
    private final Vertx vertx;
    private final MeterRegistry meters;
    private final Clock clock;
    private final AtomicLong left;
    private volatile UUID after = ReindexRepository.FIRST;

    Reindexer(
            Pool pool, ReindexRepository repository, MatchIndex index, Vertx vertx, MeterRegistry meters, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.index = index;
        this.vertx = vertx;
        this.meters = meters;
        this.clock = clock;
        meters.counter(DONE);
        this.left = meters.gauge("weald.identity.reindex.left", new AtomicLong());
    }

    /**
     * What a batch came to.
     *
     * @param waiting how many were looked at; 0 when none are left, or another replica is at it
     * @param indexed how many of them are indexed now
     * @param after where those without an index go on
     */
    record Batch(int waiting, int indexed, UUID after) {}

    /** Indexes whatever waits, unless another replica does; soon after the start, and looks again each minute. */
    @Scheduled(identity = JOB, every = "1m", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return run().onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=reindex-failed reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(0L)
                .replaceWithVoid();
    }

    /** Indexes whatever waits, unless another replica does. The item is how many it has indexed. */
    Uni<Long> run() {
        Instant begun = clock.instant();
        return count().chain(found -> found <= 0 ? Uni.createFrom().item(0L) : all(begun));
    }

    /** How many wait; -1 while another replica is at it. */
    private Uni<Long> count() {
        return pool.withTransaction(transaction -> repository
                        .isOurs(transaction)
                        .chain(ours -> ours
                                ? repository.left(transaction, after)
                                : Uni.createFrom().item(-1L)))
                .invoke(found -> {
                    left.set(Math.max(0, found));
                    after = found == 0 ? ReindexRepository.LAST : after;
                });
    }

    private Uni<Long> all(Instant begun) {
        after = ReindexRepository.FIRST;
        return Multi.createBy()
                .repeating()
                .uni(this::batch)
                .whilst(batch -> batch.indexed() > 0)
                .collect()
                .in(AtomicLong::new, (sum, batch) -> sum.addAndGet(batch.indexed()))
                .map(AtomicLong::get)
                .invoke(sum -> {
                    after = ReindexRepository.FIRST;
                    LOG.infof(
                            "event=reindexed count=%d durationMs=%d",
                            sum, Duration.between(begun, clock.instant()).toMillis());
                });
    }

    /** Indexes the next few in a transaction of its own. */
    Uni<Batch> batch() {
        return pool.withTransaction(transaction -> repository
                        .isOurs(transaction)
                        .chain(ours -> ours
                                ? repository.next(transaction, after)
                                : Uni.createFrom().item(List.<Waiting>of()))
                        .chain(waiting -> waiting.isEmpty()
                                ? Uni.createFrom().item(new Batch(0, 0, after))
                                : index(transaction, waiting)))
                .invoke(this::done);
    }

    private void done(Batch batch) {
        after = batch.after();
        left.updateAndGet(before -> Math.max(0, before - batch.indexed()));
        meters.counter(DONE).increment(batch.indexed());
    }

    private Uni<Batch> index(SqlConnection transaction, List<Waiting> waiting) {
        UUID reached = waiting.getLast().missing() ? waiting.getLast().source() : after;
        return repository
                .free(transaction, waiting)
                .chain(free -> repository.read(transaction, free))
                .chain(read -> vertx.executeBlocking(
                        () -> read.stream().map(Reindexer::entry).toList(), false))
                .call(entries -> entries.isEmpty() ? Uni.createFrom().voidItem() : index.store(transaction, entries))
                .map(entries -> new Batch(waiting.size(), entries.size(), reached));
    }

    /** What cannot be read is found by nothing, and does not keep the others from being indexed. */
    private static Entry entry(Registration registration) {
        JsonNode patient = tree(registration);
        return new Entry(registration.source(), patient, PatientDemographics.of(patient, registration.organisation()));
    }

    private static JsonNode tree(Registration registration) {
        try {
            return TREE.readTree(registration.resource().getBytes());
        } catch (IOException _) {
            LOG.warn("event=registration-not-readable");
            return MissingNode.getInstance();
        }
    }
}
