package care.weald.audit.search;

import care.weald.audit.access.Linked;
import care.weald.audit.log.Content;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds events, newest first. Whose events may be seen is part of the query. */
@ApplicationScoped
public class EventSearch {

    private final Pool pool;

    EventSearch(Pool pool) {
        this.pool = pool;
    }

    /** One event as it is kept; its leaf hash is in hex. */
    public record Found(UUID id, Instant recorded, long index, String organisation, Buffer body, String leafHash) {}

    /** A page, and where the next one starts when there is one. */
    public record Page(List<Found> events, Optional<Cursor> next) {

        public Page {
            events = List.copyOf(events);
        }
    }

    private static final String FIND = """
            select event_id, recorded, log_index, organisation, body, identity, leaf_hash
            from audit_event
            where %1$s >= $1 and %1$s < $2 and (%1$s, log_index) < ($3, $4)
            """;

    private static final String BY_TIME = FIND.formatted("recorded");

    /**
     * The same where an index finds few. A kept plan does not know how wide a span of time is, takes it for a narrow one
     * and reads the index of times beside the other, all of it: so the span is written in a way that no index serves.
     */
    private static final String AMONG_FEW = FIND.formatted("recorded + interval '0'");

    private static final String OF_ORGANISATION = " and organisation = $";

    /** Likewise, where something narrower than an organisation is asked for. */
    private static final String ALSO_OF_ORGANISATION = " and organisation || '' = $";

    private static final String NEWEST_FIRST = " order by recorded desc, log_index desc limit $";

    /**
     * The events that {@code criteria} mean. A person's are those about the person and those that showed the person
     * among others: each by its own index, a page of both, and of all the newest.
     *
     * @param linked the other ids that the person's events may bear, each for its time
     * @param organisation the one whose events may be seen; empty for a caller who may see everybody's
     */
    public Uni<Page> find(Criteria criteria, List<Linked> linked, Optional<String> organisation) {
        List<Object> values = new ArrayList<>(List.of(
                utc(criteria.dates().from()),
                utc(criteria.dates().until()),
                utc(criteria.after().recorded()),
                criteria.after().index()));
        String found = (criteria.isAmongFew() ? AMONG_FEW : BY_TIME) + conditions(criteria, organisation, values);
        String newest = NEWEST_FIRST + add(values, criteria.count() + 1);
        String sql = criteria.person()
                        .map(person -> ofPerson(found, newest, known(person, linked), values))
                        .orElse(found)
                + newest;
        return pool.preparedQuery(sql).execute(Tuple.from(values)).map(rows -> {
            List<Found> events = new ArrayList<>();
            rows.forEach(row -> events.add(found(row)));
            return page(events, criteria.count());
        });
    }

    private static String conditions(Criteria criteria, Optional<String> organisation, List<Object> values) {
        StringBuilder sql = new StringBuilder();
        organisation.ifPresent(code -> sql.append(criteria.isNarrow() ? ALSO_OF_ORGANISATION : OF_ORGANISATION)
                .append(add(values, code)));
        for (Filter filter : criteria.filters()) {
            String[] any = filter.values().toArray(String[]::new);
            sql.append(" and ").append(filter.column().sql(add(values, any)));
        }
        return sql.toString();
    }

    private static String ofPerson(String found, String newest, List<Linked> known, List<Object> values) {
        int ids = add(values, known.stream().map(Linked::person).toArray(UUID[]::new));
        int since = add(values, times(known.stream().map(Linked::from)));
        int until = add(values, times(known.stream().map(Linked::until)));
        return """
                select distinct on (recorded, log_index) found.* from unnest($%d::uuid[], $%d::timestamptz[], $%d::timestamptz[])
                        as known (id, since, until)
                cross join lateral (
                    (%s and recorded + interval '0' >= since and recorded + interval '0' < until and person = id %s)
                    union all (%s and recorded + interval '0' >= since and recorded + interval '0' < until
                        and persons @> array[id] %s)) as found
                """.formatted(ids, since, until, found, newest, found, newest);
    }

    /** All ids of a person: {@code person} at any time, the linked ones at theirs. */
    private static List<Linked> known(UUID person, List<Linked> linked) {
        return Stream.concat(
                        Stream.of(new Linked(person, DateRange.ALWAYS.from(), DateRange.ALWAYS.until())),
                        linked.stream())
                .toList();
    }

    private static OffsetDateTime[] times(Stream<Instant> instants) {
        return instants.map(DateRange.ALWAYS::within).map(EventSearch::utc).toArray(OffsetDateTime[]::new);
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
                whole(row.getDelegate().getBuffer(4), row.getDelegate().getBuffer(5)),
                HexFormat.of().formatHex(row.getDelegate().getBuffer(6).getBytes()));
    }

    private static Buffer whole(Buffer kept, @Nullable Buffer identity) {
        return Buffer.buffer(Content.whole(kept.getBytes(), identity == null ? null : identity.getBytes()));
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
