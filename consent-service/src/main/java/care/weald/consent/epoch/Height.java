package care.weald.consent.epoch;

import java.util.Optional;
import java.util.UUID;

/**
 * How much was ever written about objections.
 *
 * @param epoch of the database that it was written in; a restored copy has the same
 * @param height how many rows that is; it only grows
 */
record Height(UUID epoch, long height) {

    /** What is wrong with a database that is at {@code now}, where this is known; empty when nothing is. */
    Optional<String> against(Height now) {
        if (!epoch.equals(now.epoch())) {
            return Optional.of("another objection log than before");
        }
        return now.height() < height
                ? Optional.of("an older objection log: " + now.height() + " of " + height)
                : Optional.empty();
    }

    /** As it stands in a file. */
    String text() {
        return epoch + " " + height + "\n";
    }

    /** Reads what {@link #text} wrote; empty when it is nothing of the kind. */
    static Optional<Height> parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new Height(UUID.fromString(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
