package care.weald.consent.explain;

import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.FactsJson;
import care.weald.consent.decision.FactsJson.Decided;
import care.weald.consent.decision.Logged;
import care.weald.consent.matrix.AccessMatrix;
import care.weald.consent.matrix.Levels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What would have been decided by another matrix: a pure fold over decisions as they are kept.
 *
 * @param replayed how many were made again
 * @param counts how many of them would change, by how
 * @param changes the first of those that would change, in the order in which they were made
 */
record Simulation(long replayed, Map<Kind, Long> counts, List<Change> changes) {

    /** Nothing is replayed yet. */
    static final Simulation START = new Simulation(0, Map.of(), List.of());

    /** How a decision would change. */
    enum Kind {
        /** What was refused would be permitted. */
        OPENED,
        /** What was permitted would be refused. */
        CLOSED,
        /** Both are permitted, and all that would change is more, or what is told to be withheld. */
        WIDER,
        /** Both are permitted, and something would be less. */
        NARROWER,
        /** Both are refused, for another reason. */
        REASON
    }

    /** One decision that would change. */
    record Change(UUID decision, String interaction, Kind kind, String was, String becomes) {}

    Simulation {
        counts = Map.copyOf(counts);
        changes = List.copyOf(changes);
    }

    long changed() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same after these decisions too, replayed by {@code matrix}; no more than {@code most} changes are named. */
    Simulation after(List<Logged> page, AccessMatrix matrix, int most) {
        Map<Kind, Long> counted = new EnumMap<>(Kind.class);
        counted.putAll(counts);
        List<Change> named = new ArrayList<>(changes);
        for (Logged one : page) {
            Decided before = FactsJson.read(one.content(), matrix);
            Decision now = DecisionPoint.again(before.facts());
            if (!now.equals(before.decision())) {
                Kind kind = kind(before.decision(), now);
                counted.merge(kind, 1L, Long::sum);
                if (named.size() < most) {
                    named.add(new Change(one.id(), one.interaction(), kind, word(before.decision()), word(now)));
                }
            }
        }
        return new Simulation(replayed + page.size(), counted, named);
    }

    private static Kind kind(Decision before, Decision now) {
        return switch (before) {
            case Decision.Deny _ -> now instanceof Decision.Permit ? Kind.OPENED : Kind.REASON;
            case Decision.Permit was ->
                now instanceof Decision.Permit is ? (isLess(was, is) ? Kind.NARROWER : Kind.WIDER) : Kind.CLOSED;
        };
    }

    private static boolean isLess(Decision.Permit was, Decision.Permit is) {
        Levels before = was.levels();
        Levels now = is.levels();
        return before.byCode().entrySet().stream()
                        .anyMatch(level -> now.of(level.getKey()).compareTo(level.getValue()) < 0)
                || now.byCode().entrySet().stream()
                        .anyMatch(level -> level.getValue().compareTo(before.of(level.getKey())) < 0)
                || !was.hiddenLabels().containsAll(is.hiddenLabels());
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "permit";
            case Decision.Deny deny -> deny.reason();
        };
    }
}
