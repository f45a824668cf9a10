package care.weald.audit.log;

import care.weald.audit.support.Events;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Entries for the log's tests. */
final class Entries {

    private Entries() {}

    static Entry of(String subject) {
        return of(Events.uuid7(), subject, Instant.now());
    }

    static Entry of(UUID id, String subject, Instant recorded) {
        byte[] body = ("{\"id\":\"" + id + "\",\"subject\":\"" + subject + "\"}").getBytes(StandardCharsets.UTF_8);
        Entry.Facets facets = new Entry.Facets(
                "KZ016",
                subject,
                null,
                List.of(),
                new Entry.Kind("rest", "read", "R", "0", "gateway", List.of("TREAT")),
                "source-patient",
                List.of("cat-09", "cat-10"),
                "request",
                "");
        byte[] identity = new byte[Content.SALT_BYTES];
        return Entry.of(
                id,
                recorded.truncatedTo(ChronoUnit.MILLIS),
                facets,
                Leaf.plainHash(subject.getBytes(StandardCharsets.UTF_8)),
                new Content(new byte[Content.SALT_BYTES], body, identity));
    }
}
