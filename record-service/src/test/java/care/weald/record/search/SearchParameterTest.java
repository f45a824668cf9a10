package care.weald.record.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.record.category.ItemType;
import care.weald.record.category.ItemType.Column;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchParameterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static Condition read(String type, String name, String value) {
        return SearchParameter.read(ItemType.of(type).orElseThrow(), name, value, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "Immunization, code, CODE",
        "Encounter, code, CODE",
        "DocumentReference, code, CODE",
        "Immunization, category, CATEGORY",
        "Observation, code, CODE",
        "Observation, category, CATEGORY"
    })
    void everyTypeIsSearchedByCodeAndCategory(String type, String name, Column column) {
        Condition.OfToken token = assertInstanceOf(Condition.OfToken.class, read(type, name, "x"));

        assertEquals(column, token.column());
    }

    @Test
    void everyTypeIsSearchedByDate() {
        assertInstanceOf(Condition.Time.class, read("Observation", "date", "ge2026"));
        assertInstanceOf(Condition.AnyTime.class, read("Condition", "date", "ge2026"));
        assertThrows(BadParameter.class, () -> read("Condition", "date", "soon"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "code:text", "date:missing", "vaccine-code", "status"})
    void whatNoTypeOrAnotherTypeHasIsRefused(String name) {
        assertThrows(BadParameter.class, () -> read("Condition", name, "x"));
    }
}
