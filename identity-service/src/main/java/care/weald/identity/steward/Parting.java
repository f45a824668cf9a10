package care.weald.identity.steward;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where source patients go that are taken out of a person. Those whom a merge had brought go back to the person it merged;
 * the
 * person's own also when others stay that were merged into it before; others to the person they were before, if nobody is; the rest together to a new person. Where those who stay are
 * just the ones that a merge had brought, it is they who go back: all is as before that merge, whichever side is named.
 *
 * @param stay linked to the same person as before
 */
record Parting(Set<UUID> stay, List<Group> groups) {

    Parting {
        stay = Set.copyOf(stay);
        groups = List.copyOf(groups);
    }

    /**
     * A merge that stands.
     *
     * @param home the person that it merged
     * @param brought the source patients that it brought, of whom some may have left
     */
    record Merge(UUID home, Set<UUID> brought) {

        Merge {
            brought = Set.copyOf(brought);
        }
    }

    /** A person that nothing is linked to, and that a source patient was linked to before. */
    record Empty(UUID source, UUID person) {}

    /** How the source patients of one person came together; the newest first. */
    record Past(List<Merge> merges, List<Empty> empties) {

        Past {
            merges = List.copyOf(merges);
            empties = List.copyOf(empties);
        }

        /** Every person that somebody may go home to. */
        Set<UUID> homes() {
            return Stream.concat(
                            merges.stream().map(Merge::home), empties.stream().map(Empty::person))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Source patients that go to one person.
     *
     * @param home empty for a person to be made
     */
    record Group(Optional<UUID> home, Set<UUID> sources) {

        Group {
            sources = Set.copyOf(sources);
        }
    }

    /** Takes {@code leaving} out of {@code all}. */
    static Parting of(Set<UUID> all, Set<UUID> leaving, Past past) {
        Set<UUID> rest = without(all, leaving);
        Optional<Group> back = brought(all, leaving, past.merges());
        if (back.isPresent()) {
            return new Parting(rest, List.of(back.get()));
        }
        return brought(all, rest, past.merges())
                .map(group -> new Parting(leaving, List.of(group)))
                .orElseGet(() -> new Parting(rest, groups(leaving, homes(all, leaving, past))));
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> some) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** {@code side}, if one merge brought it and nobody else who is still there. */
    private static Optional<Group> brought(Set<UUID> all, Set<UUID> side, List<Merge> merges) {
        return merges.stream()
                .filter(merge -> left(merge, all).equals(side))
                .findFirst()
                .map(merge -> new Group(Optional.of(merge.home()), side));
    }

    private static Set<UUID> left(Merge merge, Set<UUID> all) {
        return merge.brought().stream().filter(all::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** Those whom {@code merge} brought and no merge before it. */
    private static Set<UUID> original(Merge merge, Set<UUID> all, List<Merge> merges) {
        Set<UUID> own = new HashSet<>(left(merge, all));
        merges.stream().skip(merges.indexOf(merge) + 1L).forEach(earlier -> own.removeAll(earlier.brought()));
        return own;
    }

    private static Map<UUID, UUID> homes(Set<UUID> all, Set<UUID> side, Past past) {
        Map<UUID, UUID> homes = new LinkedHashMap<>();
        for (Merge merge : past.merges()) {
            Set<UUID> left = left(merge, all);
            Set<UUID> own = side.containsAll(left) ? left : original(merge, all, past.merges());
            if (side.containsAll(own)) {
                own.forEach(source -> homes.putIfAbsent(source, merge.home()));
            }
        }
        Set<UUID> shared = past.empties().stream()
                .filter(empty -> all.contains(empty.source()) && !side.contains(empty.source()))
                .map(Empty::person)
                .collect(Collectors.toUnmodifiableSet());
        past.empties().stream()
                .filter(empty -> side.contains(empty.source()) && !shared.contains(empty.person()))
                .forEach(empty -> homes.putIfAbsent(empty.source(), empty.person()));
        return homes;
    }

    /** Those without a home go with the others when these have one home together. */
    private static List<Group> groups(Set<UUID> side, Map<UUID, UUID> homes) {
        Set<UUID> persons = new TreeSet<>(homes.values());
        List<Group> groups = new ArrayList<>();
        for (UUID home : persons) {
            Set<UUID> sources = persons.size() == 1
                    ? side
                    : side.stream()
                            .filter(source -> home.equals(homes.get(source)))
                            .collect(Collectors.toUnmodifiableSet());
            groups.add(new Group(Optional.of(home), sources));
        }
        Set<UUID> homeless = new HashSet<>(side);
        groups.forEach(group -> homeless.removeAll(group.sources()));
        if (!homeless.isEmpty()) {
            groups.add(new Group(Optional.empty(), homeless));
        }
        return groups;
    }
}
