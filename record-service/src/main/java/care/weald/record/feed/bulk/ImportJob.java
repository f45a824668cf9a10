package care.weald.record.feed.bulk;

import java.util.List;
import java.util.UUID;

/**
 * A file of resources, as its organisation sees it.
 *
 * @param total lines that have come in
 * @param position lines that are done
 * @param counts what became of them
 */
record ImportJob(UUID id, Status status, long total, long position, Counts counts) {

    /** How far it is. */
    enum Status {
        RECEIVING,
        WORKING,
        DONE,
        CANCELLED;

        /** True when nothing more becomes of it. */
        boolean isOver() {
            return this == DONE || this == CANCELLED;
        }
    }

    /** Lines that made something, that were about something that was there already, and that were refused. */
    record Counts(long created, long updated, long refused) {}

    /** Why one line was refused; kind is one of docs/contracts/problems.json. */
    record LineFault(long line, String kind, String detail, String place) {}

    /** Refused lines, and whether there are more after them. */
    record LineFaults(List<LineFault> faults, boolean more) {

        LineFaults {
            faults = List.copyOf(faults);
        }
    }
}
