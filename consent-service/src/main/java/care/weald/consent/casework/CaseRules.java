package care.weald.consent.casework;

import care.weald.consent.casework.CaseState.InformationAsked;
import care.weald.consent.casework.CaseState.Lodged;
import care.weald.consent.casework.CaseState.NotUpheld;
import care.weald.consent.casework.CaseState.UnderReview;
import care.weald.consent.casework.CaseState.Upheld;
import care.weald.consent.casework.CaseState.UpheldInPart;
import java.util.Optional;

/** Which step a case takes, and by whom (S137 to S145; rows C3 and D3). Pure. */
final class CaseRules {

    private CaseRules() {}

    /** What becomes of a step. */
    sealed interface Verdict {}

    /**
     * It is taken.
     *
     * @param barred who may not decide next; empty for nobody
     */
    record Taken(CaseState state, String barred) implements Verdict {}

    /** It is not; the id of the rule says why. */
    record Refused(Rule rule) implements Verdict {}

    /** The rules, by what they ask for. */
    enum Rule {
        /** The state MUST allow the step. */
        TRANSITION("transition"),
        /** A clinician MUST decide (S145). */
        CLINICIAN("clinician"),
        /** Whoever took the objection in MUST NOT decide it, nor whoever decided what is appealed against. */
        OTHER_PERSON("other-person");

        private final String id;

        Rule(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** Judges a step by the state first, so that nobody learns of a rule that does not matter yet. */
    static Verdict judge(ObjectionCase stands, Step step, Actor actor) {
        Optional<? extends CaseState> next = next(stands.state(), step);
        if (next.isEmpty()) {
            return new Refused(Rule.TRANSITION);
        }
        boolean clinical = step instanceof Step.Decide || step instanceof Step.Review;
        if (clinical && !actor.clinician()) {
            return new Refused(Rule.CLINICIAN);
        }
        if (step instanceof Step.Decide
                && (actor.subject().equals(stands.lodgedBy()) || actor.subject().equals(stands.barred()))) {
            return new Refused(Rule.OTHER_PERSON);
        }
        return new Taken(next.get(), barred(stands, step));
    }

    private static String barred(ObjectionCase stands, Step step) {
        return switch (step) {
            case Step.Appeal _ ->
                stands.steps().stream()
                        .filter(done -> done.action().equals("decide"))
                        .map(ObjectionCase.Done::subject)
                        .reduce("", (earlier, later) -> later);
            case Step.Decide _, Step.Review _, Step.Withdraw _ -> "";
            case Step.Ask _, Step.Inform _ -> stands.barred();
        };
    }

    private static Optional<? extends CaseState> next(CaseState state, Step step) {
        return switch (state) {
            case Lodged lodged ->
                switch (step) {
                    case Step.Ask _ -> Optional.of(lodged.ask());
                    case Step.Inform _ -> Optional.of(lodged.inform());
                    case Step.Withdraw _ -> Optional.of(lodged.withdraw());
                    default -> Optional.empty();
                };
            case InformationAsked asked ->
                switch (step) {
                    case Step.Inform _ -> Optional.of(asked.inform());
                    case Step.Withdraw _ -> Optional.of(asked.withdraw());
                    default -> Optional.empty();
                };
            case UnderReview review ->
                switch (step) {
                    case Step.Ask _ -> Optional.of(review.ask());
                    case Step.Inform _ -> Optional.of(review.inform());
                    case Step.Decide decide ->
                        Optional.of(review.decide(decide.judgement().outcome()));
                    case Step.Withdraw _ -> Optional.of(review.withdraw());
                    default -> Optional.empty();
                };
            default -> concluded(state, step);
        };
    }

    private static Optional<? extends CaseState> concluded(CaseState state, Step step) {
        return switch (step) {
            case Step.Review _ ->
                switch (state) {
                    case Upheld upheld -> Optional.of(upheld.review());
                    case UpheldInPart part -> Optional.of(part.review());
                    case NotUpheld not -> Optional.of(not.review());
                    default -> Optional.empty();
                };
            case Step.Appeal _ ->
                switch (state) {
                    case UpheldInPart part -> Optional.of(part.appeal());
                    case NotUpheld not -> Optional.of(not.appeal());
                    default -> Optional.empty();
                };
            case Step.Withdraw _ ->
                switch (state) {
                    case Upheld upheld -> Optional.of(upheld.withdraw());
                    case UpheldInPart part -> Optional.of(part.withdraw());
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
