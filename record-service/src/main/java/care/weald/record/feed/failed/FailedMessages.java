package care.weald.record.feed.failed;

import care.weald.record.feed.failed.FailedMessage.Status;
import care.weald.record.feed.failed.FailedMessage.Why;
import care.weald.record.feed.failed.FailedRepository.Content;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** Keeps, hands out, ends and forgets messages that were refused. */
@ApplicationScoped
public class FailedMessages {

    private static final Logger LOG = Logger.getLogger(FailedMessages.class);

    private final FailedRepository messages;
    private final FailedConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final MeterRegistry meters;

    FailedMessages(FailedRepository messages, FailedConfig config, Clock clock, Vertx vertx, MeterRegistry meters) {
        this.messages = messages;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.meters = meters;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> Uni<T> work(Callable<T> cpuWork) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(cpuWork, false).toCompletionStage());
    }

    /** Sets {@code content} aside; empty when {@code organisation} has as many as may be. */
    Uni<Optional<UUID>> keep(String organisation, String mediaType, byte[] content, Why why) {
        return work(() -> Packing.pack(mediaType, content, why))
                .chain(refused -> messages.keep(organisation, refused, now(), config))
                .invoke(kept -> meters.counter(
                                "weald.record.failed.messages", "outcome", kept.isPresent() ? "kept" : "over-limit")
                        .increment());
    }

    /** The bytes of a message that waits, as they came. */
    Uni<Optional<Content>> content(String organisation, UUID id) {
        return messages.content(organisation, id)
                .chain(found -> found.map(content -> work(
                                () -> Optional.of(new Content(content.mediaType(), Packing.unpack(content.packed())))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** The same as a FHIR Binary. */
    Uni<Optional<byte[]>> binary(String organisation, UUID id) {
        return content(organisation, id)
                .chain(found -> found.map(content ->
                                work(() -> Optional.of(FailedFhir.binary(id, content.mediaType(), content.packed())
                                        .toString()
                                        .getBytes(StandardCharsets.UTF_8))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Ends a message that waits; what it is then. */
    Uni<Optional<FailedMessage>> end(String organisation, UUID id, Status status) {
        return messages.end(organisation, id, status, now()).chain(() -> messages.find(organisation, id));
    }

    /** Notes that a message that waits was refused once more; what it is then. */
    Uni<Optional<FailedMessage>> fail(String organisation, UUID id, Why why) {
        return messages.fail(organisation, id, why, now()).chain(() -> messages.find(organisation, id));
    }

    /** Forgets what is old; looks every hour. */
    @Scheduled(
            identity = "failed-messages",
            every = "1h",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return messages.forget(now().minus(config.keptFor()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=failed-messages-not-forgotten reason=%s",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
