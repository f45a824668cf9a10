package care.weald.record.subjectaccess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A copy that was asked for.
 *
 * @param person whom it is of
 * @param sourcePatients the registrations whose items it has
 * @param by who asked
 * @param dueOn the day by which it is to be answered (UK GDPR article 12(3): one month)
 */
record Request(
        UUID job, UUID person, List<UUID> sourcePatients, Asker by, Status status, Instant madeAt, LocalDate dueOn) {

    Request {
        sourcePatients = List.copyOf(sourcePatients);
    }

    /**
     * Who asked.
     *
     * @param citizen the person, or a proxy; else an officer of the organisation
     */
    record Asker(String organisation, String subject, boolean citizen) {

        /** Whether somebody may follow and fetch it: whoever asked, or another officer of that organisation. */
        boolean is(Asker other) {
            return citizen == other.citizen
                    && organisation.equals(other.organisation)
                    && (!citizen || subject.equals(other.subject));
        }

        @Override
        public String toString() {
            return "Asker[***]";
        }
    }

    /** How far it is. */
    enum Status {
        REVIEW("in-progress", "A health professional is reading what is held"),
        MAKING("in-progress", "The copy is being made"),
        READY("ready", "The copy can be fetched"),
        FETCHED("completed", "The copy was fetched"),
        CANCELLED("cancelled", "The request was withdrawn"),
        EXPIRED("failed", "The copy was not fetched in time and is erased");

        /** Those of a request that is not over. */
        static final Set<Status> OPEN = Set.of(REVIEW, MAKING, READY);

        private final String task;
        private final String words;

        Status(String task, String words) {
            this.task = task;
            this.words = words;
        }

        String task() {
            return task;
        }

        String words() {
            return words;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Status of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** The same, as far as this. */
    Request as(Status other) {
        return new Request(job, person, sourcePatients, by, other, madeAt, dueOn);
    }

    /**
     * Whether somebody may decide what of it is kept back: never who asked for it, and of a partner's request somebody of that
     * partner.
     */
    boolean mayBeReviewedBy(String organisation, String subject) {
        boolean asked = by.subject().equals(subject) && by.organisation().equals(organisation);
        return !asked && (by.citizen() || by.organisation().equals(organisation));
    }

    @Override
    public String toString() {
        return "Request[" + job + "]";
    }
}
