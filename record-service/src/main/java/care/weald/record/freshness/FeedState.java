package care.weald.record.freshness;

import java.time.Instant;
import java.util.Optional;

/**
 * How a feed stands.
 *
 * @param last when its last message came; empty when none ever did
 */
record FeedState(FeedContract contract, Optional<Instant> last) {

    /** Whether it is late at {@code now}; one that never sent anything is. */
    boolean isLate(Instant now) {
        return last.map(time -> time.plus(contract.lateAfter()).isBefore(now)).orElse(true);
    }

    /** The word for how it stands: {@code on-time}, {@code late}, or {@code silent} when nothing ever came. */
    String word(Instant now) {
        return last.isEmpty() ? "silent" : isLate(now) ? "late" : "on-time";
    }
}
