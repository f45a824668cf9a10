package care.weald.gateway.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIdTest {

    private static final String ITEM = "7zzzzzzzzzzzzzzzzzzzzzzzzz";

    @Test
    void theSourcePatientIsTheFirstNumber() {
        assertEquals(
                Optional.of(new UUID(0, 1)),
                ItemId.parse("00000000000000000000000001." + ITEM).map(ItemId::sourcePatient));
        assertEquals(
                Optional.of(new UUID(-1, -1)), ItemId.parse(ITEM + "." + ITEM).map(ItemId::sourcePatient));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "7zzzzzzzzzzzzzzzzzzzzzzzzz",
                "8zzzzzzzzzzzzzzzzzzzzzzzzz.7zzzzzzzzzzzzzzzzzzzzzzzzz",
                "7zzzzzzzzzzzzzzzzzzzzzzzzz.8zzzzzzzzzzzzzzzzzzzzzzzzz",
                "7ZZZZZZZZZZZZZZZZZZZZZZZZZ.7zzzzzzzzzzzzzzzzzzzzzzzzz",
                "7zzzzzzzzzzzzzzzzzzzzzzzzu.7zzzzzzzzzzzzzzzzzzzzzzzzz",
                "7zzzzzzzzzzzzzzzzzzzzzzzzz-7zzzzzzzzzzzzzzzzzzzzzzzzz"
            })
    void whatIsNoIdIsNone(String text) {
        assertEquals(Optional.empty(), ItemId.parse(text));
    }
}
