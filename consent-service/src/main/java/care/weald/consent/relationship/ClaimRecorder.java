package care.weald.consent.relationship;

import care.weald.consent.decision.Answer;
import care.weald.consent.relationship.ClaimRepository.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Records a claim that the caller may make. It is bound to the user, the person and the organisation. */
@ApplicationScoped
class ClaimRecorder {

    private final ClaimRepository repository;
    private final RelationshipConfig config;
    private final Clock clock;

    ClaimRecorder(ClaimRepository repository, RelationshipConfig config, Clock clock) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** Stores what {@code permit} allows before it says when it ends. */
    Uni<Map<String, String>> record(Answer permit, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Period period = new Period(now, now.plus(config.claimLife()));
        return repository
                .store(permit, reason, period)
                .replaceWith(Map.of("expires", period.expiresAt().toString()));
    }
}
