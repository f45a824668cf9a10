package care.weald.audit.stream;

import care.weald.audit.log.Content;
import care.weald.audit.stream.Notice.Alert;
import care.weald.audit.stream.Notice.Deed;
import care.weald.audit.stream.Notice.Event;
import care.weald.audit.stream.Notice.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to tell of, in its order: the events of the log by their indexes, the alerts by their numbers. */
enum Streams {
    /** The events of the log. Its rows appear in the order of their indexes, for the head is held until a commit. */
    EVENTS("event", """
            select k.log_index as place, k.event_id as id, k.recorded as at, encode(k.leaf_hash, 'hex') as leaf_hash,
                   e.organisation, e.subject, e.type, e.subtype, e.action, e.outcome, e.basis, e.purposes, e.source,
                   coalesce(e.facts::text, '') as facts, e.body, e.identity
            from event_key k left join audit_event e on e.recorded = k.recorded and e.log_index = k.log_index
            where k.log_index >= $1 order by k.log_index limit $2"""),
    /** What the rules found. Alerts appear in the order of their numbers, for they are made by one watcher at a time. */
    ALERTS("alert", """
            select a.number as place, a.id, a.found as at, a.occurred, a.rule, r.number as rule_number, r.text, a.severity,
                   a.organisation, a.subject, a.roles, a.measure,
                   (select count(*)::int from alert_event e where e.alert_id = a.id) as events
            from alert a join watch_rule r on r.id = a.rule
            where a.number >= $1 order by a.number limit $2""");

    private final String source;
    private final String next;

    Streams(String source, String next) {
        this.source = source;
        this.next = next;
    }

    /** Under which the cursor is kept. */
    String source() {
        return source;
    }

    /** The SQL that finds those from a place on, at most so many. */
    String next() {
        return next;
    }

    /** A row of {@link #next}; empty when its content is gone, of which there is nothing to tell. */
    Optional<Notice> notice(Row row) {
        return switch (this) {
            case EVENTS -> row.getString("organisation") == null ? Optional.empty() : Optional.of(event(row));
            case ALERTS -> Optional.of(alert(row));
        };
    }

    private static Event event(Row row) {
        JsonNode facts = Discreet.json(row.getString("facts"));
        byte[] whole = Content.whole(row.getBuffer("body").getBytes(), bytes(row.getBuffer("identity")));
        return new Event(
                row.getLong("place"),
                row.getUUID("id"),
                instant(row, "at"),
                row.getString("leaf_hash"),
                deed(row, facts),
                Discreet.actor(
                        row.getString("organisation"), row.getString("subject"), row.getString("basis"), facts, whole));
    }

    private static Deed deed(Row row, JsonNode facts) {
        return new Deed(
                Discreet.code(row.getString("type")),
                Discreet.code(row.getString("subtype")),
                row.getString("action"),
                row.getString("outcome"),
                Discreet.codes(List.of(row.getArrayOfStrings("purposes"))),
                Discreet.code(row.getString("source")),
                Discreet.what(facts),
                Discreet.code(facts.path("interaction").asText("")),
                Discreet.code(row.getString("basis")),
                Discreet.code(facts.path("reason").asText("")),
                facts.path("status").asInt(0));
    }

    private static Alert alert(Row row) {
        return new Alert(
                row.getLong("place"),
                row.getUUID("id"),
                instant(row, "at"),
                instant(row, "occurred"),
                new Rule(
                        row.getString("rule"),
                        row.getInteger("rule_number"),
                        row.getString("text"),
                        row.getString("severity")),
                row.getDouble("measure"),
                row.getInteger("events"),
                Discreet.actor(
                        row.getString("organisation"),
                        row.getString("subject"),
                        List.of(row.getArrayOfStrings("roles"))));
    }

    private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
        return buffer == null ? null : buffer.getBytes();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
