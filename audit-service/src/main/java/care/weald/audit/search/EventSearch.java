package care.weald.audit.search;

import care.weald.audit.search.Criteria.Filter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds events, newest first. Whose events may be seen is part of the query. */
@ApplicationScoped
class EventSearch {

    private final Pool pool;

    EventSearch(Pool pool) {
        this.pool = pool;
    }

    /** One event as it is kept. */
    record Found(UUID id, Instant recorded, long index, String organisation, Buffer body) {}

    /** A page, and where the next one starts when there is one. */
    record Page(List<Found> events, Optional<Cursor> next) {

        Page {
            events = List.copyOf(events);
        }
    }

    private static final String FIND = """
            select event_id, recorded, log_index, organisation, body
            from audit_event
            where recorded >= $1 and recorded < $2 and (recorded, log_index) < ($3, $4)
            """;
    private static final String OF_ORGANISATION = " and organisation = $";
    private static final String OF_PERSON = " and person = $";
    private static final String SHOWING_PERSON = " and persons @> array[$";
    private static final String NEWEST_FIRST = " order by recorded desc, log_index desc limit $";

    /**
     * The events that {@code criteria} mean. A person's are those about the person and those that showed the person
     * among others: each by its own index, a page of both, and of the two the newest.
     *
     * @param organisation the one whose events may be seen; empty for a caller who may see everybody's
     */
    Uni<Page> find(Criteria criteria, Optional<String> organisation) {
        List<Object> values = new ArrayList<>(List.of(
                utc(criteria.dates().from()),
                utc(criteria.dates().until()),
                utc(criteria.after().recorded()),
                criteria.after().index()));
        String found = FIND + conditions(criteria, organisation, values);
        int limit = add(values, criteria.count() + 1);
        String sql = criteria.person()
                .map(person -> ofPerson(found, add(values, person), limit))
                .orElse(found + NEWEST_FIRST + limit);
        return pool.preparedQuery(sql).execute(Tuple.from(values)).map(rows -> {
            List<Found> events = new ArrayList<>();
            rows.forEach(row -> events.add(found(row)));
            return page(events, criteria.count());
        });
    }

    private static String conditions(Criteria criteria, Optional<String> organisation, List<Object> values) {
        StringBuilder sql = new StringBuilder();
        organisation.ifPresent(code -> sql.append(OF_ORGANISATION).append(add(values, code)));
        for (Filter filter : criteria.filters()) {
            String[] any = filter.values().toArray(String[]::new);
            sql.append(" and ")
                    .append(filter.column().sql())
                    .append(" = any($")
                    .append(add(values, any))
                    .append(")");
        }
        return sql.toString();
    }

    private static String ofPerson(String found, int person, int limit) {
        String newest = NEWEST_FIRST + limit;
        return "select * from ((" + found + OF_PERSON + person + newest + ") union all (" + found + SHOWING_PERSON
                + person + "::uuid]" + newest + ")) as e" + newest;
    }

    private static Page page(List<Found> found, int count) {
        if (found.size() <= count) {
            return new Page(found, Optional.empty());
        }
        Found last = found.get(count - 1);
        return new Page(found.subList(0, count), Optional.of(new Cursor(last.recorded(), last.index())));
    }

    private static Found found(Row row) {
        return new Found(
                row.getUUID(0),
                row.getOffsetDateTime(1).toInstant(),
                row.getLong(2),
                row.getString(3),
                row.getDelegate().getBuffer(4));
    }

    /** Adds a value and returns its number. */
    private static int add(List<Object> values, Object value) {
        values.add(value);
        return values.size();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
