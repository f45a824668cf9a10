package care.weald.audit.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A case.
 *
 * @param alert the alert it was made of
 * @param rule the alert's rule, {@code text} and {@code severity} with it
 * @param about whom the alert is about
 * @param due by when it should have come to an outcome
 * @param version counts the steps
 */
record PrivacyCase(
        UUID id,
        UUID alert,
        String rule,
        String text,
        String severity,
        About about,
        CaseState state,
        Instant opened,
        Instant due,
        int version,
        List<Done> steps) {

    PrivacyCase {
        steps = List.copyOf(steps);
    }

    /**
     * Whom an alert is about.
     *
     * @param subject the member of staff; empty for nobody in particular
     * @param roles that member's job roles when it was seen
     * @param organisation the member's
     * @param person whose record it was
     */
    record About(String subject, List<String> roles, String organisation, Optional<UUID> person) {

        About {
            roles = List.copyOf(roles);
        }
    }

    /** A step that was taken. */
    record Done(
            String action, String subject, String organisation, Instant at, String said, String detail, String hash) {}

    @Override
    public String toString() {
        return "PrivacyCase[" + id + "]";
    }
}
