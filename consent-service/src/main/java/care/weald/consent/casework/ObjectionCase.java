package care.weald.consent.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The case around an objection as it stands.
 *
 * @param person the person's id when it was lodged
 * @param organisation ODS code of where it was lodged (S144), whose case it is
 * @param lodgedBy subject of whoever took it in
 * @param due when it is to be decided (UK GDPR Article 12(3))
 * @param barred subject of whoever decided what is now appealed against; empty otherwise
 * @param review the day on which its outcome is looked at again; absent while there is none
 * @param version 1 when it was lodged, one more with each step
 * @param steps all that was done with it, in order, the lodging first
 * @param effects all that it ever held back, in order
 */
record ObjectionCase(
        UUID id,
        UUID person,
        String organisation,
        String lodgedBy,
        Instant lodgedAt,
        Instant due,
        Lodging lodging,
        CaseState state,
        String barred,
        @Nullable LocalDate review,
        int version,
        List<Done> steps,
        List<Effect> effects) {

    ObjectionCase {
        steps = List.copyOf(steps);
        effects = List.copyOf(effects);
    }

    /**
     * A step as it was done.
     *
     * @param hash of what was asked, so that the same sent again is known
     * @param outcome of a decision; empty of all else
     */
    record Done(String action, String subject, String role, Instant at, String text, String hash, String outcome) {

        @Override
        public String toString() {
            return "Done[" + action + "]";
        }
    }

    /**
     * What is held back, and for how long.
     *
     * @param interim true of what holds only until there is an outcome
     */
    record Effect(
            UUID id,
            boolean interim,
            Scope scope,
            Instant from,
            @Nullable Instant until) {

        boolean holdsAt(Instant moment) {
            return !moment.isBefore(from) && (until == null || moment.isBefore(until));
        }
    }

    @Override
    public String toString() {
        return "ObjectionCase[" + id + "]";
    }
}
