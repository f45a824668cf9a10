package care.weald.identity.duplicate;

import java.util.UUID;

/**
 * A search of the whole index.
 *
 * @param total registrations that nothing had joined to a person by itself when it began
 * @param counts what has been done
 */
record Deduplication(UUID id, Status status, long total, Counts counts) {

    /** How far it is. */
    enum Status {
        COMPARING,
        SETTLING,
        DONE,
        CANCELLED;

        /** True when nothing more becomes of it. */
        boolean isOver() {
            return this == DONE || this == CANCELLED;
        }
    }

    /**
     * What has been done.
     *
     * @param compared registrations that were compared with all others
     * @param candidates those of them that are like somebody
     * @param settled those for whom that was decided
     * @param linked those who joined a person
     * @param raised pairs on the work list
     */
    record Counts(long compared, long candidates, long settled, long linked, long raised) {}
}
