package care.weald.identity.steward;

import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Standing.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What became of an order. */
sealed interface Outcome {

    /**
     * Two persons are one, or would be.
     *
     * @param moved what is, or would be, linked to {@code target} instead of {@code source}
     */
    record Merged(UUID source, UUID target, List<Source> moved, boolean preview) implements Outcome {

        public Merged {
            moved = List.copyOf(moved);
        }
    }

    /** A person is several again; {@code persons} says who is linked to whom now, of which organisations. */
    record Unlinked(Map<UUID, Set<UUID>> persons, Set<String> organisations) implements Outcome {

        public Unlinked {
            persons = Map.copyOf(persons);
            organisations = Set.copyOf(organisations);
        }
    }

    /**
     * Nothing was done.
     *
     * @param rule the rule that bars it; empty for a fault of the request
     * @param about whom it was wanted of, as far as they are known: for the audit trail, never for who asked
     */
    record Refused(Kind kind, String detail, String rule, Set<UUID> about) implements Outcome {

        public Refused {
            about = Set.copyOf(about);
        }

        Refused(Kind kind, String detail, String rule) {
            this(kind, detail, rule, Set.of());
        }

        /** The same outcome; a refusal says that it was about {@code persons}. */
        static Outcome told(Outcome outcome, Set<UUID> persons) {
            return outcome instanceof Refused refused
                    ? new Refused(refused.kind, refused.detail, refused.rule, persons)
                    : outcome;
        }

        static Refused of(Merging.Bar bar) {
            return new Refused(bar == Merging.Bar.SAME ? Kind.UNPROCESSABLE : Kind.CONFLICT, bar.detail(), bar.rule());
        }

        /** The persons were changed again and again while this one waited. */
        static Refused moved() {
            return new Refused(Kind.CONFLICT, "The persons are being changed; try again", "moved");
        }

        static Refused absent() {
            return new Refused(Kind.NOT_FOUND, "There is no such person", "");
        }
    }
}
