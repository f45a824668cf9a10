package care.weald.record.seen;

import care.weald.record.permit.Permit;
import care.weald.record.seen.Shown.Answered;
import care.weald.record.token.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what answers rested on, some at a time and beside the reads. An answer never waits for it: what finds no room is
 * counted, and told as not kept when it is asked for.
 */
@ApplicationScoped
public class SeenLog {

    private static final Logger LOG = Logger.getLogger(SeenLog.class);
    private static final Pattern REQUEST = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int GROUP = 1_000;

    private final SeenRepository repository;
    private final SeenConfig config;
    private final Clock clock;
    private final Counter dropped;
    private final BlockingQueue<Shown> waiting;

    SeenLog(SeenRepository repository, SeenConfig config, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.dropped = meters.counter("weald.seen.dropped");
        this.waiting = new ArrayBlockingQueue<>(Math.max(1, config.waiting()));
    }

    /** Keeps what an answer rested on; of a request without an id there is no event to ask by. */
    public void keep(Caller caller, @Nullable String request, Instant at, Permit permit, Answered answered) {
        if (request != null
                && REQUEST.matcher(request).matches()
                && !config.every().equals("off")) {
            keep(Shown.to(caller, UUID.fromString(request), at, permit, answered));
        }
    }

    private void keep(Shown shown) {
        if (!waiting.offer(shown)) {
            dropped.increment();
        }
    }

    /** Stores what waits. Does not fail: what could not be stored waits on, while there is room. */
    @Scheduled(every = "{weald.seen.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> store() {
        List<Shown> group = new ArrayList<>();
        waiting.drainTo(group, GROUP);
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository.store(group).chain(this::store).onFailure().recoverWithUni(failure -> {
            LOG.warnf("event=seen-not-stored kind=%s", failure.getClass().getName());
            group.forEach(this::keep);
            return Uni.createFrom().voidItem();
        });
    }

    /** Drops what is older than it is to be kept. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tend() {
        return repository
                .forget(clock.instant().minus(Duration.ofDays(config.retentionDays())))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "event=seen-not-tended kind=%s", failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    /** What waits is stored before the service goes, where that takes no longer than two seconds. */
    void leave(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            Object _ = store().subscribeAsCompletionStage().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=seen-not-stored");
        }
    }
}
