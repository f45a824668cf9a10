package care.weald.audit.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2026,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z",
        "2026-11,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z",
        "eq2026-11-22,2026-11-22T00:00:00Z,2026-11-23T00:00:00Z",
        "2026-11-22T10:00Z,2026-11-22T10:00:00Z,2026-11-22T10:01:00Z",
        "2026-11-22T10:00:05+01:00,2026-11-22T09:00:05Z,2026-11-22T09:00:06Z",
        "2026-11-22T10:00:05.12Z,2026-11-22T10:00:05.120Z,2026-11-22T10:00:05.130Z",
        "ge2026-11-22,2026-11-22T00:00:00Z,9999-12-31T23:59:59Z",
        "gt2026-11-22,2026-11-23T00:00:00Z,9999-12-31T23:59:59Z",
        "lt2026-11-22,0001-01-01T00:00:00Z,2026-11-22T00:00:00Z",
        "le2026-11-22,0001-01-01T00:00:00Z,2026-11-23T00:00:00Z"
    })
    void aDateMeansItsWholeSpan(String value, Instant from, Instant until) {
        assertEquals(Optional.of(new DateRange(from, until)), DateRange.parse(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "today", "2026-13", "2026-02-30", "2026-11T10:00", "ne2026", "20261122", "2026-11-22T25:00Z"
            })
    void whatIsNoDateIsRefused(String value) {
        assertEquals(Optional.empty(), DateRange.parse(value));
    }

    @Test
    void twoDatesMeanWhatIsInBoth() {
        DateRange day = DateRange.parse("ge2026-11-22")
                .orElseThrow()
                .and(DateRange.parse("lt2026-11-23").orElseThrow());

        assertEquals(DateRange.parse("2026-11-22").orElseThrow(), day);
    }
}
