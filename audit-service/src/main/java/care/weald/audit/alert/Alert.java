package care.weald.audit.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a rule found.
 *
 * @param text the rule's
 * @param organisation whose member of staff it is about; of a person, where it was seen first
 * @param subject the member of staff; empty when it is about nobody in particular
 * @param person the person whose record it was
 * @param occurred when it happened, and {@code found} when it was found
 * @param events the ids of the events that show it, the first of them
 * @param count of how many there are
 * @param standing how far it has come: no case, a case, a closed one
 * @param caseId the case it was made into
 */
record Alert(
        UUID id,
        String rule,
        int number,
        String text,
        String severity,
        String organisation,
        String subject,
        Optional<UUID> person,
        List<String> categories,
        Instant occurred,
        Instant found,
        double measure,
        List<UUID> events,
        int count,
        Standing standing,
        Optional<UUID> caseId) {

    Alert {
        categories = List.copyOf(categories);
        events = List.copyOf(events);
    }

    /** How far it has come, as {@code DetectedIssue.status} (FHIR R4 observation-status). */
    enum Standing {
        /** Nobody has made a case of it. */
        REGISTERED,
        /** A case looks into it. */
        PRELIMINARY,
        /** Its case is closed. */
        FINAL;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "Alert[" + id + "]";
    }
}
