package care.weald.record.search;

import care.weald.record.structure.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Where the last page ended: an item that was on it. */
public record Cursor(Instant time, UUID item) {

    /** How many bytes it has. */
    static final int BYTES = 24;

    /** Reads the bytes of a cursor; empty when they cannot be one. */
    static Optional<Cursor> parse(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, BYTES);
            Instant time = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
            boolean possible = !time.isBefore(Span.OPEN_START) && !time.isAfter(Span.OPEN_END);
            return possible
                    ? Optional.of(new Cursor(time, new UUID(buffer.getLong(), buffer.getLong())))
                    : Optional.empty();
        } catch (ArithmeticException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As bytes. */
    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
                .putLong(item.getMostSignificantBits())
                .putLong(item.getLeastSignificantBits())
                .array();
    }
}
