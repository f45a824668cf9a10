package care.weald.consent.decision;

import care.weald.consent.matrix.Levels;
import java.util.List;
import java.util.Set;

/** The outcome, with the ids of the rules that made it, in their order. */
public sealed interface Decision {

    /** The rules that were asked; of a denial the last one refused. */
    List<String> rules();

    /**
     * The interaction may go on, within these bounds.
     *
     * @param levels what may be seen; nothing for an interaction that is not about a person
     * @param hiddenLabels items with one of these labels stay hidden
     * @param closed the categories that the job role does not see as a whole, whoever the person is
     * @param basis the relationship
     */
    record Permit(Levels levels, Set<String> hiddenLabels, Set<String> closed, Basis basis, List<String> rules)
            implements Decision {

        public Permit {
            closed = Set.copyOf(closed);
            rules = List.copyOf(rules);
        }
    }

    /**
     * It may not.
     *
     * @param reason id of the rule that refused
     * @param shown what the caller may know
     * @param text what the caller is told
     * @param override whether the caller is one who may override, which depends on nobody but the caller
     */
    record Deny(String reason, Shown shown, String text, List<String> rules, boolean override) implements Decision {

        /** What is decided when deciding fails. */
        public static final Deny UNDECIDED =
                new Deny("undecided", Shown.REFUSED, "No decision could be made", List.of("undecided"), false);

        public Deny {
            rules = List.copyOf(rules);
        }

        /** The reason as the caller may know it: of somebody hidden the same as of somebody absent. */
        public String shownReason() {
            return shown == Shown.ABSENT ? PersonRules.PersonKnown.ID : reason;
        }
    }
}
