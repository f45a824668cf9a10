package care.weald.identity.steward;

import care.weald.identity.link.LinkLocks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How a person stands, as far as a merge or an unlink depends on it.
 *
 * @param merged the person was merged into another
 * @param restricted a steward, or the label of any source patient, says so, or a person merged into this one is
 * @param current the NHS number in force, which a source has verified
 * @param numbers every NHS number that leads to the person
 * @param sources what is linked now, in the order of their ids
 * @param removed registrations that come back to this person when they are sent again
 * @param holders the organisations of the active source patients that are linked to the person, or to the one it was merged
 *     into
 */
record Standing(
        UUID person,
        boolean merged,
        boolean restricted,
        Optional<String> current,
        List<String> numbers,
        List<Source> sources,
        List<UUID> removed,
        Set<String> holders) {

    Standing {
        numbers = List.copyOf(numbers);
        sources = List.copyOf(sources);
        removed = List.copyOf(removed);
        holders = Set.copyOf(holders);
    }

    /** A source patient of the person. */
    record Source(UUID id, String organisation) {}

    /** Nobody is linked, and no merge is the reason. */
    boolean isAbsent() {
        return sources.isEmpty() && !merged;
    }

    /** {@code steward}'s organisation has a registration of the person. */
    boolean isHeldBy(Steward steward) {
        return holders.contains(steward.organisation());
    }

    /** The organisations whose source patients are linked now. */
    Set<String> organisations() {
        return sources.stream().map(Source::organisation).collect(Collectors.toUnmodifiableSet());
    }

    List<UUID> ids() {
        return sources.stream().map(Source::id).toList();
    }

    /** The locks that a change of the person's links needs; who was removed could come back meanwhile. */
    LongStream keys() {
        return LongStream.concat(
                Stream.of(List.of(person), ids(), removed).flatMap(List::stream).mapToLong(LinkLocks::key),
                numbers.stream().mapToLong(LinkLocks::key));
    }

    @Override
    public String toString() {
        return "Standing[" + person + "]";
    }
}
