package care.weald.record.quality;

import care.weald.record.item.ItemId;
import io.smallrye.mutiny.Uni;
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
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what is wrong with the items of organisations: counts, and one fault of one item at a time. */
@ApplicationScoped
class FaultRepository {

    private final Pool pool;

    FaultRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * How often a rule finds a fault.
     *
     * @param rule its code; empty for how many items there are in the category
     * @param items how many have the fault
     * @param firstOf how many items have this as their first fault, so that the sum over the rules is how many are faulty
     */
    record Tally(String organisation, String category, String rule, long items, long firstOf) {}

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String TALLY = """
            select organisation, category, '' as rule, sum(items), 0 from item_count
            where %1$s and received_at < $2
            group by organisation, category
            union all
            select f.organisation, f.category, r.rule, count(*), count(*) filter (where r.place = 1)
            from item_fault f cross join unnest(f.rules) with ordinality r(rule, place)
            where %1$s and f.received_at < $2
                and (f.superseded_at is null or f.superseded_at >= $2)
            group by f.organisation, f.category, r.rule
            order by 1, 2, 3
            """;

    /** What there was before a moment, of one organisation or of all. */
    Uni<List<Tally>> tally(Optional<String> organisation, Instant before) {
        return pool.preparedQuery(TALLY.formatted(whose(organisation)))
                .execute(Tuple.of(organisation.orElse(null), before.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Tally(
                                row.getString(0), row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        .toList());
    }

    /**
     * Faults of one version of an item.
     *
     * @param rules codes of its faults that are open, or that the next version put right
     * @param closed when they were put right
     */
    record Work(
            ItemId item,
            String organisation,
            String type,
            List<String> rules,
            Instant opened,
            Optional<Instant> closed) {

        Work {
            rules = List.copyOf(rules);
        }
    }

    /** Where a page of work ended. */
    record Place(Instant at, UUID item) {}

    @SuppressWarnings("InlineFormatString")
    private static final String OPEN = """
            select source_patient, item, organisation, type, rules, received_at, null::timestamptz
            from item_fault
            where %1$s and superseded_at is null
                and ($2::timestamptz is null or (received_at, item) > ($2::timestamptz, $3::uuid))
            order by received_at, item limit $4
            """;

    @SuppressWarnings("InlineFormatString")
    private static final String CLOSED = """
            select f.source_patient, f.item, f.organisation, f.type, gone.rules, f.received_at, f.superseded_at
            from item_fault f cross join lateral (
                select array_agg(rule order by rule) as rules from unnest(f.rules) rule
                where not exists (select from item_fault later
                    where later.source_patient = f.source_patient and later.item = f.item
                        and later.version > f.version and rule = any(later.rules))
            ) gone
            where %1$s and f.superseded_at is not null
                and gone.rules is not null
                and ($2::timestamptz is null or (f.received_at, f.item) > ($2::timestamptz, $3::uuid))
            order by f.received_at, f.item limit $4
            """;

    /** A page of items with faults, the oldest first: {@code most} and, when there are more, one besides. */
    Uni<List<Work>> work(Optional<String> organisation, boolean closed, Optional<Place> after, int most) {
        return pool.preparedQuery((closed ? CLOSED : OPEN).formatted(whose(organisation)))
                .execute(Tuple.of(
                        organisation.orElse(null),
                        after.map(place -> place.at().atOffset(ZoneOffset.UTC)).orElse(null),
                        after.map(Place::item).orElse(null),
                        (long) most + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(FaultRepository::work)
                        .toList());
    }

    private static final String ONE = """
            select source_patient, item, organisation, type, rules, received_at, superseded_at from item_fault
            where source_patient = $1 and item = $2 and $3 = any(rules)
                and ($4::text is null or organisation = $4::text)
            order by version desc limit 1
            """;

    /** The newest version of an item that has a fault by this rule. */
    Uni<Optional<Work>> one(ItemId item, String rule, Optional<String> organisation) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(item.sourcePatient(), item.item(), rule, organisation.orElse(null)))
                .map(rows -> {
                    List<Work> found = new ArrayList<>();
                    rows.forEach(row -> found.add(work(row)));
                    return found.stream().findFirst();
                });
    }

    /** A plan that does not know its parameters finds an index only for a condition that stands by itself. */
    private static String whose(Optional<String> organisation) {
        return organisation.isPresent() ? "organisation = $1::text" : "$1::text is null";
    }

    private static Work work(Row row) {
        return new Work(
                new ItemId(row.getUUID(0), row.getUUID(1)),
                row.getString(2),
                row.getString(3),
                List.of(row.getArrayOfStrings(4)),
                row.getOffsetDateTime(5).toInstant(),
                instant(row.getOffsetDateTime(6)));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
