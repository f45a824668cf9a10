package care.weald.consent.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a stored agreement that the file no longer has: the file is the whole truth. */
sealed interface Withdrawal {

    /** It stays, for it ended before and nothing took its place. */
    record Kept() implements Withdrawal {}

    /** It ended on this day, its last. */
    record Ended(LocalDate lastDay) implements Withdrawal {}

    /** It is as if it had never been, for no day of its own is left. */
    record Deleted() implements Withdrawal {}

    /**
     * What becomes of {@code stored} on the day {@code today}, given the agreements in the file. It ends yesterday, or
     * before the first day of one in the file that overlaps it, whichever is earlier.
     */
    static Withdrawal of(Agreement stored, List<Agreement> file, LocalDate today) {
        Optional<LocalDate> successor =
                file.stream().filter(stored::overlaps).map(Agreement::from).min(LocalDate::compareTo);
        LocalDate last = Stream.concat(successor.stream(), Stream.of(today))
                .map(day -> day.minusDays(1))
                .reduce(stored.to(), (one, other) -> one.isBefore(other) ? one : other);
        if (last.isBefore(stored.from())) {
            return new Deleted();
        }
        return last.equals(stored.to()) ? new Kept() : new Ended(last);
    }
}
