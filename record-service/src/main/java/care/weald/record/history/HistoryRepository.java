package care.weald.record.history;

import care.weald.record.item.ItemId;
import care.weald.record.item.ItemRepository;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the versions of one item as a permit lets them be seen now. */
@ApplicationScoped
class HistoryRepository {

    private final Pool pool;

    HistoryRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which versions.
     *
     * @param version only this one
     * @param since only those that the record got from then on
     * @param count at most so many, the newest
     */
    record Asked(String type, ItemId id, OptionalInt version, Optional<Instant> since, int count) {}

    /** What was found: the versions that may be seen, the newest first, and how many of all that are. */
    record Found(List<ShownItem> versions, long total, long withheld) {}

    private static final String READ =
            """
            with candidate as materialized (
                select i.source_patient, i.item, i.version, l.level
                from item i %1$s cross join lateral (select %2$s as level) l
                where i.source_patient = any($1::uuid[]) and i.source_patient = $5 and i.item = $6 and i.type = $7
                    and ($8::int is null or i.version = $8::int)
                    and ($9::timestamptz is null or i.received_at >= $9::timestamptz)
            ),
            page as materialized (
                select * from candidate where level is not null order by version desc limit $10
            ),
            totals as (
                select count(*) filter (where level is not null) as total,
                    count(*) filter (where level is null) as withheld
                from candidate
            )
            select s.source_patient, s.item, s.version, s.category, s.organisation, s.received_at, s.time_from,
                s.body, s.places, s.confidentiality, t.total, t.withheld
            from totals t left join (
                select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                    %3$s as body, %4$s as places, i.confidentiality
                from %5$s) s on true
            order by s.version desc
            """.formatted(Visible.GRANTED_THEN, Visible.LEVEL_THEN, Visible.BODY, Visible.PLACES, Visible.ROWS_OF_PAGE);

    Uni<Found> read(Permit permit, Asked asked) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addUUID(asked.id().sourcePatient()).addUUID(asked.id().item()).addString(asked.type());
        tuple.addValue(
                asked.version().isPresent() ? Integer.valueOf(asked.version().getAsInt()) : null);
        tuple.addValue(
                asked.since().map(since -> since.atOffset(ZoneOffset.UTC)).orElse(null));
        tuple.addLong((long) asked.count());
        return pool.preparedQuery(READ).execute(tuple).map(rows -> {
            List<ShownItem> versions = new ArrayList<>();
            long total = 0;
            long withheld = 0;
            for (Row row : rows) {
                total = row.getLong(10);
                withheld = row.getLong(11);
                if (row.getUUID(0) != null) {
                    versions.add(ItemRepository.shown(row, asked.type()));
                }
            }
            return new Found(versions, total, withheld);
        });
    }
}
