package care.weald.consent.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The policy decision point: fetches the facts and lets the chain decide. An error while deciding is a denial. */
@ApplicationScoped
public class DecisionPoint {

    private static final Logger LOG = Logger.getLogger(DecisionPoint.class);

    private final FactsRepository repository;
    private final MeterRegistry meters;
    private final Clock clock;

    DecisionPoint(FactsRepository repository, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.meters = meters;
        this.clock = clock;
    }

    /** Decides. Fails only when the facts cannot be had, and then nothing is permitted either. */
    public Uni<Answer> decide(Question question) {
        return repository
                .facts(question.interaction(), question.caller(), question.person())
                .map(facts -> new Answer(
                        DecisionId.next(clock.instant()),
                        question,
                        facts.matrix().version(),
                        decide(() -> Chain.decide(facts))))
                .invoke(this::tell);
    }

    /** What {@code chain} decides; a denial when it fails. */
    static Decision decide(Supplier<Decision> chain) {
        try {
            return chain.get();
        } catch (RuntimeException e) {
            LOG.errorf("event=decision-failed kind=%s", e.getClass().getName());
            return Decision.Deny.UNDECIDED;
        }
    }

    private void tell(Answer answer) {
        String reason = switch (answer.decision()) {
            case Decision.Permit _ -> "none";
            case Decision.Deny deny -> deny.reason();
        };
        String interaction = answer.question().interaction().code();
        meters.counter("weald.decisions", "interaction", interaction, "reason", reason)
                .increment();
        if (answer.decision() instanceof Decision.Deny) {
            refused(answer.id(), answer.question().caller().organisation(), reason);
        }
    }

    private static void refused(UUID id, String organisation, String reason) {
        LOG.infof("event=refused decision=%s organisation=%s reason=%s", id, organisation, reason);
    }
}
