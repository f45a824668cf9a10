package care.weald.consent.delegation;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody is another person's proxy.
 *
 * @param person id of whose record it is
 * @param proxy id of who may see it
 * @param kind {@code parent}, {@code carer}, {@code attorney} or {@code deputy}
 * @param authority what gives the right to, in words
 * @param until when it ends, that moment not included
 */
record Delegation(UUID id, UUID person, UUID proxy, String kind, String authority, Instant from, Instant until) {

    boolean holdsAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }

    @Override
    public String toString() {
        return "Delegation[" + id + "]";
    }
}
