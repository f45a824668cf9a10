package care.weald.consent.decision;

import care.weald.consent.agreement.DirectoryAccess;
import care.weald.consent.platform.Problem;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The directory decision for what this service shows itself: the same rules, and no permit, since nobody else reads it. */
@ApplicationScoped
class DirectoryDecision implements DirectoryAccess {

    private final DecisionPoint point;

    DirectoryDecision(DecisionPoint point) {
        this.point = point;
    }

    @Override
    public Uni<Optional<Problem>> refusal(Caller caller) {
        return point.decide(new Question(Interaction.DIRECTORY, caller, Map.of(), Person.NONE, Person.NONE))
                .map(answer -> switch (answer.decision()) {
                    case Decision.Permit _ -> Optional.empty();
                    case Decision.Deny deny ->
                        Optional.of(
                                Problem.of(Problem.Kind.REFUSED, deny.text()).with("reason", deny.shownReason()));
                });
    }
}
