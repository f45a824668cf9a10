package care.weald.gateway.enforcement;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Closing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Tells the audit trail how each disclosure ended: its bytes were sent, or the connection ended before. It is told in
 * groups, once a second, and again until it is known to be kept. A disclosure that has no ending was under way, or a
 * second old, when the gateway was killed.
 */
@ApplicationScoped
public class Closings {

    private static final Logger LOG = Logger.getLogger(Closings.class);
    private static final int GROUP = 400;

    private final AuditClient audit;
    private final ClosingConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Closing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length;
    private volatile Group unsent = new Group("", List.of());

    /** What is told at once, under the id of the event that tells it. */
    private record Group(String id, List<Closing> closings) {}

    Closings(AuditClient audit, ClosingConfig config, Clock clock, MeterRegistry meters) {
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.length = meters.gauge("weald.gateway.closings.waiting", new AtomicInteger());
    }

    /** The answer to the disclosure of {@code event} has ended; what there is no room for is not told. */
    public void ended(String event, boolean sent, long bytes) {
        if (length.incrementAndGet() > config.waiting()) {
            length.decrementAndGet();
            return;
        }
        waiting.add(new Closing(event, sent, bytes, clock.instant()));
    }

    /** Tells all that waits, until one group is not known to be kept. Does not fail. */
    @Scheduled(every = "{weald.gateway.closings.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tell() {
        Group group = unsent.closings().isEmpty() ? next() : unsent;
        unsent = group;
        if (group.closings().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Exchange exchange = new Exchange(UUID.randomUUID().toString(), "POST", "", System.nanoTime());
        return audit.close(group.id(), group.closings(), Requester.gateway(exchange))
                .chain(kept -> {
                    if (!kept) {
                        LOG.error("event=closings-refused");
                    }
                    unsent = new Group("", List.of());
                    return tell();
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "event=closings-wait reason=%s", failure.getClass().getSimpleName());
                    return Uni.createFrom().voidItem();
                });
    }

    private Group next() {
        List<Closing> closings = new ArrayList<>();
        for (Closing next = waiting.peek(); next != null && closings.size() < GROUP; next = waiting.peek()) {
            closings.add(next);
            waiting.remove();
        }
        length.addAndGet(-closings.size());
        String id =
                EventId.of(clock.millis(), random.nextLong(), random.nextLong()).toString();
        return new Group(id, List.copyOf(closings));
    }

    /** What waits is told before the gateway goes, where that takes no longer than two seconds. */
    void leave(@Observes ShutdownEvent event) throws InterruptedException {
        try {
            Object _ = tell().subscribeAsCompletionStage().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=closings-not-told");
        }
    }
}
