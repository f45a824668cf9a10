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
     * @param items a page and, when there is more, the first of the next
     * @param mentions every item of the answer, on all its pages; empty after the first page
     */
    record Found(List<ShownItem> items, List<Mention> mentions, long withheld) {}

    private static final String READ = """
            with candidate as materialized (
                select i.source_patient, i.item, i.version, i.type, i.category,
                    coalesce(i.time_from, timestamptz '0001-01-01T00:00:00Z') as sort_time, l.level
                from item i cross join lateral (select %1$s as level) l
                where %2$s
                    and ($6::text[] is null or i.category = any($6::text[]))
                    and ($7::text[] is null or i.type = any($7::text[]))
                    and ($8::timestamptz is null or i.received_at >= $8::timestamptz)
            ),
            totals as (
                select count(*) filter (where level is null) as withheld,
                    case when $12::boolean then array_agg(category || ' ' || type || ' ' || source_patient || ' ' || item
                        order by sort_time desc, item desc) filter (where level is not null) end as mentions
                from candidate
            ),
            page as (
                select source_patient, item, version, sort_time, level from candidate
                where level is not null
                    and ($9::timestamptz is null or (sort_time, item) < ($9::timestamptz, $10::uuid))
                order by sort_time desc, item desc
                limit $11
            )
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                %3$s, %4$s, i.confidentiality, t.withheld, i.type,
                case when row_number() over (order by p.sort_time desc, p.item desc) = 1 then t.mentions end
            from totals t
            left join (page p join item i
                on i.source_patient = p.source_patient and i.item = p.item and i.version = p.version) on true
            order by p.sort_time desc, p.item desc
            """.formatted(Visible.LEVEL, Visible.OURS, Visible.BODY, Visible.PLACES);

    /** Reads a page. {@code mentioning} asks for the names of everything on the pages after it too. */
    Uni<Found> read(Permit permit, CompositeQuery query, boolean mentioning) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addValue(orNull(query.categories().stream().map(Category::code).toList()));
        tuple.addValue(orNull(List.copyOf(query.types())));
        tuple.addValue(query.since().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null));
        tuple.addValue(query.after()
                .map(Cursor::time)
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .orElse(null));
        tuple.addValue(query.after().map(Cursor::item).orElse(null));
        tuple.addValue(query.count().isPresent() ? Long.valueOf(query.count().getAsInt() + 1L) : null);
        tuple.addValue(mentioning && query.after().isEmpty());
        return pool.preparedQuery(READ).execute(tuple).map(CompositeRepository::found);
    }

    private static String @Nullable [] orNull(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }

    private static Found found(RowSet<Row> rows) {
        List<ShownItem> items = new ArrayList<>(rows.size());
        List<Mention> mentions = new ArrayList<>();
        long withheld = 0;
        for (Row row : rows) {
            withheld = row.getLong(10);
            if (row.getUUID(0) != null) {
                items.add(ItemRepository.shown(row, row.getString(11)));
            }
            String[] names = row.getArrayOfStrings(12);
            for (String name : names == null ? new String[0] : names) {
                mentions.add(mention(name.split(" ")));
            }
        }
        return new Found(items, mentions, withheld);
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
