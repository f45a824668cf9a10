package care.weald.audit.log;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The one way into the log. Events that come while a transaction commits wait for the next, which starts at once when
 * the former has ended and takes all of them: the busier it is, the more share one commit. Replicas take turns by the
 * lock on the head.
 */
@Startup
@ApplicationScoped
public class EventLog {

    private static final Logger LOG = Logger.getLogger(EventLog.class);

    private final BatchWriter writer;
    private final LogConfig config;
    private final DistributionSummary sizes;
    private final Vertx vertx;
    private final Context turn;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length;

    /** Touched only on {@link #turn}. */
    private boolean writing;

    private record Waiting(Entry entry, UniEmitter<? super Appended> caller) {}

    EventLog(BatchWriter writer, LogConfig config, MeterRegistry meters, Vertx vertx) {
        this.writer = writer;
        this.config = config;
        this.vertx = vertx;
        this.turn = vertx.getOrCreateContext();
        this.sizes = DistributionSummary.builder("weald.audit.log.batch")
                .description("Events in one transaction")
                .register(meters);
        this.length = meters.gauge("weald.audit.log.waiting", new AtomicInteger());
    }

    /** Adds {@code entry}; the item comes after the commit, in the caller's own context. It never fails. */
    public Uni<Appended> append(Entry entry) {
        Context asking = vertx.getOrCreateContext();
        Uni<Appended> appended = Uni.createFrom().emitter(caller -> {
            if (length.incrementAndGet() > config.queue()) {
                length.decrementAndGet();
                caller.complete(new Appended.Unavailable());
                return;
            }
            queue.add(new Waiting(entry, caller));
            turn.runOnContext(_ -> writeNext());
        });
        return appended.emitOn(then -> asking.runOnContext(_ -> then.run()));
    }

    private void writeNext() {
        if (writing || queue.isEmpty()) {
            return;
        }
        writing = true;
        List<Waiting> batch = take();
        sizes.record(batch.size());
        writer.write(batch.stream().map(Waiting::entry).toList())
                .timeout(config.commitTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(result -> turn.runOnContext(_ -> {
                    writing = false;
                    writeNext();
                    if (result.succeeded()) {
                        answer(batch, result.result());
                    } else {
                        refuse(batch, result.cause());
                    }
                }));
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.peek(); next != null && batch.size() < config.batch(); next = queue.peek()) {
            batch.add(next);
            queue.remove();
        }
        length.addAndGet(-batch.size());
        return batch;
    }

    private static void answer(List<Waiting> batch, List<Appended> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).caller().complete(answers.get(i));
        }
    }

    private static void refuse(List<Waiting> batch, Throwable cause) {
        LOG.errorf(
                "event=batch-failed events=%d cause=%s",
                batch.size(), cause.getClass().getName());
        batch.forEach(waiting -> waiting.caller().complete(new Appended.Unavailable()));
    }
}
