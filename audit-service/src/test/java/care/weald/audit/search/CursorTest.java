package care.weald.audit.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void aCursorReadsBack() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-22T10:00:00.123456Z"), 1042);

        assertEquals(Optional.of(cursor), Cursor.parse(cursor.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!", "AAAA", "f_________________________8", "gAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anythingElseIsRefused(String text) {
        assertEquals(Optional.empty(), Cursor.parse(text));
    }
}
