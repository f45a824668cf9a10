package care.weald.consent.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Keeps what decisions rested on. A decision does not wait for the database: what was decided is stored together, once a
 * second, and again until it is known to be. Only when too much waits do the next decisions wait until there is room, so
 * that memory is bounded and nothing is left out. What was decided in the last second before the service is killed is in
 * the audit trail alone.
 */
@ApplicationScoped
class DecisionLog {

    private static final Logger LOG = Logger.getLogger(DecisionLog.class);
    private static final int GROUP = 1_000;
    private static final int DAYS_AHEAD = 3;

    private final LogRepository repository;
    private final LogConfig config;
    private final Clock clock;
    private final Queue<Logged> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<UniEmitter<? super Void>> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length;
    private volatile List<Logged> unstored = List.of();

    DecisionLog(LogRepository repository, LogConfig config, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.length = meters.gauge("weald.decisions.unstored", new AtomicInteger());
    }

    /** Takes in what was decided: at once while there is room, else when there is. */
    Uni<Void> keep(Answer answer, Facts facts) {
        if (config.every().equals("off")) {
            return Uni.createFrom().voidItem();
        }
        if (length.get() < config.waiting()) {
            add(answer, facts);
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Void>emitter(room -> {
                    room.onTermination(() -> held.remove(room));
                    held.add(room);
                })
                .invoke(() -> add(answer, facts));
    }

    private void add(Answer answer, Facts facts) {
        waiting.add(Logged.of(answer, facts));
        length.incrementAndGet();
    }

    /** Stores all that waits, until one group cannot be. Does not fail. */
    @Scheduled(every = "{weald.consent.log.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> store() {
        List<Logged> group = unstored.isEmpty() ? next() : unstored;
        unstored = group;
        if (group.isEmpty()) {
            release();
            return Uni.createFrom().voidItem();
        }
        return repository
                .store(group)
                .chain(() -> {
                    unstored = List.of();
                    length.addAndGet(-group.size());
                    release();
                    return store();
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("event=decisions-wait kind=%s", failure.getClass().getName());
                    return Uni.createFrom().voidItem();
                });
    }

    private List<Logged> next() {
        List<Logged> group = new ArrayList<>();
        for (Logged next = waiting.poll(); next != null; next = group.size() < GROUP ? waiting.poll() : null) {
            group.add(next);
        }
        return List.copyOf(group);
    }

    private void release() {
        for (UniEmitter<? super Void> one = held.poll(); one != null; one = held.poll()) {
            one.complete(null);
        }
    }

    /** Makes room for the days that come and drops what is older than it is to be kept. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tend() {
        return repository
                .tend(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), DAYS_AHEAD, config.retentionDays())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "event=decision-log-not-tended kind=%s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    /** What waits is stored before the service goes, where that takes no longer than two seconds. */
    void leave(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            Object _ = store().subscribeAsCompletionStage().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=decisions-not-stored");
        }
    }
}
