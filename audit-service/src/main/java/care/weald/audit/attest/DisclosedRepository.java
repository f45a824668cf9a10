package care.weald.audit.attest;

import care.weald.audit.log.Content;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.UUID;

/** The successful events about some people in a time, in the order of the log. */
@ApplicationScoped
class DisclosedRepository {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECISION = "https://weald.care/StructureDefinition/decision-id";

    /** What was erased from an event says of nobody that it was about them: it is counted apart. */
    private static final String FIND = """
            select event_id, recorded, log_index, organisation, person, persons, basis, categories, body, identity,
                   facts->>'interaction' as interaction, coalesce((facts->>'items')::int, 0) as items
            from audit_event
            where recorded >= $1 and recorded < $2 and outcome = '0' and log_index > $4
                and (person = any($3) or persons && $3)
            order by log_index limit $5""";

    private static final String TRAIL = """
            select h.next_index as size, count(*) as events, count(*) filter (where e.facts is null) as faceless
            from log_head h left join audit_event e on e.recorded >= $1 and e.recorded < $2
            group by h.next_index""";

    private final Pool pool;

    DisclosedRepository(Pool pool) {
        this.pool = pool;
    }

    /** A page of at most {@code count}, as JSON; {@code next} is the last index when there may be more. */
    Uni<ObjectNode> page(DisclosedQuery query, int count) {
        Tuple parameters = Tuple.of(
                query.from().atOffset(ZoneOffset.UTC),
                query.to().atOffset(ZoneOffset.UTC),
                query.persons().toArray(UUID[]::new),
                query.after(),
                count);
        return pool.preparedQuery(FIND)
                .execute(parameters)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> json(rows, count));
    }

    /** How long the log is, how many events the time has, and of how many the facts are gone. */
    Uni<ObjectNode> extent(DisclosedQuery query) {
        return pool.preparedQuery(TRAIL)
                .execute(Tuple.of(
                        query.from().atOffset(ZoneOffset.UTC), query.to().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("size", row.getLong("size"))
                            .put("events", row.getLong("events"))
                            .put("faceless", row.getLong("faceless"));
                });
    }

    private static ObjectNode json(RowSet<Row> rows, int count) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode events = json.putArray("disclosures");
        long last = -1;
        for (Row row : rows) {
            last = row.getLong("log_index");
            events.add(event(row));
        }
        return rows.size() < count ? json : json.put("next", last);
    }

    private static ObjectNode event(Row row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("event", row.getUUID("event_id").toString());
        event.put("at", row.getOffsetDateTime("recorded").toInstant().toString());
        event.put("organisation", row.getString("organisation"));
        event.put("basis", row.getString("basis")).put("items", row.getInteger("items"));
        String interaction = row.getString("interaction");
        event.put("interaction", interaction == null ? "" : interaction);
        event.put("decision", decision(row));
        ArrayNode persons = event.putArray("persons");
        UUID person = row.getUUID("person");
        UUID[] several = row.getArrayOfUUIDs("persons");
        for (UUID one : person != null ? new UUID[] {person} : several == null ? new UUID[0] : several) {
            persons.add(one.toString());
        }
        ArrayNode categories = event.putArray("categories");
        for (String category : row.getArrayOfStrings("categories")) {
            categories.add(category);
        }
        return event;
    }

    private static String decision(Row row) {
        Buffer identity = row.getDelegate().getBuffer("identity");
        byte[] whole = Content.whole(
                row.getDelegate().getBuffer("body").getBytes(), identity == null ? null : identity.getBytes());
        try {
            for (JsonNode extension : JSON.readTree(whole).path("extension")) {
                if (extension.path("url").asText().equals(DECISION)) {
                    return extension.path("valueString").asText("");
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
