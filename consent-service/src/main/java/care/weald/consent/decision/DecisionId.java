package care.weald.consent.decision;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of decisions and of what follows from them: UUID version 7 (RFC 9562 section 5.7), so they sort by time. */
public final class DecisionId {

    private DecisionId() {}

    /** A new id for a decision made at {@code now}. */
    public static UUID next(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
