package care.weald.record.structure;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The stretch of time that a FHIR date, dateTime or instant of any precision covers: {@code from} is in it, {@code to}
 * is the first moment after it (FHIR R4 search, 3.1.1.4.7). A date without a time is a day in the United Kingdom.
 */
public record Span(Instant from, Instant to) {

    /** The start of a period that has none. */
    public static final Instant OPEN_START = Instant.parse("0001-01-01T00:00:00Z");

    /** The end of a period that has none. */
    public static final Instant OPEN_END = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int DATE = 10;
    private static final int MINUTE = 16;
    private static final int SECOND = 19;
    private static final long[] WIDTHS = {
        1_000_000_000L, 100_000_000L, 10_000_000L, 1_000_000L, 100_000L, 10_000L, 1_000L
    };

    /** Reads a dateTime: a date, or a time to the second with its offset; empty when it is none, or cannot be. */
    public static Optional<Span> dateTime(String text) {
        return text.length() <= DATE ? date(text) : instant(text);
    }

    /** Reads a date: a year, a month or a day. */
    public static Optional<Span> date(String text) {
        return text.length() > DATE ? Optional.empty() : searched(text);
    }

    /** Reads an instant: a full date and time with its offset. */
    public static Optional<Span> instant(String text) {
        boolean whole = text.length() > SECOND
                && text.charAt(MINUTE) == ':'
                && (text.endsWith("Z") || text.charAt(text.length() - 3) == ':');
        return whole ? searched(text) : Optional.empty();
    }

    /** Reads a search value, whose time may lack seconds and offset (then UTC). */
    public static Optional<Span> searched(String text) {
        try {
            return Optional.of(span(text));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** From the earlier start to the later end, so that a period that ends before it begins is found at both. */
    public Span covering(Span other) {
        return new Span(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    private static Span span(String text) {
        int year = number(text, 0, 4);
        if (year == 0) {
            throw new DateTimeException("year");
        }
        if (text.length() == 4) {
            return days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        }
        mark(text, 4, '-');
        YearMonth month = YearMonth.of(year, number(text, 5, 7));
        if (text.length() == 7) {
            return days(month.atDay(1), month.atEndOfMonth());
        }
        mark(text, 7, '-');
        LocalDate day = month.atDay(number(text, 8, DATE));
        return text.length() == DATE ? days(day, day) : time(text, day);
    }

    private static Span days(LocalDate first, LocalDate last) {
        Instant end = last.getYear() == 9999 && last.getMonthValue() == 12 && last.getDayOfMonth() == 31
                ? OPEN_END
                : last.plusDays(1).atStartOfDay(LONDON).toInstant();
        return new Span(first.atStartOfDay(LONDON).toInstant(), end);
    }

    private static Span time(String text, LocalDate day) {
        mark(text, DATE, 'T');
        mark(text, 13, ':');
        int hour = number(text, 11, 13);
        int minute = number(text, 14, MINUTE);
        boolean seconds = text.length() > MINUTE && text.charAt(MINUTE) == ':';
        int second = seconds ? number(text, 17, SECOND) : 0;
        int at = seconds ? SECOND : MINUTE;
        int digits = 0;
        int nanos = 0;
        if (seconds && at < text.length() && text.charAt(at) == '.') {
            at++;
            for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
                nanos = digits < 6 ? nanos * 10 + digit(text, at) : nanos;
                digits++;
            }
            if (digits == 0) {
                throw new DateTimeException("fraction");
            }
        }
        int known = Math.min(6, digits);
        long width = seconds ? WIDTHS[known] : 60_000_000_000L;
        LocalTime time = LocalTime.of(hour, minute, leap(second), Math.toIntExact(nanos * WIDTHS[known]));
        return within(LocalDateTime.of(day, time).toInstant(offset(text, at)), width);
    }

    private static int leap(int second) {
        return second == 60 ? 59 : second;
    }

    private static Span within(Instant from, long width) {
        if (from.isBefore(OPEN_START) || !from.plusNanos(width).isBefore(OPEN_END)) {
            throw new DateTimeException("outside the calendar");
        }
        return new Span(from, from.plusNanos(width));
    }

    private static ZoneOffset offset(String text, int at) {
        if (at == text.length() || (text.charAt(at) == 'Z' && at + 1 == text.length())) {
            return ZoneOffset.UTC;
        }
        mark(text, at + 3, ':');
        char sign = text.charAt(at);
        int minutes = number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
        if ((sign != '+' && sign != '-') || text.length() != at + 6 || minutes > 14 * 60) {
            throw new DateTimeException("offset");
        }
        return ZoneOffset.ofTotalSeconds((sign == '-' ? -60 : 60) * minutes);
    }

    private static void mark(String text, int at, char wanted) {
        if (text.charAt(at) != wanted) {
            throw new DateTimeException("shape");
        }
    }

    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digit(text, i);
        }
        return value;
    }

    private static int digit(String text, int at) {
        char c = text.charAt(at);
        if (c < '0' || c > '9') {
            throw new DateTimeException("digit");
        }
        return c - '0';
    }
}
