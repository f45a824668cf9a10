package care.weald.audit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import care.weald.audit.log.Appended.Conflict;
import care.weald.audit.log.Appended.Kept;
import care.weald.audit.log.Batch.Known;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Entry a = Entries.of("a");
    private final Entry b = Entries.of("b");

    @Test
    void indexesRunOnFromTheHead() {
        Batch batch = Batch.place(7, Map.of(), List.of(a, b));

        assertEquals(List.of(new Kept(7, a.leafHash()), new Kept(8, b.leafHash())), batch.answers());
        assertEquals(9, batch.next());
    }

    @Test
    void anEventThatIsInTheLogKeepsItsPlaceAndTakesNoOther() {
        Map<UUID, Known> known = Map.of(a.eventId(), new Known(3, a.contentHash(), "its first leaf"));

        Batch batch = Batch.place(7, known, List.of(a, b));

        assertEquals(List.of(new Kept(3, "its first leaf"), new Kept(7, b.leafHash())), batch.answers());
        assertEquals(List.of(b), batch.fresh());
    }

    @Test
    void aRepeatInTheSameBatchHasTheFirstOnesPlace() {
        Batch batch = Batch.place(0, Map.of(), List.of(a, a, b));

        assertEquals(
                List.of(new Kept(0, a.leafHash()), new Kept(0, a.leafHash()), new Kept(1, b.leafHash())),
                batch.answers());
        assertEquals(2, batch.next());
    }

    @Test
    void otherContentUnderTheSameIdIsAConflictAndLeavesNoGap() {
        Entry other = Entries.of(a.eventId(), "other", Instant.now());

        Batch batch = Batch.place(0, Map.of(), List.of(a, other, b));

        assertEquals(List.of(new Kept(0, a.leafHash()), new Conflict(), new Kept(1, b.leafHash())), batch.answers());
    }
}
