package care.weald.audit.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the log for one event (ADR 0016): its id, its time, and a salted hash of each of its two parts, so that
 * it says nothing about either, and still holds when the identifying part is erased. Its form MUST NOT change; another
 * form has another first line.
 *
 * @param eventId the event's id
 * @param recorded when it was recorded, to the millisecond
 * @param kept SHA-256 of salt and kept part, in Base64
 * @param identity SHA-256 of salt and identifying part, in Base64
 */
public record LogEntry(UUID eventId, Instant recorded, String kept, String identity) {

    private static final String FORM = "weald-event/1";

    private static final Pattern TEXT = Pattern.compile(
            FORM
                    + "\n([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\n(-?[0-9]{1,18})\n([A-Za-z0-9+/]{43}=)\n([A-Za-z0-9+/]{43}=)\n");

    /** The entry of an event with these parts. */
    public static LogEntry of(UUID eventId, Instant recorded, Content content) {
        return new LogEntry(eventId, recorded, content.keptHash(), content.identityHash());
    }

    /** The bytes whose leaf hash is in the tree: five lines of UTF-8. */
    public byte[] bytes() {
        return (FORM + "\n" + eventId + "\n" + recorded.toEpochMilli() + "\n" + kept + "\n" + identity + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes} wrote; empty when it is something else. */
    public static Optional<LogEntry> parse(byte[] bytes) {
        Matcher match = TEXT.matcher(new String(bytes, StandardCharsets.UTF_8));
        return match.matches()
                ? Optional.of(new LogEntry(
                        UUID.fromString(match.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(match.group(2))),
                        match.group(3),
                        match.group(4)))
                : Optional.empty();
    }

    /** SHA-256 of {@code salt} and {@code part}, in Base64, as it stands in an entry. */
    public static String commitment(byte[] salt, byte[] part) {
        byte[] both = new byte[salt.length + part.length];
        System.arraycopy(salt, 0, both, 0, salt.length);
        System.arraycopy(part, 0, both, salt.length, part.length);
        return Base64.getEncoder().encodeToString(Leaf.sha256(both));
    }
}
