package care.weald.consent.casework;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an objection reaches.
 *
 * @param categories information categories that are not to be shared; empty means all
 * @param excepted ODS codes of the organisations that may go on seeing them
 */
record Scope(Set<String> categories, Set<String> excepted) {

    /** Every information category there is. */
    static final Set<String> ALL =
            IntStream.rangeClosed(1, 22).mapToObj("cat-%02d"::formatted).collect(Collectors.toCollection(TreeSet::new));

    /**
     * Who it is, allergies and alerts, history and immunisations: hidden by nobody's word but a clinician's, for without
     * them care is not safe (S140).
     */
    private static final Set<String> SAFETY = Set.of("cat-01", "cat-10", "cat-11");

    Scope {
        categories = Set.copyOf(categories);
        excepted = Set.copyOf(excepted);
    }

    boolean isWhole() {
        return categories.isEmpty();
    }

    /** What of it is held back while the case is open: all but what no clinician has decided to hide. */
    Set<String> interim() {
        Set<String> held = new TreeSet<>(isWhole() ? ALL : categories);
        held.removeAll(SAFETY);
        return held;
    }
}
