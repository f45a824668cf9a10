package care.weald.consent.override;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An override as a privacy officer looks into it.
 *
 * @param id the override's
 * @param organisation ODS code of whose user overrode
 * @param declared what was declared
 * @param due when it is to have been looked into
 * @param confirmedBy subject of the colleague who confirmed it; empty when nobody has
 * @param closing what looking into it came to; absent while it waits
 */
record FollowUp(
        UUID id,
        String organisation,
        Declared declared,
        Instant due,
        String confirmedBy,
        @Nullable Closed closing) {

    /** Who overrode, about whom, by which client, when, for how long and why. */
    record Declared(UUID person, String subject, String client, String code, String reason, Instant at, Instant until) {

        @Override
        public String toString() {
            return "Declared[***]";
        }
    }

    /** What it came to: {@code justified} or {@code not-justified}. */
    record Closed(String outcome, String by, Instant at, String reason) {

        @Override
        public String toString() {
            return "Closed[" + outcome + "]";
        }
    }

    /** What looking into it came to, once it has. */
    Optional<Closed> closed() {
        return Optional.ofNullable(closing);
    }

    /** {@code Task.status}. */
    String status() {
        return closed().isPresent() ? "completed" : "requested";
    }
}
