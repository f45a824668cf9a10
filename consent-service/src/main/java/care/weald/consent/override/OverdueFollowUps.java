package care.weald.consent.override;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** How many overrides should have been looked into and were not: {@code weald.overrides.overdue}. */
@ApplicationScoped
class OverdueFollowUps {

    private final FollowUpRepository repository;
    private final Overrides overrides;
    private final AtomicLong overdue;

    OverdueFollowUps(FollowUpRepository repository, Overrides overrides, MeterRegistry meters) {
        this.repository = repository;
        this.overrides = overrides;
        this.overdue = meters.gauge("weald.overrides.overdue", new AtomicLong());
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return repository.overdue(overrides.now()).invoke(overdue::set).replaceWithVoid();
    }
}
