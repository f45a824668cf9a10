package care.weald.identity.bulk;

import care.weald.identity.bulk.ImportJob.LineFault;
import care.weald.identity.feed.PatientLines.Sender;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The next lines of the files that wait, always inside the caller's transaction. */
@ApplicationScoped
class ChunkRepository {

    /** A file that nobody else works on until the transaction ends. */
    record Claim(UUID job, Sender sender, long position, long total) {}

    /** What has been done of a file: up to which line, and what became of the lines since the last time. */
    record Progress(long position, ImportJob.Counts counts, List<LineFault> faults) {

        Progress {
            faults = List.copyOf(faults);
        }
    }

    private static final String CLAIM = """
            select id, organisation, may_update, position, total from import_job
             where status = 'working' order by changed_at limit 1 for update skip locked
            """;

    /** The file that has waited longest, if there is one that nobody works on. */
    Uni<Optional<Claim>> claim(SqlConnection transaction) {
        return transaction.preparedQuery(CLAIM).execute().map(rows -> {
            if (rows.rowCount() == 0) {
                return Optional.empty();
            }
            var row = rows.iterator().next();
            return Optional.of(new Claim(
                    row.getUUID(0), new Sender(row.getString(1), row.getBoolean(2)), row.getLong(3), row.getLong(4)));
        });
    }

    private static final String PART = """
            select first_line, last_line, content from import_part where job = $1 order by first_line limit 1
            """;

    /** The next lines of {@code claim}. MUST come after {@link #claim}, in a statement of its own. */
    Uni<Optional<Part>> part(SqlConnection transaction, Claim claim) {
        return transaction
                .preparedQuery(PART)
                .execute(Tuple.of(claim.job()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(part(rows.iterator().next().getDelegate())));
    }

    private static Part part(Row row) {
        return new Part(row.getLong(0), row.getLong(1), row.getBuffer(2), List.of());
    }

    private static final String SETTLE = """
            with done as (update import_job
                             set position = $2, created = created + $3, updated = updated + $4, refused = refused + $5,
                                 status = case when $2 >= total then 'done' else status end,
                                 changed_at = clock_timestamp()
                           where id = $1),
                 faults as (insert into import_fault (job, line, kind, detail, place)
                            select $1, fault.line, fault.kind, fault.detail, fault.place
                              from unnest($6::bigint[], $7::text[], $8::text[], $9::text[])
                                   as fault (line, kind, detail, place))
            delete from import_part where job = $1 and last_line <= $2
            """;

    /** Keeps what was done of {@code job}; lines that are done are forgotten, part by part. */
    Uni<Void> settle(SqlConnection transaction, UUID job, Progress progress) {
        Tuple values = Tuple.of(
                job,
                progress.position(),
                progress.counts().created(),
                progress.counts().updated(),
                progress.counts().refused());
        values.addArrayOfLong(progress.faults().stream().map(LineFault::line).toArray(Long[]::new));
        values.addArrayOfString(texts(progress, LineFault::kind));
        values.addArrayOfString(texts(progress, LineFault::detail));
        values.addArrayOfString(texts(progress, LineFault::place));
        return transaction.preparedQuery(SETTLE).execute(values).replaceWithVoid();
    }

    private static String[] texts(Progress progress, Function<LineFault, String> text) {
        return progress.faults().stream().map(text).toArray(String[]::new);
    }
}
