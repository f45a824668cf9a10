package care.weald.record.item;

import care.weald.record.structure.Span;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times of items as the database has them. */
final class Times {

    private Times() {}

    /** An item without a time sorts before all others. */
    static Instant orStart(@Nullable OffsetDateTime time) {
        return time == null ? Span.OPEN_START : time.toInstant();
    }
}
