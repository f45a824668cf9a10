package care.weald.audit.witness;

import care.weald.audit.tree.NoteKey;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who the witnesses are, and which of them together are enough (C2SP tlog-policy).
 *
 * @param witnesses in the order of the file
 * @param groups by their names
 * @param quorum the name of a witness or group, or {@code none}
 */
public record WitnessPolicy(List<Trusted> witnesses, Map<String, Group> groups, String quorum) {

    /** The quorum that asks for nobody. */
    static final String NOBODY = "none";

    /** No witnesses, and none wanted. */
    public static final WitnessPolicy EMPTY = new WitnessPolicy(List.of(), Map.of(), NOBODY);

    public WitnessPolicy {
        witnesses = List.copyOf(witnesses);
        groups = Map.copyOf(groups);
    }

    /**
     * A witness.
     *
     * @param name in this file alone
     * @param key its own name stands in it
     * @param url the submission prefix of C2SP tlog-witness; empty when it is not to be asked
     */
    public record Trusted(String name, NoteKey key, Optional<URI> url) {

        /** The verifier key, by which it is known everywhere else. */
        String id() {
            return key.text();
        }
    }

    /** So many of these. */
    public record Group(int least, List<String> members) {

        public Group {
            members = List.copyOf(members);
        }
    }

    /** Whether these witnesses, by their verifier keys, are enough. */
    public boolean isMetBy(Collection<String> ids) {
        Set<String> names = witnesses.stream()
                .filter(witness -> ids.contains(witness.id()))
                .map(Trusted::name)
                .collect(Collectors.toSet());
        return quorum.equals(NOBODY) || isMet(quorum, names);
    }

    private boolean isMet(String member, Set<String> names) {
        Group group = groups.get(member);
        return group == null
                ? names.contains(member)
                : group.members().stream().filter(each -> isMet(each, names)).count() >= group.least();
    }

    /** The quorum in words: a witness, or so many of these. */
    public String rule() {
        return words(quorum);
    }

    private String words(String member) {
        Group group = groups.get(member);
        return group == null
                ? member
                : group.members().stream()
                        .map(this::words)
                        .collect(Collectors.joining(", ", group.least() + " of (", ")"));
    }
}
