package care.weald.audit.casework;

import care.weald.audit.casework.CaseState.Assigned;
import care.weald.audit.casework.CaseState.Closed;
import care.weald.audit.casework.CaseState.FollowingUp;
import care.weald.audit.casework.CaseState.Opened;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which step a case takes, and by whom: nobody has a hand in a case about themselves. Pure. */
final class CaseRules {

    /** Who watches: privacy officers, Caldicott guardians, audit managers. */
    static final Set<String> OFFICERS = Set.of("R0001", "R5105", "R5100");

    private CaseRules() {}

    /** Who takes a step, as the token at hand says. */
    record Actor(String subject, String organisation, List<String> roles) {

        Actor {
            roles = List.copyOf(roles);
        }
    }

    /**
     * What is known of the actor besides: the same human comes with other tokens too.
     *
     * @param involved whether the actor is one of those whom the alert shows
     * @param roles in which the actor was ever seen at the organisation of whom the case is about
     */
    record Known(boolean involved, List<String> roles) {

        Known {
            roles = List.copyOf(roles);
        }
    }

    /** What becomes of a step. */
    sealed interface Verdict {}

    /** It is taken. */
    record Taken(CaseState state) implements Verdict {}

    /** It is not; the rule's id says why. */
    record Refused(Rule rule) implements Verdict {}

    /** The rules, by what they ask for. */
    enum Rule {
        /** The state MUST allow the step. */
        TRANSITION("transition"),
        /** Nobody may do anything with a case about themselves, nor be given it. */
        OWN_CASE("own-case"),
        /** Only the owner follows a case up or closes it. */
        OWNER("owner"),
        /** A case about who watches MUST be closed by somebody of another role or organisation. */
        OTHER_OFFICER("other-officer");

        private final String id;

        Rule(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** Whether the actor may make a case about this member of staff. */
    static boolean mayOpen(PrivacyCase.About about, Actor actor, Known known) {
        return !isOwn(about, actor.subject()) && !known.involved();
    }

    /** Judges a step; whose case it is first, so that nobody learns more of a case about themselves. */
    static Verdict judge(PrivacyCase stands, Step step, Actor actor, Known known) {
        if (known.involved()
                || isOwn(stands.about(), actor.subject())
                || (step instanceof Step.Assign assign && isOwn(stands.about(), assign.owner()))) {
            return new Refused(Rule.OWN_CASE);
        }
        Optional<? extends CaseState> next = next(stands.state(), step);
        if (next.isEmpty()) {
            return new Refused(Rule.TRANSITION);
        }
        boolean owners = step instanceof Step.FollowUp || step instanceof Step.Close;
        if (owners && !stands.state().owner().equals(actor.subject())) {
            return new Refused(Rule.OWNER);
        }
        return step instanceof Step.Close && isFellow(stands.about(), actor, known)
                ? new Refused(Rule.OTHER_OFFICER)
                : new Taken(next.get());
    }

    private static boolean isOwn(PrivacyCase.About about, String subject) {
        return !about.subject().isEmpty() && about.subject().equals(subject);
    }

    /** With the token at hand, or with any other that the actor has come with there. */
    private static boolean isFellow(PrivacyCase.About about, Actor actor, Known known) {
        boolean now = about.organisation().equals(actor.organisation())
                && !Collections.disjoint(about.roles(), actor.roles());
        return about.roles().stream().anyMatch(OFFICERS::contains)
                && (now || !Collections.disjoint(about.roles(), known.roles()));
    }

    private static Optional<? extends CaseState> next(CaseState state, Step step) {
        return switch (step) {
            case Step.Note _ -> state instanceof Closed ? Optional.empty() : Optional.of(state);
            case Step.Assign assign ->
                switch (state) {
                    case Opened opened -> Optional.of(opened.assign(assign.owner()));
                    case Assigned assigned -> Optional.of(assigned.assign(assign.owner()));
                    case FollowingUp following -> Optional.of(following.assign(assign.owner()));
                    case Closed _ -> Optional.empty();
                };
            case Step.FollowUp followUp ->
                switch (state) {
                    case Assigned assigned -> Optional.of(assigned.followUp(followUp.until()));
                    case FollowingUp following -> Optional.of(following.followUp(followUp.until()));
                    case Opened _, Closed _ -> Optional.empty();
                };
            case Step.Close close ->
                switch (state) {
                    case Assigned assigned -> Optional.of(assigned.close(close.outcome()));
                    case FollowingUp following -> Optional.of(following.close(close.outcome()));
                    case Opened _, Closed _ -> Optional.empty();
                };
        };
    }
}
