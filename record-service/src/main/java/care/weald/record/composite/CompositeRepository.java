package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.item.ItemId;
import care.weald.record.item.ItemRepository;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import care.weald.record.search.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a record as a permit lets it be seen, in one round trip. */
@ApplicationScoped
class CompositeRepository {

    private final Pool pool;

    CompositeRepository(Pool pool) {
        this.pool = pool;
    }

    /** An item that is there, by name only. */
    record Mention(String category, String type, ItemId id) {}

    /**
     * What was found.
     *
     * @param items a page; by count it may have the first of the next as well
     * @param more whether a page follows
     * @param mentions every item of the answer, on all its pages, where that was asked and there is more than a page
     * @param organisations whose items are mentioned
     * @param snapshot what the statement saw
     */
    record Found(
            List<ShownItem> items,
            boolean more,
            List<Mention> mentions,
            List<String> organisations,
            long withheld,
            String snapshot) {}

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String STATEMENT = """
            with candidate as materialized (
                select i.source_patient, i.item, i.version, i.type, i.category, i.organisation,
                    octet_length(%3$s) as size,
                    coalesce(i.time_from, timestamptz '0001-01-01T00:00:00Z') as sort_time, l.level
                from %2$s %7$s cross join lateral (select %1$s as level) l
            ),
            page as materialized (
                select c.*, coalesce(sum(size) over w, 0) < %6$s as fits, row_number() over w as place
                from (select source_patient, item, version, sort_time, level, size from candidate
                    where level is not null
                        and ($8::timestamptz is null or (sort_time, item) < ($8::timestamptz, $9::uuid))
                    order by sort_time desc, item desc
                    limit $10::bigint) c
                window w as (order by sort_time desc, item desc rows between unbounded preceding and 1 preceding)
            ),
            totals as (
                select count(*) filter (where level is null) as withheld,
                    (select count(*) = $10::bigint or not bool_and(fits) from page) as more
                from candidate
            ),
            mentioned as (
                select array_agg(category || ' ' || type || ' ' || source_patient || ' ' || item
                        order by sort_time desc, item desc) as names, array_agg(distinct organisation) as organisations
                from candidate where level is not null
            )
            select s.source_patient, s.item, s.version, s.category, s.organisation, s.received_at, s.time_from,
                s.body, s.places, s.confidentiality, t.withheld, s.type, t.more,
                case when $11::boolean and t.more and s.place = 1 then (select names from mentioned) end,
                case when $11::boolean and t.more and s.place = 1 then (select organisations from mentioned) end,
                case when s.place = 1 or s.place is null then pg_current_snapshot()::text end
            from totals t
            left join (select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at,
                    i.time_from, %3$s as body, %4$s as places, i.confidentiality, i.type, p.place
                from %5$s where p.fits) s on true
            order by s.place
            """;

    private static final String WANTED = """
            ($5::text[] is null or i.category = any($5::text[]))
            and ($6::text[] is null or i.type = any($6::text[]))
            and ($7::timestamptz is null or i.received_at >= $7::timestamptz)""";

    private static final String READ =
            statement(Visible.EACH_OF_OURS.formatted(WANTED), Visible.GRANTED, Visible.LEVEL);

    private static final String READ_AS_OF = statement(
            Visible.EACH_OF_OURS_THEN.formatted("$12::timestamptz", WANTED), Visible.GRANTED_THEN, Visible.LEVEL_THEN);

    private static final String READ_SEEN = statement(
            Visible.EACH_OF_OURS_SEEN.formatted("$12::text::pg_snapshot", WANTED), Visible.GRANTED, Visible.LEVEL);

    private static String statement(String source, String granted, String level) {
        return STATEMENT.formatted(
                level, source, Visible.BODY, Visible.PLACES, Visible.ROWS_OF_PAGE, Visible.PAGE_BYTES, granted);
    }

    /** Reads a page. {@code mentioning} asks for the names of everything on the pages after it too. */
    Uni<Found> read(Permit permit, CompositeQuery query, Optional<Cursor> after, boolean mentioning) {
        Tuple tuple = asked(permit, query, after, mentioning);
        query.asOf().map(moment -> moment.atOffset(ZoneOffset.UTC)).ifPresent(tuple::addValue);
        return pool.preparedQuery(query.asOf().isPresent() ? READ_AS_OF : READ)
                .execute(tuple)
                .map(CompositeRepository::found);
    }

    /** The page that a statement with this snapshot saw; of the past it was asked for by moment. */
    Uni<Found> seen(Permit permit, CompositeQuery query, Optional<Cursor> after, String snapshot) {
        boolean mentioning = "record".equals(permit.interaction());
        return pool.preparedQuery(READ_SEEN)
                .execute(asked(permit, query, after, mentioning).addString(snapshot))
                .map(CompositeRepository::found);
    }

    private static Tuple asked(Permit permit, CompositeQuery query, Optional<Cursor> after, boolean mentioning) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addValue(orNull(query.categories().stream().map(Category::code).toList()));
        tuple.addValue(orNull(List.copyOf(query.types())));
        tuple.addValue(query.since().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null));
        tuple.addValue(after.map(Cursor::time)
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElse(null));
        tuple.addValue(after.map(Cursor::item).orElse(null));
        tuple.addValue(query.count().isPresent() ? Long.valueOf(query.count().getAsInt() + 1L) : null);
        return tuple.addValue(mentioning && after.isEmpty());
    }

    private static String @Nullable [] orNull(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    private static Found found(RowSet<Row> rows) {
        List<ShownItem> items = new ArrayList<>(rows.size());
        List<Mention> mentions = new ArrayList<>();
        List<String> organisations = new ArrayList<>();
        long withheld = 0;
        boolean more = false;
        String snapshot = "";
        for (Row row : rows) {
            withheld = row.getLong(10);
            snapshot = row.getString(15) == null ? snapshot : row.getString(15);
            if (row.getUUID(0) != null) {
                items.add(ItemRepository.shown(row, row.getString(11)));
                more = Boolean.TRUE.equals(row.getBoolean(12));
                texts(row.getArrayOfStrings(13)).forEach(name -> mentions.add(mention(name.split(" "))));
                organisations.addAll(texts(row.getArrayOfStrings(14)));
            }
        }
        return new Found(items, more, mentions, organisations, withheld, snapshot);
    }

    private static List<String> texts(String @Nullable [] texts) {
        return texts == null ? List.of() : List.of(texts);
    }

    private static Mention mention(String[] parts) {
        return new Mention(parts[0], parts[1], new ItemId(UUID.fromString(parts[2]), UUID.fromString(parts[3])));
    }

    /** What is mentioned when the whole answer is one page. */
    static List<Mention> mentions(List<ShownItem> items) {
        return items.stream()
                .map(item -> new Mention(item.category(), item.type(), item.id()))
                .toList();
    }
}
