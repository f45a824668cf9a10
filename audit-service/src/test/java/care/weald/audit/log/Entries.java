package care.weald.audit.log;

import care.weald.audit.support.Events;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
                new Entry.Kind("rest", "read", "R", "0"),
                "source-patient",
                List.of("cat-09", "cat-10"),
                "request");
        return new Entry(
                id,
                recorded,
                facets,
                Leaf.plainHash(subject.getBytes(StandardCharsets.UTF_8)),
                Leaf.hash(body),
                Buffer.buffer(body));
    }
}
