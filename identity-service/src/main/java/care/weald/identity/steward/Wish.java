package care.weald.identity.steward;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A merge that somebody wants.
 *
 * @param source the person to be merged
 * @param target the person that stays
 * @param by who does it
 * @param reason empty when none is given
 * @param approver another one who wants it too
 * @param key by which the same request is known when it comes again
 */
record Wish(UUID source, UUID target, Steward by, String reason, Optional<String> approver, Optional<RequestKey> key) {

    Set<UUID> both() {
        return new LinkedHashSet<>(List.of(source, target));
    }

    /** True when two different people want it. */
    boolean isApproved() {
        return approver.filter(other -> !other.equals(by.subject())).isPresent();
    }
}
