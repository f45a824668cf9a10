package care.weald.consent.attestation;

import care.weald.consent.decision.Basis;
import care.weald.consent.decision.Decision;
import care.weald.consent.objection.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What became of decisions while somebody's objection was in force: a pure fold, which knows nothing of the rules that
 * decided, so that a fault in them is found.
 *
 * @param decisions how many were made about people with an objection in force
 * @param refused how many of them refused
 * @param overridden how many permitted because of a declared override
 * @param citizens how many permitted the citizen, or a proxy, whose objection it is
 * @param honoured how many permitted what the objection leaves
 * @param violations those that permitted more
 */
record Compliance(
        long decisions, long refused, long overridden, long citizens, long honoured, List<Violation> violations) {

    /** Nothing is looked at yet. */
    static final Compliance START = new Compliance(0, 0, 0, 0, 0, List.of());

    private static final Set<Basis> CITIZENS = Set.of(Basis.OWN, Basis.PROXY);

    /** A decision that showed what an objection holds back. */
    record Violation(UUID decision, UUID objection) {}

    Compliance {
        violations = List.copyOf(violations);
    }

    boolean isGreen() {
        return violations.isEmpty();
    }

    /** The same after one more decision of {@code organisation}, made while {@code objection} was in force. */
    Compliance after(UUID id, String organisation, Decision decision, Objection objection) {
        return switch (decision) {
            case Decision.Deny _ ->
                new Compliance(decisions + 1, refused + 1, overridden, citizens, honoured, violations);
            case Decision.Permit permit -> {
                if (permit.basis() == Basis.OVERRIDE) {
                    yield new Compliance(decisions + 1, refused, overridden + 1, citizens, honoured, violations);
                }
                if (CITIZENS.contains(permit.basis())) {
                    yield new Compliance(decisions + 1, refused, overridden, citizens + 1, honoured, violations);
                }
                if (!objection.concerns(organisation) || !shows(permit, objection)) {
                    yield new Compliance(decisions + 1, refused, overridden, citizens, honoured + 1, violations);
                }
                List<Violation> more = new ArrayList<>(violations);
                more.add(new Violation(id, objection.id()));
                yield new Compliance(decisions + 1, refused, overridden, citizens, honoured, more);
            }
        };
    }

    private static boolean shows(Decision.Permit permit, Objection objection) {
        return permit.levels().byCode().keySet().stream()
                .map(code -> code.substring(0, Math.min(code.length(), "cat-00".length())))
                .anyMatch(
                        category -> objection.isFull() || objection.categories().contains(category));
    }
}
