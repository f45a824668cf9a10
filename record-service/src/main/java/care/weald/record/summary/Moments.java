package care.weald.record.summary;

import care.weald.record.structure.Span;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates as moments, for the limits of a summary. */
final class Moments {

    private Moments() {}

    /** The end of a date or moment as FHIR writes one, so that a day, month or year counts as a whole. */
    static Optional<Instant> end(String text) {
        return Span.dateTime(text).map(Span::to);
    }

    /** The moment so long before. */
    static Instant before(Instant now, Period period) {
        return now.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    }
}
