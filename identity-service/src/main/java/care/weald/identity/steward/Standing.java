package care.weald.identity.steward;

import care.weald.identity.link.LinkLocks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * How a person stands, as far as a merge or an unlink depends on it.
 *
 * @param merged the person was merged into another
 * @param restricted a steward, or the label of any source patient, says so, or a person merged into this one is
 * @param current the NHS number in force, which a source has verified
 * @param numbers every NHS number that leads to the person
 * @param sources what is linked now, in the order of their ids
 */
record Standing(
        UUID person,
        boolean merged,
        boolean restricted,
        Optional<String> current,
        List<String> numbers,
        List<Source> sources) {

    Standing {
        numbers = List.copyOf(numbers);
        sources = List.copyOf(sources);
    }

    /** A source patient of the person. */
    record Source(UUID id, String organisation) {}

    /** Nobody is linked, and no merge is the reason. */
    boolean isAbsent() {
        return sources.isEmpty() && !merged;
    }

    List<UUID> ids() {
        return sources.stream().map(Source::id).toList();
    }

    /** The locks that a change of the person's links needs. */
    LongStream keys() {
        return LongStream.concat(
                LongStream.concat(
                        LongStream.of(LinkLocks.key(person)), ids().stream().mapToLong(LinkLocks::key)),
                numbers.stream().mapToLong(LinkLocks::key));
    }

    @Override
    public String toString() {
        return "Standing[" + person + "]";
    }
}
