package care.weald.consent.decision;

import care.weald.consent.epoch.Epoch;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The policy decision point: fetches the facts and lets the chain decide. An error while deciding is a denial. */
@ApplicationScoped
public class DecisionPoint {

    /** What is done to put right an objection log that lacks something; no rule of it looks at objections. */
    private static final Set<Interaction> MENDING = EnumSet.of(Interaction.OBJECT, Interaction.OBJECTIONS);

    private static final Logger LOG = Logger.getLogger(DecisionPoint.class);

    private final FactsRepository repository;
    private final Epoch epoch;
    private final DecisionLog log;
    private final DecisionConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    DecisionPoint(
            FactsRepository repository,
            Epoch epoch,
            DecisionLog log,
            DecisionConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.repository = repository;
        this.epoch = epoch;
        this.log = log;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Decides. Fails only when the facts cannot be had, and then nothing is permitted either. */
    public Uni<Answer> decide(Question question) {
        if (!epoch.holds() && !(epoch.isMended() && MENDING.contains(question.interaction()))) {
            return Uni.createFrom().failure(new TimeoutException("the objection log is not known to be whole"));
        }
        return repository.facts(question).flatMap(facts -> {
            Answer answer = new Answer(
                    DecisionId.next(clock.instant()),
                    question,
                    facts.matrix().version(),
                    decide(() -> Chain.decide(facts)));
            tell(answer);
            return log.keep(answer, facts)
                    .ifNoItem()
                    .after(config.timeout())
                    .fail()
                    .replaceWith(answer);
        });
    }

    /** What would be decided about this question at another moment; empty when no matrix was in force then. Not kept. */
    public Uni<Optional<FactsJson.Decided>> would(Question question, Instant then) {
        return repository
                .facts(question, then)
                .map(found -> found.map(facts -> new FactsJson.Decided(facts, decide(() -> Chain.decide(facts)))));
    }

    /** What the rules make of these facts; a denial when they fail. */
    public static Decision again(Facts facts) {
        return decide(() -> Chain.decide(facts));
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
