package care.weald.consent.attestation;

import care.weald.consent.objection.Objection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An objection that was in force for some of a time.
 *
 * @param person whose it is, by the id of then
 * @param lodged when it was lodged, null when that is not known
 * @param from since when it holds
 * @param until when it ended, null while it holds
 * @param links the other ids of the person
 */
record Standing(
        Objection objection,
        UUID person,
        @Nullable Instant lodged,
        Instant from,
        @Nullable Instant until,
        List<Link> links) {

    /**
     * Another id under which the trail knows the person.
     *
     * @param until when the two were taken apart, null while they are one
     */
    record Link(UUID person, Instant from, @Nullable Instant until) {}

    Standing {
        links = List.copyOf(links);
    }

    /** The same with the other ids. */
    Standing with(List<Link> known) {
        return new Standing(objection, person, lodged, from, until, known);
    }

    /** Every id that the trail may know the person by. */
    Stream<UUID> ids() {
        return Stream.concat(Stream.of(person), links.stream().map(Link::person));
    }

    /** Whether it MUST have bitten at this moment, whoever the person was called. */
    boolean bites(UUID id, Instant at, Duration grace) {
        boolean inForce = !at.isBefore(from.plus(grace)) && (until == null || at.isBefore(until));
        return inForce
                && (id.equals(person)
                        || links.stream().anyMatch(link -> link.person().equals(id) && bites(link, at, grace)));
    }

    /** While two ids are one the objection bites both; afterwards, if it came in between (row D11). */
    private boolean bites(Link link, Instant at, Duration grace) {
        Instant end = link.until();
        if (end == null || at.isBefore(end)) {
            return !at.isBefore(link.from().plus(grace));
        }
        return within(link, from, end) || (lodged != null && within(link, lodged, end));
    }

    private static boolean within(Link link, Instant moment, Instant end) {
        return !moment.isBefore(link.from()) && moment.isBefore(end);
    }

    @Override
    public String toString() {
        return "Standing[***]";
    }
}
