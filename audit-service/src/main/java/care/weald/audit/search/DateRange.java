package care.weald.audit.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time, as a FHIR date parameter gives it (R4 section 3.1.1.4.7): a value of lesser precision is the whole
 * span it names, UTC where it has no zone.
 *
 * @param from the first instant in it
 * @param until the first instant after it
 */
public record DateRange(Instant from, Instant until) {

    /** All of time that an event can have. */
    static final DateRange ALWAYS =
            new DateRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));

    private static final Pattern VALUE = Pattern.compile("(eq|ge|gt|le|lt)?(\\d{4})(-\\d{2})?(-\\d{2})?"
            + "(?:T(\\d{2}:\\d{2})(:\\d{2})?(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})?)?");

    /** The span of one parameter value; empty when it is not one. */
    static Optional<DateRange> parse(String value) {
        Matcher match = VALUE.matcher(value);
        if (!match.matches() || (match.group(5) != null && match.group(4) == null)) {
            return Optional.empty();
        }
        try {
            Instant first = first(match);
            Instant after = after(match, first);
            String prefix = match.group(1) == null ? "eq" : match.group(1);
            return Optional.of(
                    switch (prefix) {
                        case "ge" -> new DateRange(first, ALWAYS.until);
                        case "gt" -> new DateRange(after, ALWAYS.until);
                        case "le" -> new DateRange(ALWAYS.from, after);
                        case "lt" -> new DateRange(ALWAYS.from, first);
                        default -> new DateRange(first, after);
                    });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code instant}, or the end of this span that it is beyond. */
    Instant within(Instant instant) {
        return instant.isBefore(from) ? from : instant.isAfter(until) ? until : instant;
    }

    /** What is in both. */
    DateRange and(DateRange other) {
        return new DateRange(
                from.isAfter(other.from) ? from : other.from, until.isBefore(other.until) ? until : other.until);
    }

    private static Instant first(Matcher match) {
        return OffsetDateTime.parse(match.group(2)
                        + part(match, 3, "-01")
                        + part(match, 4, "-01")
                        + "T"
                        + part(match, 5, "00:00")
                        + part(match, 6, ":00")
                        + part(match, 7, "")
                        + part(match, 8, "Z"))
                .toInstant();
    }

    private static Instant after(Matcher match, Instant first) {
        if (match.group(7) != null) {
            int digits = match.group(7).length() - 1;
            return first.plusNanos((long) Math.pow(10, 9 - digits));
        }
        if (match.group(6) != null) {
            return first.plus(1, ChronoUnit.SECONDS);
        }
        if (match.group(5) != null) {
            return first.plus(1, ChronoUnit.MINUTES);
        }
        LocalDateTime start = LocalDateTime.ofInstant(first, ZoneOffset.UTC);
        LocalDateTime end = match.group(4) != null
                ? start.plusDays(1)
                : match.group(3) != null ? start.plusMonths(1) : start.plusYears(1);
        return end.toInstant(ZoneOffset.UTC);
    }

    private static String part(Matcher match, int group, String otherwise) {
        return match.group(group) == null ? otherwise : match.group(group);
    }
}
