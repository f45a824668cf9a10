package care.weald.consent.relationship;

import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.Question;
import care.weald.consent.relationship.ClaimRepository.Period;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Records a claim when the caller may make one. It is bound to the user, the person and the organisation. */
@ApplicationScoped
class ClaimRecorder {

    private final DecisionPoint point;
    private final ClaimRepository repository;
    private final RelationshipConfig config;
    private final Clock clock;

    ClaimRecorder(DecisionPoint point, ClaimRepository repository, RelationshipConfig config, Clock clock) {
        this.point = point;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** What becomes of a claim. */
    sealed interface Outcome {}

    /** It is stored and holds until {@code expires}. */
    record Recorded(Answer answer, Instant expires) implements Outcome {}

    /** The caller may not make it. */
    record Denied(Answer answer, Decision.Deny deny) implements Outcome {}

    /** Decides, and stores what is permitted before it answers. */
    Uni<Outcome> record(Question question, String reason) {
        return point.decide(question).flatMap(answer -> switch (answer.decision()) {
            case Decision.Deny deny -> Uni.createFrom().item(new Denied(answer, deny));
            case Decision.Permit _ -> store(answer, reason);
        });
    }

    private Uni<Outcome> store(Answer permit, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Period period = new Period(now, now.plus(config.claimLife()));
        return repository.store(permit, reason, period).replaceWith(new Recorded(permit, period.expiresAt()));
    }
}
