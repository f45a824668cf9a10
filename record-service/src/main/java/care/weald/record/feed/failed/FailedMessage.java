package care.weald.record.feed.failed;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A message that was refused.
 *
 * @param mediaType what it was sent as
 * @param size bytes as it came
 * @param why why it was refused the last time
 * @param times how often it came
 */
record FailedMessage(
        UUID id, Status status, String mediaType, long size, Why why, int times, Instant firstAt, Instant changedAt) {

    /** What became of it. */
    enum Status {
        /** It waits for its sender. */
        FAILED,
        /** It was stored after all. */
        COMPLETED,
        /** Its sender has given it up. */
        CANCELLED;

        /** As FHIR's task-status has it. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why: a kind of docs/contracts/problems.json, where, and in fixed words what. Nothing here was sent. */
    record Why(String kind, String place, String detail) {}
}
