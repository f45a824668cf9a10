package care.weald.audit.log;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way into the log.
 *
 * @param eventId given by the caller; the same id with the same content is the same event
 * @param recorded this service's own time
 * @param facets what it can be found by
 * @param contentHash hex SHA-256 of all that the caller said, without what differs between two tries
 * @param content the AuditEvent's bytes, kept as they are
 * @param logEntry what stands in the log for it
 * @param leafHash hex leaf hash of {@code logEntry}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
public record Entry(
        UUID eventId,
        Instant recorded,
        Facets facets,
        String contentHash,
        Content content,
        byte[] logEntry,
        String leafHash) {

    /** The event with its log entry. */
    public static Entry of(UUID eventId, Instant recorded, Facets facets, String contentHash, Content content) {
        byte[] entry = LogEntry.of(eventId, recorded, content).bytes();
        return new Entry(
                eventId,
                recorded,
                facets,
                contentHash,
                content,
                entry,
                HexFormat.of().formatHex(Leaf.hash(entry)));
    }

    /**
     * What an event can be found by.
     *
     * @param organisation ODS code of the caller's organisation
     * @param subject the caller's {@code sub}
     * @param person whose record; null when it is nobody's
     * @param persons everybody whom the answer showed, where it is nobody's
     * @param kind its codes
     * @param basis why the caller may, empty when nobody decided
     * @param categories what was disclosed
     * @param facts JSON for the rules of monitoring, empty when there is nothing to watch
     */
    public record Facets(
            String organisation,
            String subject,
            @Nullable UUID person,
            List<UUID> persons,
            Kind kind,
            String basis,
            List<String> categories,
            String requestId,
            String facts) {

        public Facets {
            persons = List.copyOf(persons);
            categories = List.copyOf(categories);
        }
    }

    /**
     * The codes of AuditEvent's {@code type}, {@code subtype}, {@code action} and {@code outcome}.
     *
     * @param source which service saw it happen
     * @param purposes the codes of {@code purposeOfEvent}
     */
    public record Kind(
            String type, String subtype, String action, String outcome, String source, List<String> purposes) {

        public Kind {
            purposes = List.copyOf(purposes);
        }
    }

    @Override
    public String toString() {
        return "Entry[" + eventId + "]";
    }
}
