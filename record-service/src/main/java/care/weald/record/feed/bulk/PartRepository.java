package care.weald.record.feed.bulk;

import care.weald.record.feed.bulk.Numbered.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** The next lines of the files that wait, always inside the caller's transaction. */
final class PartRepository {

    private PartRepository() {}

    /** A file that nobody else works on until the transaction ends. */
    record Claim(UUID job, String organisation, long position, long total) {}

    /** Lines of it that wait, and whom they may be about. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Waiting(long last, byte[] patients, byte[] lines) {

        @Override
        public String toString() {
            return "Waiting[" + last + "]";
        }
    }

    private static final String CLAIM = """
            select id, organisation, position, total from import_job
             where status = 'working' order by changed_at limit 1 for update skip locked
            """;

    /** The file that has waited longest, if there is one that nobody works on. */
    static Uni<Optional<Claim>> claim(SqlConnection transaction) {
        return transaction.preparedQuery(CLAIM).execute().map(rows -> {
            if (rows.rowCount() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Claim(row.getUUID(0), row.getString(1), row.getLong(2), row.getLong(3)));
        });
    }

    private static final String WAITING = """
            select last_line, patients, content from import_part where job = $1 order by first_line limit 1
            """;

    /** The next lines of {@code claim}. MUST come after {@link #claim}, in a statement of its own. */
    static Uni<Optional<Waiting>> waiting(SqlConnection transaction, Claim claim) {
        return transaction.preparedQuery(WAITING).execute(Tuple.of(claim.job())).map(rows -> {
            if (rows.rowCount() == 0) {
                return Optional.empty();
            }
            Row row = rows.iterator().next();
            return Optional.of(new Waiting(
                    row.getLong(0),
                    row.getBuffer(1).getBytes(),
                    row.getBuffer(2).getBytes()));
        });
    }

    private static final String SETTLE = """
            with done as (update import_job
                             set position = $2, created = created + $3, updated = updated + $4, refused = refused + $5,
                                 status = case when $2 >= total then 'done' else status end,
                                 changed_at = clock_timestamp()
                           where id = $1
                       returning refused),
                 faults as (insert into import_fault (job, line, kind, detail, place)
                            select $1, fault.line, fault.kind, fault.detail, fault.place
                              from done cross join unnest($6::bigint[], $7::text[], $8::text[], $9::text[])
                                   with ordinality as fault (line, kind, detail, place, nth)
                             where done.refused - cardinality($6::bigint[]) + nth <= $10::bigint)
            delete from import_part where job = $1 and last_line <= $2
            """;

    /** Keeps what was done of {@code job} and at most {@code most} faults; lines that are done are forgotten, part by part. */
    static Uni<Void> settle(SqlConnection transaction, UUID job, Progress progress, int most) {
        Tuple values = Tuple.of(
                job,
                progress.position(),
                progress.counts().created(),
                progress.counts().updated(),
                progress.counts().refused());
        ImportRepository.addFaults(values, progress.faults());
        values.addLong((long) most);
        return transaction.preparedQuery(SETTLE).execute(values).replaceWithVoid();
    }
}
