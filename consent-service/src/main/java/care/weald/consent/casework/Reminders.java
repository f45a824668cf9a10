package care.weald.consent.casework;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Reminds of cases that are due: once when that is near and once when it is over, whichever replica sees it first. */
@ApplicationScoped
class Reminders {

    private static final Logger LOG = Logger.getLogger(Reminders.class);

    private final ReminderRepository repository;
    private final CaseConfig config;
    private final Clock clock;
    private final AtomicLong overdue;

    Reminders(ReminderRepository repository, CaseConfig config, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.overdue = meters.gauge("weald.objections.overdue", new AtomicLong());
    }

    /** Sends what is to be sent now. */
    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> remind() {
        return repository
                .remind(clock.instant(), Duration.ofDays(config.remindDays()))
                .invoke(sent -> sent.forEach(one -> tell(one.caseId(), one.organisation(), one.kind())))
                .chain(() -> repository.overdue(clock.instant()))
                .invoke(overdue::set)
                .replaceWithVoid();
    }

    private static void tell(UUID caseId, String organisation, String kind) {
        LOG.warnf("event=objection-reminder kind=%s case=%s organisation=%s", kind, caseId, organisation);
    }
}
