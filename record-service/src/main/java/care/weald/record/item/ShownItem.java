package care.weald.record.item;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * An item as the caller may see it.
 *
 * @param json the stored bytes of its level
 * @param places where the person id goes
 * @param time the time it sorts by, its start
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ShownItem(
        String type,
        ItemId id,
        int version,
        String category,
        String organisation,
        char confidentiality,
        Instant receivedAt,
        Instant time,
        Buffer json,
        Integer[] places) {}
