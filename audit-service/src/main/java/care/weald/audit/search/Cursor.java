package care.weald.audit.search;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended. It is not a proof of anything: every page asks the permit again.
 *
 * @param recorded when the page's last event was recorded
 * @param index that event's index in the log
 */
public record Cursor(Instant recorded, long index) {

    /** Comes before the newest event. */
    static final Cursor START = new Cursor(DateRange.ALWAYS.until(), Long.MAX_VALUE);

    /** The form it has in a link. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(20)
                .putLong(recorded.getEpochSecond())
                .putInt(recorded.getNano())
                .putLong(index)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads what {@link #text} wrote; empty when it is something else. */
    static Optional<Cursor> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != 20) {
                return Optional.empty();
            }
            Instant recorded = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            long index = bytes.getLong();
            boolean possible = index >= 0
                    && !recorded.isBefore(DateRange.ALWAYS.from())
                    && !recorded.isAfter(DateRange.ALWAYS.until());
            return possible ? Optional.of(new Cursor(recorded, index)) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
