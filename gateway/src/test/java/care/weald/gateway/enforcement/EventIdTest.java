package care.weald.gateway.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {

    @Test
    void anEventIdIsOfVersionSevenAndTellsItsTime() {
        UUID id = EventId.of(1_763_769_600_123L, -1, -1);

        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(1_763_769_600_123L, id.getMostSignificantBits() >>> 16);
    }

    @Test
    void laterIdsSortLater() {
        assertTrue(
                EventId.of(2, 0, 0).toString().compareTo(EventId.of(1, -1, -1).toString()) > 0);
    }
}
