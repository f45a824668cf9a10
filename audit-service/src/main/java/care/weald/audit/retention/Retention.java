package care.weald.audit.retention;

import care.weald.audit.log.Appended;
import care.weald.audit.log.Content;
import care.weald.audit.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends the keeping of what is older than its term, each night. It is told in the log first, in counts; then contents go, but
 * for those that an open case holds. What is left of an event is its entry and its leaf hash: its proof is what it was.
 */
@ApplicationScoped
public class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final RetentionStore store;
    private final EventLog log;
    private final RetentionConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Retention(RetentionStore store, EventLog log, RetentionConfig config, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.log = log;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** One night's work. A failure is in the log, and the next night tries again. */
    @Scheduled(cron = "{weald.audit.retention.at}", timeZone = "UTC", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return retire(term()).replaceWithVoid().onFailure().recoverWithUni(failure -> {
            meters.counter("weald.audit.retention.failures").increment();
            LOG.errorf("event=retention-failed cause=%s", failure.getClass().getName());
            return Uni.createFrom().voidItem();
        });
    }

    /** Before when things are due now. */
    Term term() {
        return Term.of(clock.instant(), config.years(), config.alertYears());
    }

    /** What is due now. */
    Uni<Due> due() {
        return store.due(term());
    }

    /** Drops what is due; the item is how many events lost their contents. */
    Uni<Long> retire(Term term) {
        return store.due(term).chain(due -> due.isNothing() ? Uni.createFrom().item(0L) : tell(term, due));
    }

    private Uni<Long> tell(Term term, Due due) {
        byte[] salts = new byte[2 * Content.SALT_BYTES];
        random.nextBytes(salts);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Retirement retirement = new Retirement(UUID.randomUUID(), term, due);
        return log.append(retirement.entry(now, salts)).chain(appended -> switch (appended) {
            case Appended.Kept _ -> drop(term, retirement.id());
            case Appended.Conflict _, Appended.Unavailable _, Appended.Unfit _ ->
                Uni.createFrom().failure(new IllegalStateException("it could not be told"));
        });
    }

    private Uni<Long> drop(Term term, UUID teller) {
        return store.retireEvents(term, teller)
                .call(() -> store.retireAlerts(term, teller).invoke(alerts -> count("alert", alerts)))
                .invoke(events -> count("event", events))
                .invoke(events -> LOG.infof("event=retention-done events=%d", events));
    }

    private void count(String kind, long gone) {
        meters.counter("weald.audit.retention.retired", "kind", kind).increment((double) gone);
    }
}
