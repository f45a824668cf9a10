package care.weald.audit.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far each destination has been told. A step is one transaction: it holds the destination's turn, reads, sends, and
 * moves the cursor last, so what was not sent is sent again, and nobody else sends meanwhile.
 */
@ApplicationScoped
class Cursors {

    private final Pool pool;
    private final StreamConfig config;
    private final Vertx vertx;

    Cursors(Pool pool, StreamConfig config, Vertx vertx) {
        this.pool = pool;
        this.config = config;
        this.vertx = vertx;
    }

    /** The wait for a receiver is longer than a transaction may usually be idle. */
    private static final String TRY_TURN = """
            select set_config('idle_in_transaction_session_timeout', $2, true),
                   pg_try_advisory_xact_lock(hashtext('audit stream ' || $1)) as turn""";

    private static final String BEGIN = """
            insert into stream_cursor (destination, source, next)
            values ($1, 'event', case when $2 then 0 else (select next_index from log_head) end),
                   ($1, 'alert', case when $2 then 0 else (select coalesce(max(number), 0) + 1 from alert) end)
            on conflict do nothing""";

    private static final String PLACE = "select next from stream_cursor where destination = $1 and source = $2";

    private static final String MOVE = """
            update stream_cursor set next = $3, moved = now() where destination = $1 and source = $2""";

    /** What a step read: the notices, and how far they reach. */
    private record Lot(List<Notice> notices, int rows, long next) {}

    /** Sends the next lot; the item is how many places it covered: 0 when there is none, or another replica has the turn. */
    Uni<Integer> step(Destination destination, Streams stream) {
        Tuple turn =
                Tuple.of(destination.name(), config.timeout().multipliedBy(3).toMillis() + "ms");
        return pool.withTransaction(connection -> connection
                .preparedQuery(TRY_TURN)
                .execute(turn)
                .chain(rows -> rows.iterator().next().getBoolean("turn")
                        ? inTurn(connection, destination, stream)
                        : Uni.createFrom().item(0)));
    }

    private Uni<Integer> inTurn(SqlConnection connection, Destination destination, Streams stream) {
        Tuple cursor = Tuple.of(destination.name(), stream.source());
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(destination.name(), config.fromTheBeginning()))
                .chain(() -> connection.preparedQuery(PLACE).execute(cursor))
                .chain(rows -> lot(connection, stream, rows.iterator().next().getLong(0)))
                .call(lot -> lot.notices().isEmpty() ? Uni.createFrom().voidItem() : destination.send(lot.notices()))
                .call(lot -> lot.rows() == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(MOVE)
                                .execute(Tuple.of(destination.name(), stream.source(), lot.next())))
                .map(Lot::rows);
    }

    private Uni<Lot> lot(SqlConnection connection, Streams stream, long from) {
        return connection
                .preparedQuery(stream.next())
                .execute(Tuple.of(from, config.batch()))
                .chain(rows -> Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> read(stream, rows, from), false)
                                .toCompletionStage()));
    }

    private static Lot read(Streams stream, Iterable<Row> rows, long from) {
        List<Notice> notices = new ArrayList<>();
        long next = from;
        int count = 0;
        for (Row row : rows) {
            Optional<Notice> notice = stream.notice(row);
            notice.ifPresent(notices::add);
            next = row.getLong("place") + 1;
            count++;
        }
        return new Lot(notices, count, next);
    }

    private static final String WAITING = """
            select coalesce(sum(w.waiting), 0)::bigint as waiting, coalesce(max(w.age), 0)::float8 as age
            from (select h.next_index - c.next as waiting, extract(epoch from $2 - k.recorded) as age
                  from stream_cursor c cross join log_head h left join event_key k on k.log_index = c.next
                  where c.destination = $1 and c.source = 'event'
                  union all
                  select count(*), extract(epoch from $2 - min(a.found))
                  from stream_cursor c join alert a on a.number >= c.next
                  where c.destination = $1 and c.source = 'alert') as w""";

    /** What a destination has not been told, and how old the oldest of it is, in seconds. */
    record Waiting(long count, double seconds) {}

    Uni<Waiting> waiting(String destination, Instant now) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of(destination, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Waiting(row.getLong("waiting"), Math.max(0, row.getDouble("age"))));
    }
}
