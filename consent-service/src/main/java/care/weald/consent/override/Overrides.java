package care.weald.consent.override;

import care.weald.consent.decision.Answer;
import care.weald.consent.override.OverrideForms.Confirming;
import care.weald.consent.override.OverrideRepository.Confirmed;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jboss.logging.Logger;

/** Stores overrides and confirmations before anybody is told of them, and tells those who watch. */
@ApplicationScoped
class Overrides {

    private static final Logger LOG = Logger.getLogger(Overrides.class);

    private final OverrideRepository repository;
    private final OverrideConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    Overrides(OverrideRepository repository, OverrideConfig config, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** Stores what a permit allows, with its follow-up, and says under which id and until when it holds. */
    Uni<Map<String, String>> declare(Answer permit, OverrideRequest asked) {
        Instant now = now();
        Instant expires = now.plus(config.life());
        Instant due = now.plus(Duration.ofDays(config.followUpDays()));
        return repository
                .store(permit, asked, new OverrideRepository.Moments(now, expires, due))
                .map(stored -> {
                    alert(permit, asked.code(), "override");
                    return Map.of("override", permit.id().toString(), "expires", expires.toString());
                });
    }

    /** Stores a colleague's confirmation. */
    Uni<Confirmed> confirm(Answer permit, Confirming asked) {
        return repository.confirm(permit, asked, now()).invoke(confirmed -> {
            if (confirmed instanceof Confirmed.Done) {
                alert(permit, "confirmed", "override-confirmed");
            }
        });
    }

    /** Now, as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void alert(Answer answer, String code, String event) {
        meters.counter("weald.overrides", "code", code).increment();
        LOG.warnf(
                "event=%s decision=%s organisation=%s code=%s",
                event, answer.id(), answer.question().caller().organisation(), code);
    }
}
