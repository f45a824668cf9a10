package care.weald.audit.event;

import care.weald.audit.log.Leaf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What a partner tells that has happened in a system of its own (ITI-20). It is the partner's word: nothing in it says
 * who told, which the caller token alone does, and none of its text is read again.
 *
 * @param id the partner's own id for it, empty when it gives none
 * @param kinds the codes of its type and subtypes
 * @param action {@code C}, {@code R}, {@code U}, {@code D} or {@code E}
 * @param outcome {@code 0}, {@code 4}, {@code 8} or {@code 12}
 * @param recorded when the partner says that it was recorded
 * @param persons whom it is about, as the partner says; nobody looks whether they are known
 * @param text all of it, as JSON without needless space
 */
record ReportedEvent(
        String id, List<Code> kinds, String action, String outcome, Instant recorded, List<UUID> persons, String text) {

    /** A coding. */
    record Code(String system, String code) {}

    ReportedEvent {
        kinds = List.copyOf(kinds);
        persons = List.copyOf(persons);
    }

    /**
     * Its id in the log: made of who tells and its own id, or without one of all that it says. It has another version than
     * the ids that the gateway makes, so it can stand in the way of none.
     */
    UUID idOf(String organisation) {
        String name = "reported|" + organisation + "|" + (id.isEmpty() ? "text|" + text : "id|" + id);
        ByteBuffer hash = ByteBuffer.wrap(Leaf.sha256(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** What tells it apart from another under the same id, in hex. */
    String contentHash(String organisation) {
        return HexFormat.of()
                .formatHex(Leaf.sha256(("reported|" + organisation + "|" + text).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "ReportedEvent[***]";
    }
}
