package care.weald.audit.witness;

import care.weald.audit.witness.WitnessPolicy.Trusted;
import care.weald.audit.witness.WitnessStore.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** How witnesses do, as metrics: by their names, as every replica knows it from the database. */
@ApplicationScoped
class Figures {

    private static final Logger LOG = Logger.getLogger(Figures.class);

    private final Policies policies;
    private final WitnessStore store;
    private final Clock clock;
    private final MultiGauge ages;
    private final MultiGauge contradictions;

    Figures(Policies policies, WitnessStore store, Clock clock, MeterRegistry meters) {
        this.policies = policies;
        this.store = store;
        this.clock = clock;
        this.ages = MultiGauge.builder("weald.audit.witness.age.seconds")
                .description("How old the newest cosignature of a witness is, or its silence")
                .register(meters);
        this.contradictions = MultiGauge.builder("weald.audit.witness.contradicts")
                .description("1 while what a witness has seen is not this log")
                .register(meters);
    }

    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return Uni.createFrom().completionStage(() -> look().toCompletionStage());
    }

    private Future<Void> look() {
        List<Trusted> witnesses = policies.current().witnesses();
        return store.standings(witnesses.stream().map(Trusted::id).toList())
                .map(standings -> {
                    Instant now = clock.instant();
                    ages.register(
                            rows(
                                    standings,
                                    each -> Duration.between(each.cosigned().orElse(each.since()), now)
                                            .toSeconds()),
                            true);
                    contradictions.register(
                            rows(standings, each -> each.contradicts().isEmpty() ? 0 : 1), true);
                    return standings;
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    LOG.warnf(
                            "event=witness-figures-failed cause=%s",
                            failure.getClass().getName());
                    return Future.succeededFuture();
                });
    }

    private List<Row<?>> rows(List<Standing> standings, ToDoubleFunction<Standing> figure) {
        return standings.stream()
                .flatMap(each -> policies.known(each.id()).stream()
                        .map(witness -> Row.of(Tags.of("witness", witness.name()), figure.applyAsDouble(each))))
                .collect(Collectors.toList());
    }
}
