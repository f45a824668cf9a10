package care.weald.record.feed.bulk;

import care.weald.record.feed.bulk.ImportJob.Counts;
import care.weald.record.feed.bulk.ImportJob.LineFault;
import care.weald.record.feed.bulk.ImportJob.LineFaults;
import care.weald.record.feed.bulk.ImportJob.Status;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Files as their organisation sends, follows and cancels them. */
@ApplicationScoped
class ImportRepository {

    private final Pool pool;
    private final ImportConfig config;

    ImportRepository(Pool pool, ImportConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))";

    private static final String BEGIN = """
            insert into import_job (id, organisation)
            select $1, $2
             where (select count(*) from import_job
                     where organisation = $2 and status in ('receiving', 'working')) < $3
            """;

    /** Begins {@code job}; false when {@code organisation} has {@code most} under way already. */
    Uni<Boolean> begin(UUID job, String organisation, int most) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(organisation))
                .chain(() -> transaction.preparedQuery(BEGIN).execute(Tuple.of(job, organisation, most)))
                .map(rows -> rows.rowCount() == 1));
    }

    /** What became of lines. */
    enum Kept {
        KEPT,
        /** There is no such file. */
        ABSENT,
        /** It has been cancelled, has all its lines, or has these already. */
        CLOSED
    }

    private static final String KEEP = """
            with job as (update import_job
                            set total = $4, created = created + $5, updated = updated + $6,
                                refused = refused + cardinality($9::bigint[]), changed_at = clock_timestamp()
                          where id = $1 and organisation = $2 and status = 'receiving' and total = $3 - 1
                      returning id, refused),
                 fault as (insert into import_fault (job, line, kind, detail, place)
                           select job.id, fault.line, fault.kind, fault.detail, fault.place
                             from job cross join unnest($9::bigint[], $10::text[], $11::text[], $12::text[])
                                  with ordinality as fault (line, kind, detail, place, nth)
                            where job.refused - cardinality($9::bigint[]) + nth <= $13::bigint),
                 part as (insert into import_part (job, first_line, last_line, patients, content)
                          select id, $3, $4, $7, $8 from job where length($8::bytea) > 0)
            select exists (select from job), exists (select from import_job where id = $1 and organisation = $2)
            """;

    /** Keeps lines of {@code job}, which MUST follow those that it has; {@code patients}: whom they may be about. */
    Uni<Kept> keep(UUID job, String organisation, ImportPart part, byte[] patients) {
        Tuple values = Tuple.of(job, organisation, part.first(), part.last());
        values.addLong(part.counts().created()).addLong(part.counts().updated());
        values.addValue(Buffer.buffer(patients)).addValue(Buffer.buffer(part.entries()));
        addFaults(values, part.faults());
        values.addLong((long) config.mostFaults());
        return pool.preparedQuery(KEEP).execute(values).map(rows -> {
            Row row = rows.iterator().next();
            return row.getBoolean(0) ? Kept.KEPT : row.getBoolean(1) ? Kept.CLOSED : Kept.ABSENT;
        });
    }

    static void addFaults(Tuple values, List<LineFault> faults) {
        values.addArrayOfLong(faults.stream().map(LineFault::line).toArray(Long[]::new));
        for (Function<LineFault, String> column :
                List.<Function<LineFault, String>>of(LineFault::kind, LineFault::detail, LineFault::place)) {
            values.addArrayOfString(faults.stream().map(column).toArray(String[]::new));
        }
    }

    private static final String COMPLETE = """
            update import_job set status = 'working', changed_at = clock_timestamp()
             where id = $1 and organisation = $2 and status = 'receiving' and total > 0
            """;

    /** All lines of {@code job} are there; false when it was cancelled, or has no line. */
    Uni<Boolean> complete(UUID job, String organisation) {
        return pool.preparedQuery(COMPLETE).execute(Tuple.of(job, organisation)).map(rows -> rows.rowCount() == 1);
    }

    private static final String CANCEL = """
            with cancelled as (update import_job set status = 'cancelled', changed_at = clock_timestamp()
                                where id = $1 and organisation = $2 and status in ('receiving', 'working'))
            select exists (select from import_job where id = $1 and organisation = $2)
            """;

    /** A statement of its own, so that it sees a part that was being kept while the job was cancelled. */
    private static final String FORGET = """
            delete from import_part where job = $1 and exists (
                   select from import_job where id = $1 and organisation = $2 and status = 'cancelled')
            """;

    /** Ends {@code job} unless it is over; lines that are not done are forgotten. False when there is no such job. */
    Uni<Boolean> cancel(UUID job, String organisation) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(CANCEL)
                        .execute(Tuple.of(job, organisation))
                        .call(() -> transaction.preparedQuery(FORGET).execute(Tuple.of(job, organisation))))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String SWEEP = """
            with forgotten as (delete from import_job where status in ('done', 'cancelled') and changed_at < $2),
                 cancelled as (update import_job set status = 'cancelled', changed_at = clock_timestamp()
                                where status = 'receiving' and changed_at < $1
                            returning id)
            delete from import_part where job in (select id from cancelled)
            """;

    /** Ends files of which nothing has come in since {@code silent}; forgets those that were over at {@code old}. */
    Uni<Void> sweep(Instant silent, Instant old) {
        return pool.preparedQuery(SWEEP)
                .execute(Tuple.of(silent.atOffset(ZoneOffset.UTC), old.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String FIND = """
            select status, total, position, created, updated, refused from import_job where id = $1 and organisation = $2
            """;

    /** The job of {@code organisation}. */
    Uni<Optional<ImportJob>> find(UUID id, String organisation) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, organisation))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(job(id, rows.iterator().next())));
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
        return pool.preparedQuery(FAULTS)
                .execute(Tuple.of(job, after, (long) most + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LineFault(row.getLong(0), row.getString(1), row.getString(2), row.getString(3)))
                        .toList())
                .map(found -> found.size() > most
                        ? new LineFaults(found.subList(0, most), true)
                        : new LineFaults(found, false));
    }
}
