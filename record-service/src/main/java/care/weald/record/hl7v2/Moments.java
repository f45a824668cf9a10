package care.weald.record.hl7v2;

import care.weald.record.hl7v2.Refusal.Flaw;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HL7's time stamps (v2.5.1, 2.A.22: {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]}) as FHIR's. One without a zone is
 * of Europe/London; of the hour that comes twice in autumn it is the first.
 */
final class Moments {

    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,4}))?)?)?)?)?)?([+-]\\d{4})?");

    private Moments() {}

    /** The FHIR dateTime of a value, as exact as it is; empty when the value is. */
    static Optional<String> dateTime(Value value) {
        String text = value.text();
        return text.isEmpty() ? Optional.empty() : Optional.of(read(text, value.place()));
    }

    /** The FHIR date of a value, without the time of day that it may have. */
    static Optional<String> date(Value value) {
        return dateTime(value).map(text -> text.substring(0, Math.min(10, text.length())));
    }

    /** The moment of a value that has at least a day; of a day its begin. */
    static Optional<OffsetDateTime> moment(Value value) {
        return dateTime(value)
                .map(text -> text.length() > 10
                        ? OffsetDateTime.parse(text)
                        : day(text, value.place()).atStartOfDay(HERE).toOffsetDateTime());
    }

    /** A moment as a FHIR instant. */
    static String instant(OffsetDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
    }

    private static LocalDate day(String text, String place) {
        if (text.length() < 10) {
            throw wrong(place);
        }
        return LocalDate.parse(text);
    }

    private static String read(String text, String place) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(place);
        }
        try {
            return written(form);
        } catch (DateTimeException e) {
            throw wrong(place);
        }
    }

    private static String written(Matcher form) {
        int year = Integer.parseInt(form.group(1));
        if (year == 0) {
            throw new DateTimeException("year");
        }
        if (form.group(2) == null) {
            return form.group(1);
        }
        YearMonth month = YearMonth.of(year, Integer.parseInt(form.group(2)));
        if (form.group(3) == null) {
            return month.toString();
        }
        LocalDate day = month.atDay(Integer.parseInt(form.group(3)));
        if (form.group(4) == null) {
            return day.toString();
        }
        LocalDateTime time = day.atTime(number(form.group(4)), number(form.group(5)), number(form.group(6)))
                .plusNanos(form.group(7) == null ? 0 : number((form.group(7) + "000").substring(0, 4)) * 100_000L);
        return instant(
                form.group(8) == null
                        ? time.atZone(HERE).toOffsetDateTime()
                        : time.atOffset(ZoneOffset.of(form.group(8))));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Refusal.Refused wrong(String place) {
        return Refusal.faulty(Flaw.DATA_TYPE, place, "This is no date or time of the form YYYYMMDDHHMMSS+ZZZZ");
    }
}
