package care.weald.audit.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Before when what happened is no longer kept. Months end as a whole.
 *
 * @param events begins a month
 */
record Term(Instant events, Instant alerts) {

    /** As of {@code now}, for so many years each. */
    static Term of(Instant now, int years, int alertYears) {
        LocalDate month = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
        return new Term(start(month.minusYears(years)), start(month.minusYears(alertYears)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
