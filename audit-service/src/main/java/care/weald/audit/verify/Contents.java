package care.weald.audit.verify;

import care.weald.audit.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the content of entries against what they commit to. */
final class Contents {

    private static final String NONE = "-";

    private final Instant keptSince;
    private final Map<String, String> erasures;
    /** By the id of an event that tells of an erasure: the erased ones that it must name. */
    private final Map<String, String> owed = new HashMap<>();

    private long missing;
    private long erased;

    /**
     * @param keptSince contents of older events may be missing
     * @param erasures erased event to the event that tells of it
     */
    Contents(Instant keptSince, Map<String, String> erasures) {
        this.keptSince = keptSince;
        this.erasures = erasures;
    }

    long missing() {
        return missing;
    }

    long erased() {
        return erased;
    }

    /** Erased event to the event that should tell of it and was not met yet. */
    Map<String, String> owed() {
        return owed;
    }

    /** What is wrong with the content of an entry; empty when nothing is. */
    Optional<String> fault(byte[] bytes, @Nullable String line) {
        Optional<LogEntry> entry = LogEntry.parse(bytes);
        if (line == null) {
            missing++;
            return entry.filter(known -> known.recorded().isBefore(keptSince)).isPresent()
                    ? Optional.empty()
                    : Optional.of("its content is missing");
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            return Optional.of("its content cannot be read");
        }
        try {
            return entry.map(known -> fault(known, parts)).orElseGet(() -> plain(bytes, parts));
        } catch (IllegalArgumentException e) {
            return Optional.of("its content cannot be read");
        }
    }

    private static Optional<String> plain(byte[] bytes, String[] parts) {
        return parts[0].equals(NONE) && Arrays.equals(bytes, decoded(parts[1]))
                ? Optional.empty()
                : Optional.of("its content is not what was committed");
    }

    private Optional<String> fault(LogEntry entry, String[] parts) {
        byte[] kept = decoded(parts[1]);
        if (!LogEntry.commitment(decoded(parts[0]), kept).equals(entry.kept())) {
            return Optional.of("its content is not what was committed");
        }
        String id = entry.eventId().toString();
        String text = new String(kept, StandardCharsets.UTF_8);
        owed.entrySet().removeIf(debt -> debt.getValue().equals(id) && text.contains(debt.getKey()));
        if (!parts[2].equals(NONE)) {
            return LogEntry.commitment(new byte[0], decoded(parts[2])).equals(entry.identity())
                    ? Optional.empty()
                    : Optional.of("its identifying part is not what was committed");
        }
        String teller = erasures.get(id);
        if (teller == null) {
            return Optional.of("its identifying part was taken away without a decision");
        }
        erased++;
        owed.put(id, teller);
        return Optional.empty();
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
