package care.weald.audit.verify;

import care.weald.audit.witness.WitnessPolicy;
import care.weald.audit.witness.WitnessPolicy.Trusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What witnesses say of a log.
 *
 * @param size of the newest head that enough of them have cosigned, 0 when there is none
 * @param leaves how many leaves there are
 * @param quorum the rule, in words
 * @param cosigned each witness by its name, and the size of the newest head that it has cosigned, 0 when there is none
 */
public record Witnessing(long size, long leaves, String quorum, List<Seen> cosigned) {

    /** How far one has come. */
    public record Seen(String name, long size) {}

    public Witnessing {
        cosigned = List.copyOf(cosigned);
    }

    /** What {@code cosigned} comes to: verifier keys by the size of heads, the largest first. Empty without witnesses. */
    static Optional<Witnessing> of(WitnessPolicy policy, Map<Long, Set<String>> cosigned, long leaves) {
        if (policy.witnesses().isEmpty()) {
            return Optional.empty();
        }
        long size = cosigned.entrySet().stream()
                .filter(head -> policy.isMetBy(head.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0L);
        List<Seen> seen = policy.witnesses().stream()
                .map(witness -> new Seen(witness.name(), newest(witness, cosigned)))
                .toList();
        return Optional.of(new Witnessing(size, leaves, policy.rule(), seen));
    }

    private static long newest(Trusted witness, Map<Long, Set<String>> cosigned) {
        return cosigned.entrySet().stream()
                .filter(head -> head.getValue().contains(witness.key().text()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0L);
    }

    /** Whether a head of these leaves has its quorum. */
    public boolean isEnough() {
        return size > 0 || quorum.equals("none");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                size > 0
                        ? "witnessed by " + quorum + ": " + size + " of " + leaves + " leaves"
                        : "no head is witnessed by " + quorum);
        cosigned.forEach(seen -> lines.add("witness " + seen.name() + ": "
                + (seen.size() > 0
                        ? "has cosigned " + seen.size() + " leaves"
                        : "MISSING, has cosigned no head here")));
        return lines;
    }
}
