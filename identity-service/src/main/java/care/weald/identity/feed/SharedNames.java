package care.weald.identity.feed;

import care.weald.identity.feed.PatientReader.Accepted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The names by which one message means two source patients, so that nobody can say which one another entry refers to.
 *
 * @param first whom each name of the message meant first
 * @param names those that mean somebody else later
 */
record SharedNames(Map<String, UUID> first, Set<String> names) {

    SharedNames {
        first = Map.copyOf(first);
        names = Set.copyOf(names);
    }

    /** The shared names of {@code patients}. */
    static SharedNames of(List<Accepted> patients) {
        Map<String, UUID> first = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Accepted patient : patients) {
            for (String name : names(patient)) {
                UUID before = first.putIfAbsent(name, patient.key().id());
                if (before != null && !before.equals(patient.key().id())) {
                    shared.add(name);
                }
            }
        }
        return new SharedNames(first, shared);
    }

    /** One condition can be written in several ways, so what it searches for is a name too. */
    private static List<String> names(Accepted patient) {
        Optional<String> searched = patient.searched().map(target -> "search for " + target.name());
        return Stream.concat(patient.names().stream(), searched.stream()).toList();
    }

    /** True when {@code patient} has a name of somebody else; when {@code later}, only if the other came first. */
    boolean refuse(Accepted patient, boolean later) {
        return names(patient).stream()
                .filter(names::contains)
                .anyMatch(name -> !later || !patient.key().id().equals(first.get(name)));
    }

    @Override
    public String toString() {
        return "SharedNames[***]";
    }
}
