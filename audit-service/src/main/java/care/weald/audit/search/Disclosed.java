package care.weald.audit.search;

import care.weald.audit.access.Decision.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Events that tell of a disclosure, one by one. */
@ApplicationScoped
class Disclosed {

    private static final Pattern BODY_HASH = Pattern.compile(
            "\\{\"url\":\"https://weald\\.care/StructureDefinition/body-hash\",\"valueString\":\"([0-9a-f]{64})\"}");

    private final Pool pool;

    Disclosed(Pool pool) {
        this.pool = pool;
    }

    /**
     * What an event says.
     *
     * @param request the request's id
     * @param bodyHash hex SHA-256 of what was shown; empty when nothing was
     * @param recorded when it was recorded
     * @param by who was shown it, and for which organisation
     * @param person whom it was about; empty when nobody, or when that is erased
     * @param erased whether who did it, and about whom, is erased
     */
    record Event(String request, String bodyHash, Instant recorded, By by, Optional<UUID> person, boolean erased) {

        /** Whether it is about the person of these terms, under an id that was the person's then. */
        boolean isAbout(Terms terms) {
            return person.filter(id -> id.equals(terms.person())
                            || terms.persons().stream()
                                    .anyMatch(linked -> linked.person().equals(id)
                                            && !recorded.isBefore(linked.from())
                                            && recorded.isBefore(linked.until())))
                    .isPresent();
        }
    }

    /** Who did it. */
    record By(String organisation, String subject) {}

    private static final String FIND = """
            select e.request_id, e.body, e.recorded, e.organisation, e.subject, e.person, e.identity is null, e.outcome
            from event_key k join audit_event e using (recorded, log_index)
            where k.event_id = $1 and k.event_id = e.event_id
            """;

    /** The event of this id. */
    Uni<Optional<Event>> find(UUID event) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(event))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Disclosed::event)
                        .findFirst());
    }

    private static Event event(Row row) {
        @Nullable UUID person = row.getUUID(5);
        return new Event(
                row.getString(0),
                row.getString(7).equals("0") ? bodyHash(row.getBuffer(1).toString()) : "",
                row.getOffsetDateTime(2).toInstant(),
                new By(row.getString(3), row.getString(4)),
                Optional.ofNullable(person),
                row.getBoolean(6));
    }

    private static String bodyHash(String kept) {
        Matcher found = BODY_HASH.matcher(kept);
        return found.find() ? found.group(1) : "";
    }
}
