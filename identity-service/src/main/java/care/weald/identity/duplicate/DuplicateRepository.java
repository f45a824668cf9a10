package care.weald.identity.duplicate;

import care.weald.identity.duplicate.Deduplication.Counts;
import care.weald.identity.duplicate.Deduplication.Status;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Searches as stewards begin, follow and cancel them. */
@ApplicationScoped
class DuplicateRepository {

    private final Pool pool;
    private final DatabaseConfig config;

    DuplicateRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String BEGIN = """
            insert into deduplication (id, organisation, total)
            select $1, $2, (select count(*) from link where valid_to is null and origin = 'new')
            on conflict do nothing
            """;

    private static final String RANGES = """
            insert into deduplication_range (job, first, last)
            select $1, first, first + $2 - 1
              from (select min(id) as least, max(id) as greatest from link where origin = 'new') as ids
             cross join lateral generate_series(least, greatest, $2) as first
            """;

    /** Begins a search; false when one is under way. */
    Uni<Boolean> begin(UUID id, String organisation, int chunk) {
        return timed(pool.withTransaction(transaction -> transaction
                .preparedQuery(BEGIN)
                .execute(Tuple.of(id, organisation))
                .chain(begun -> begun.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : transaction
                                .preparedQuery(RANGES)
                                .execute(Tuple.of(id, (long) chunk))
                                .replaceWith(true))));
    }

    private static final String FIND = """
            select status, total, compared, candidates, settled, linked, raised
              from deduplication where id = $1 and organisation = $2
            """;

    /** The search that {@code organisation} began. */
    Uni<Optional<Deduplication>> find(UUID id, String organisation) {
        return timed(pool.preparedQuery(FIND)
                .execute(Tuple.of(id, organisation))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(job(id, rows.iterator().next()))));
    }

    private static Deduplication job(UUID id, Row row) {
        return new Deduplication(
                id,
                Status.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                row.getLong(1),
                new Counts(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
    }

    private static final String CANCEL = """
            with cancelled as (update deduplication set status = 'cancelled', changed_at = clock_timestamp()
                                where id = $1 and organisation = $2 and status in ('comparing', 'settling')
                            returning id),
                 ranges as (delete from deduplication_range where job in (select id from cancelled)),
                 left_over as (delete from deduplication_candidate where job in (select id from cancelled))
            select exists (select from deduplication where id = $1 and organisation = $2)
            """;

    /** Ends the search unless it is over; false when there is none. */
    Uni<Boolean> cancel(UUID id, String organisation) {
        return timed(pool.preparedQuery(CANCEL)
                .execute(Tuple.of(id, organisation))
                .map(rows -> rows.iterator().next().getBoolean(0)));
    }

    private <T> Uni<T> timed(Uni<T> query) {
        return query.ifNoItem().after(config.writeTimeout()).fail();
    }
}
