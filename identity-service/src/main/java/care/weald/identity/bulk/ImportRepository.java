package care.weald.identity.bulk;

import care.weald.identity.bulk.ImportJob.Counts;
import care.weald.identity.bulk.ImportJob.LineFault;
import care.weald.identity.bulk.ImportJob.LineFaults;
import care.weald.identity.bulk.ImportJob.Status;
import care.weald.identity.feed.PatientLines.Sender;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Files as their organisation sends, follows and cancels them. */
@ApplicationScoped
class ImportRepository {

    private final Pool pool;
    private final DatabaseConfig config;

    ImportRepository(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))";

    private static final String BEGIN = """
            insert into import_job (id, organisation, may_update)
            select $1, $2, $4
             where (select count(*) from import_job
                     where organisation = $2 and status in ('receiving', 'working')) < $3
            """;

    /** Begins {@code job}; false when the organisation of {@code sender} has {@code most} under way already. */
    Uni<Boolean> begin(UUID job, Sender sender, int most) {
        String organisation = sender.organisation();
        return timed(pool.withTransaction(transaction -> transaction
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(organisation))
                .chain(() ->
                        transaction.preparedQuery(BEGIN).execute(Tuple.of(job, organisation, most, sender.mayUpdate())))
                .map(rows -> rows.rowCount() == 1)));
    }

    private static final String KEEP = """
            with job as (update import_job
                            set total = $3, refused = refused + cardinality($5::bigint[]), changed_at = clock_timestamp()
                          where id = $1 and status = 'receiving'
                      returning id),
                 overlong as (insert into import_fault (job, line, kind, detail, place)
                              select id, line, 'too-large', 'The line is over the limit', 'Patient'
                                from job cross join unnest($5::bigint[]) as line)
            insert into import_part (job, first_line, last_line, content)
            select id, $2, $3, $4 from job
            """;

    /** Keeps lines of {@code job}; false when it was cancelled meanwhile. */
    Uni<Boolean> keep(UUID job, Part part) {
        Tuple values = Tuple.of(
                job, part.first(), part.last(), part.content(), part.overlong().toArray(Long[]::new));
        return timed(pool.preparedQuery(KEEP).execute(values).map(rows -> rows.rowCount() == 1));
    }

    private static final String RECEIVED = """
            update import_job set status = 'working', changed_at = clock_timestamp()
             where id = $1 and status = 'receiving'
            """;

    /** All lines of {@code job} are there; false when it was cancelled meanwhile. */
    Uni<Boolean> received(UUID job) {
        return timed(pool.preparedQuery(RECEIVED).execute(Tuple.of(job)).map(rows -> rows.rowCount() == 1));
    }

    private static final String CANCEL = """
            with cancelled as (update import_job set status = 'cancelled', changed_at = clock_timestamp()
                                where id = $1 and organisation = $2 and status in ('receiving', 'working')
                            returning id),
                 parts as (delete from import_part where job in (select id from cancelled))
            select exists (select from import_job where id = $1 and organisation = $2)
            """;

    /** Ends {@code job} unless it is over; lines that are not done are forgotten. False when there is no such job. */
    Uni<Boolean> cancel(UUID job, String organisation) {
        return timed(pool.preparedQuery(CANCEL)
                .execute(Tuple.of(job, organisation))
                .map(rows -> rows.iterator().next().getBoolean(0)));
    }

    private static final String SWEEP = """
            with cancelled as (update import_job set status = 'cancelled', changed_at = clock_timestamp()
                                where status = 'receiving' and changed_at < $1
                            returning id)
            delete from import_part where job in (select id from cancelled)
            """;

    /** Ends the jobs of which nothing has come in since {@code instant}: nobody was told that they were taken. */
    Uni<Void> abandon(Instant instant) {
        OffsetDateTime since = instant.atOffset(ZoneOffset.UTC);
        return timed(pool.preparedQuery(SWEEP).execute(Tuple.of(since)).replaceWithVoid());
    }

    private static final String FIND = """
            select status, total, position, created, updated, refused from import_job where id = $1 and organisation = $2
            """;

    /** The job of {@code organisation}. */
    Uni<Optional<ImportJob>> find(UUID id, String organisation) {
        return timed(pool.preparedQuery(FIND)
                .execute(Tuple.of(id, organisation))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(job(id, rows.iterator().next()))));
    }

    private static ImportJob job(UUID id, Row row) {
        return new ImportJob(
                id,
                Status.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                row.getLong(1),
                row.getLong(2),
                new Counts(row.getLong(3), row.getLong(4), row.getLong(5)));
    }

    private static final String FAULTS = """
            select line, kind, detail, place from import_fault where job = $1 and line > $2 order by line limit $3
            """;

    /** At most {@code most} refused lines of {@code job} after the line {@code after}. */
    Uni<LineFaults> faults(UUID job, long after, int most) {
        return timed(pool.preparedQuery(FAULTS).execute(Tuple.of(job, after, most + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LineFault(row.getLong(0), row.getString(1), row.getString(2), row.getString(3)))
                        .toList())
                .map(found -> found.size() > most
                        ? new LineFaults(found.subList(0, most), true)
                        : new LineFaults(List.copyOf(found), false));
    }

    private <T> Uni<T> timed(Uni<T> query) {
        Duration limit = config.writeTimeout();
        return query.ifNoItem().after(limit).fail();
    }
}
