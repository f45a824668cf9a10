package care.weald.audit.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Tells each configured destination what has come into the log and what the rules have found, from where it was told last
 * (ADR 0025). It reads what is committed and holds nothing that an append waits for; of all replicas one at a time tells
 * a destination.
 */
@Startup
@ApplicationScoped
public class Streamer {

    private static final Logger LOG = Logger.getLogger(Streamer.class);

    /** Lots of one turn at most, so that a long way to go does not keep another destination waiting. */
    private static final int LOTS = 50;

    private final List<Destination> destinations;
    private final Cursors cursors;
    private final StreamConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();

    private record Lag(AtomicLong count, AtomicReference<Double> seconds) {}

    Streamer(Destinations configured, Cursors cursors, StreamConfig config, MeterRegistry meters, Clock clock) {
        this.destinations = configured.all();
        this.cursors = cursors;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** One turn. A failure is in the log, and the next turn tries again. */
    @Scheduled(every = "2s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return destinations.isEmpty() ? Uni.createFrom().voidItem() : tell(destinations);
    }

    /** Tells each what it has not been told, one beside the other. Does not fail. */
    Uni<Void> tell(List<Destination> all) {
        return Uni.join()
                .all(all.stream().map(this::tell).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    /** Tells one destination what it has not been told. Does not fail. */
    private Uni<Void> tell(Destination destination) {
        return Multi.createFrom()
                .iterable(Arrays.asList(Streams.values()))
                .onItem()
                .transformToUniAndConcatenate(stream -> tell(destination, stream))
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> failed(destination, failure))
                .chain(() -> look(destination))
                .onFailure()
                .recoverWithUni(failure -> failed(destination, failure));
    }

    private Uni<Integer> tell(Destination destination, Streams stream) {
        return Multi.createBy()
                .repeating()
                .uni(() -> cursors.step(destination, stream))
                .whilst(sent -> sent >= config.batch())
                .select()
                .first(LOTS)
                .invoke(sent -> meters.counter(
                                "weald.audit.stream.sent", "destination", destination.name(), "kind", stream.source())
                        .increment(sent))
                .collect()
                .last();
    }

    private Uni<Void> look(Destination destination) {
        Lag lag = lags.computeIfAbsent(destination.name(), this::lag);
        return cursors.waiting(destination.name(), clock.instant())
                .invoke(waiting -> {
                    lag.count().set(waiting.count());
                    lag.seconds().set(waiting.seconds());
                })
                .replaceWithVoid();
    }

    private Lag lag(String destination) {
        Tags tags = Tags.of("destination", destination);
        Lag lag = new Lag(new AtomicLong(), new AtomicReference<>(0.0));
        meters.gauge("weald.audit.stream.waiting", tags, lag.count());
        meters.gauge("weald.audit.stream.behind.seconds", tags, lag.seconds(), AtomicReference::get);
        return lag;
    }

    private Uni<Void> failed(Destination destination, Throwable failure) {
        meters.counter("weald.audit.stream.failures", "destination", destination.name())
                .increment();
        LOG.warnf(
                "event=stream-failed destination=%s cause=%s",
                destination.name(), failure.getClass().getName());
        return Uni.createFrom().voidItem();
    }
}
