package care.weald.record.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T10:00:00.5Z,2024-01-01T10:00:00.5Z,2024-01-01T10:00:00.6Z",
        "2024-01-01T10:00:00Z,2024-01-01T10:00:00Z,2024-01-01T10:00:01Z",
        "2024-01-01T10:00:00.25+01:00,2024-01-01T09:00:00.25Z,2024-01-01T09:00:00.26Z"
    })
    void aTimeIsAsWideAsItIsExact(String text, Instant from, Instant to) {
        assertEquals(Optional.of(new Span(from, to)), Span.dateTime(text));
        assertEquals(Optional.of(new Span(from, to)), Span.instant(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01T10:00:00",
                "2024-01-01T10:00Z",
                "2024-01-01T10:00:00.Z",
                "2024-01-01T10:00:00.5",
                "2024-01-01T10:00:00-05",
                "2024-01-01T10:00:00:00",
                "2024-01-01T10:00+00:00",
                "2024-01-01T10:00:00.:5"
            })
    void aTimeThatIsNotWholeIsRefused(String text) {
        assertEquals(Optional.empty(), Span.dateTime(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15,2026-01-15T00:00:00Z,2026-01-16T00:00:00Z",
        "2026-07-15,2026-07-14T23:00:00Z,2026-07-15T23:00:00Z",
        "2026-03-29,2026-03-29T00:00:00Z,2026-03-29T23:00:00Z",
        "2026-07,2026-06-30T23:00:00Z,2026-07-31T23:00:00Z",
        "2026,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z"
    })
    void aDateIsADayInTheUnitedKingdom(String text, Instant from, Instant to) {
        assertEquals(Optional.of(new Span(from, to)), Span.dateTime(text));
        assertEquals(Optional.of(new Span(from, to)), Span.searched(text));
    }

    @Test
    void theEndsOfTheCalendarAreInIt() {
        assertEquals(Span.OPEN_END, Span.date("9999-12-31").orElseThrow().to());
        assertEquals(true, !Span.date("0001").orElseThrow().from().isBefore(Span.OPEN_START));
    }
}
