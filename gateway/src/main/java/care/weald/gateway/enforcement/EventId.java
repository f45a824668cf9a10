package care.weald.gateway.enforcement;

import java.util.UUID;

/** UUIDs of version 7 (RFC 9562 section 5.7): they sort by time. */
final class EventId {

    private EventId() {}

    /** The id for this moment and these random bits, of which 74 are used. */
    static UUID of(long epochMillis, long randomHigh, long randomLow) {
        long high = (epochMillis << 16) | 0x7000L | (randomHigh & 0x0fffL);
        long low = 0x8000000000000000L | (randomLow & 0x3fffffffffffffffL);
        return new UUID(high, low);
    }
}
