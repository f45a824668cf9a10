package care.weald.identity.match;

import java.util.List;

/**
 * How well two records fit, explained. The weights of the contributions add up to {@code total} exactly.
 *
 * @param total bits of evidence
 * @param prior bits before any evidence: minus the logarithm of the population
 * @param probability that they are the same person: the odds are two to the power of total and prior
 * @param grade after the guards
 * @param model the version of the model
 * @param contributions field by field; what is missing is not named
 * @param guards what lowered the grade
 */
public record Score(
        double total,
        double prior,
        double probability,
        Grade grade,
        String model,
        List<Contribution> contributions,
        List<Guard> guards) {

    public Score {
        contributions = List.copyOf(contributions);
        guards = List.copyOf(guards);
    }

    /** Whether the evidence itself speaks against, not only too little for. */
    public boolean isAgainst() {
        return total < 0 || guards.contains(Guard.DIFFERENT_NHS_NUMBERS);
    }
}
