package care.weald.record.search;

import care.weald.record.structure.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where the last page ended. It opens nothing: the next page is asked with the permit of its own request. */
public record Cursor(Instant time, UUID item) {

    private static final int BYTES = 24;

    /** Reads an opaque cursor; empty when it is not one of ours. */
    public static Optional<Cursor> parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long micros = buffer.getLong();
            Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            boolean possible = !time.isBefore(Span.OPEN_START) && !time.isAfter(Span.OPEN_END);
            return possible
                    ? Optional.of(new Cursor(time, new UUID(buffer.getLong(), buffer.getLong())))
                    : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** As opaque text that may stand in a URL. */
    public String text() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        buffer.putLong(item.getMostSignificantBits()).putLong(item.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }
}
