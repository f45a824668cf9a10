package care.weald.record.feed;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows that a message needs, asked once for the whole message.
 *
 * @param conditions what each conditional reference or {@code ifNoneExist} means
 * @param items the current versions of the message's items
 * @param directory the current versions of its directory entries
 */
record Lookups(Map<Conditional, Target> conditions, Map<UUID, Current> items, Map<UUID, Current> directory) {

    /** What a conditional reference means: a directory entry, or with a source patient an item; {@code own}: the sender's. */
    record Target(UUID id, Optional<UUID> sourcePatient, boolean own) {}

    /** The version that is current, and what tells whether another is newer. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Current(
            UUID sourcePatient,
            int version,
            byte[] hash,
            Instant receivedAt,
            @Nullable Instant sourceUpdated,
            String sourceVersion) {}
}
