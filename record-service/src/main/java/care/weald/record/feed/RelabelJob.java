package care.weald.record.feed;

import care.weald.record.category.Classifier;
import care.weald.record.feed.FeedRepository.Origin;
import care.weald.record.feed.RelabelRepository.Position;
import care.weald.record.feed.RelabelRepository.Step;
import care.weald.record.feed.Relabelling.Held;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Labels what is stored again after the rules of labels have changed, some items a transaction, in which it is also noted that
 * they are done: any replica goes on, one at a time. It never lowers how closely an item is kept.
 */
@ApplicationScoped
public class RelabelJob {

    /** The name of the job. */
    static final String JOB = "relabel";

    private static final Logger LOG = Logger.getLogger(RelabelJob.class);
    private static final int MOST = 200;
    private static final String RULES = Classifier.rules();

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;

    RelabelJob(Pool pool, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
    }

    /** Labels again whatever has not been by these rules; looks every minute. */
    @Scheduled(identity = JOB, every = "1m", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return run().onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=relabelling-failed reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Labels again whatever has not been by these rules. */
    Uni<Void> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::step)
                .whilst(more -> more)
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Boolean> step() {
        return pool.withTransaction(transaction -> RelabelRepository.claim(transaction, RULES)
                .chain(position -> position.map(from -> from(transaction, from))
                        .orElseGet(() -> Uni.createFrom().item(false))));
    }

    private Uni<Boolean> from(SqlConnection transaction, Position from) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return RelabelRepository.next(transaction, from, MOST)
                .chain(held -> work(held, now)
                        .call(raised -> store(transaction, raised, now))
                        .map(raised -> new Step(
                                held.size(),
                                raised.values().stream().mapToInt(List::size).sum(),
                                held.size() < MOST))
                        .call(step -> RelabelRepository.settle(
                                transaction,
                                RULES,
                                held.isEmpty()
                                        ? from
                                        : new Position(
                                                held.getLast().sourcePatient(),
                                                held.getLast().item()),
                                step))
                        .invoke(this::told)
                        .map(step -> !step.isLast()));
    }

    private static Origin origin(String organisation, Instant now) {
        return new Origin(organisation, "relabelling " + RULES, now);
    }

    /** What is raised, by organisation. */
    private Uni<Map<String, List<ItemRow>>> work(List<Held> held, Instant now) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> {
                                    Map<String, List<ItemRow>> raised = new TreeMap<>();
                                    held.forEach(one -> Relabelling.raised(one, origin(one.organisation(), now))
                                            .ifPresent(row -> raised.computeIfAbsent(
                                                            one.organisation(), organisation -> new ArrayList<>())
                                                    .add(row)));
                                    return raised;
                                },
                                false)
                        .toCompletionStage());
    }

    private static Uni<Void> store(SqlConnection transaction, Map<String, List<ItemRow>> raised, Instant now) {
        return Multi.createFrom()
                .iterable(raised.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each ->
                        FeedRepository.store(transaction, origin(each.getKey(), now), each.getValue(), List.of()))
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    private void told(Step step) {
        meters.counter("weald.record.relabelled.items", "outcome", "raised").increment(step.raised());
        meters.counter("weald.record.relabelled.items", "outcome", "same").increment(step.looked() - step.raised());
        if (step.isLast()) {
            LOG.infof("event=relabelled");
        }
    }
}
