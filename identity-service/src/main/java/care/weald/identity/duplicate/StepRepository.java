package care.weald.identity.duplicate;

import care.weald.identity.link.LoneJoiner.Lone;
import care.weald.identity.link.LoneJoiner.Tally;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The next steps of a search, always inside the caller's transaction. */
@ApplicationScoped
class StepRepository {

    /** Links from first to last of a search, that nobody else compares until the transaction ends. */
    record Range(UUID job, long first, long last) {}

    /** A search that nobody else settles until the transaction ends, and how far it is. */
    record Turn(UUID job, long position) {}

    private static final String RANGE = """
            select range.job, range.first, range.last
              from deduplication_range as range
             where range.job = (select id from deduplication where status = 'comparing')
             order by range.first limit 1 for update skip locked
            """;

    /** The next links that nobody compares. */
    Uni<Optional<Range>> range(SqlConnection transaction) {
        return transaction
                .preparedQuery(RANGE)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Range(row.getUUID(0), row.getLong(1), row.getLong(2)))
                        .findFirst());
    }

    private static final String COMPARED = """
            with found as (insert into deduplication_candidate (job, link, source_patient)
                           select $1, lone.link, lone.source
                             from unnest($4::bigint[], $5::uuid[]) as lone (link, source)),
                 done as (delete from deduplication_range where job = $1 and first = $2)
            update deduplication
               set compared = compared + $3, candidates = candidates + cardinality($4::bigint[]),
                   changed_at = clock_timestamp()
             where id = $1 and status = 'comparing'
            """;

    /** {@code range} is done: {@code compared} registrations, of whom {@code like} are like somebody. */
    Uni<Void> compared(SqlConnection transaction, Range range, int compared, List<Lone> like) {
        Tuple values = Tuple.of(range.job(), range.first(), (long) compared);
        values.addArrayOfLong(like.stream().map(Lone::link).toArray(Long[]::new));
        values.addArrayOfUUID(like.stream().map(Lone::source).toArray(UUID[]::new));
        return transaction.preparedQuery(COMPARED).execute(values).replaceWithVoid();
    }

    private static final String TURN = """
            update deduplication as job set status = 'settling', changed_at = clock_timestamp()
             where status = 'comparing'
               and not exists (select from deduplication_range as range where range.job = job.id)
            """;

    /** When all is compared it is time to settle. */
    Uni<Void> turn(SqlClient client) {
        return client.preparedQuery(TURN).execute().replaceWithVoid();
    }

    private static final String CLAIM =
            "select id, position from deduplication where status = 'settling' for update skip locked";

    /** The search that is to be settled, if nobody does. */
    Uni<Optional<Turn>> claim(SqlConnection transaction) {
        return transaction
                .preparedQuery(CLAIM)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Turn(row.getUUID(0), row.getLong(1)))
                        .findFirst());
    }

    private static final String NEXT = """
            select link from deduplication_candidate where job = $1 and link > $2 order by link limit $3
            """;

    /** The links of the next candidates. MUST come after {@link #claim}, in a statement of its own. */
    Uni<List<Long>> next(SqlConnection transaction, Turn turn, int most) {
        return transaction
                .preparedQuery(NEXT)
                .execute(Tuple.of(turn.job(), turn.position(), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map((Row row) -> row.getLong(0))
                        .toList());
    }

    private static final String SETTLED = """
            with done as (delete from deduplication_candidate where job = $1 and link <= $2)
            update deduplication
               set position = $2, settled = settled + $3, linked = linked + $4, raised = raised + $5,
                   changed_at = clock_timestamp()
             where id = $1
            """;

    /** Candidates up to the link {@code position} are settled. */
    Uni<Void> settled(SqlConnection transaction, UUID job, List<Long> links, Tally tally) {
        return transaction
                .preparedQuery(SETTLED)
                .execute(Tuple.of(job, links.getLast(), (long) links.size(), tally.linked(), tally.raised()))
                .replaceWithVoid();
    }

    private static final String DONE =
            "update deduplication set status = 'done', changed_at = clock_timestamp() where id = $1";

    /** No candidate is left. */
    Uni<Void> done(SqlConnection transaction, UUID job) {
        return transaction.preparedQuery(DONE).execute(Tuple.of(job)).replaceWithVoid();
    }
}
