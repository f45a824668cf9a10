package care.weald.audit.witness;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What witnesses have said: how far each has come, and the cosignatures of the heads that count. */
@ApplicationScoped
class WitnessStore {

    private final Pool pool;

    WitnessStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * A witness whose turn it is.
     *
     * @param size of the newest head that it has cosigned, as far as is known
     * @param stale whether it is long ago that it did
     * @param failures how many answers in a row were none
     */
    record Due(String id, long size, boolean stale, int failures) {}

    private static final String CLAIM = """
            insert into witness (key, next_try)
            select key, now() + $2::int * interval '1 millisecond' from unnest($1::text[]) as w (key)
            on conflict (key) do update set next_try = excluded.next_try where witness.next_try <= now()
            returning key, size, cosigned is null or cosigned < now() - $3::int * interval '1 millisecond', failures
            """;

    /** Those whose turn it is; no other replica has them before {@code pace} is over. Stale is older than {@code renew}. */
    Future<List<Due>> claim(List<String> ids, Duration pace, Duration renew) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(ids.toArray(String[]::new), (int) pace.toMillis(), (int) renew.toMillis()))
                .map(rows -> {
                    List<Due> due = new ArrayList<>();
                    rows.forEach(row ->
                            due.add(new Due(row.getString(0), row.getLong(1), row.getBoolean(2), row.getInteger(3))));
                    return due;
                });
    }

    private static final String KEEP = """
            with kept as (
                insert into witness_cosignature (size, key, cosigned, line) values ($1, $2, $3, $4)
                on conflict (size, key) do update set cosigned = excluded.cosigned, line = excluded.line
                where witness_cosignature.cosigned < excluded.cosigned
            )
            insert into witness as w (key, size, cosigned) values ($2, $1, $3)
            on conflict (key) do update set
                size = greatest(w.size, excluded.size), cosigned = greatest(w.cosigned, excluded.cosigned),
                failures = 0,
                contradicts = case when excluded.cosigned > w.contradicted then '' else w.contradicts end
            """;

    /** Keeps a cosignature of the head of {@code size}; one made after an alarm says that its witness agrees again. */
    Future<Void> keep(long size, Cosignature cosignature) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        size,
                        cosignature.witness().text(),
                        cosignature.time().atOffset(ZoneOffset.UTC),
                        cosignature.line()))
                .mapEmpty();
    }

    private static final String RESUME = "update witness set size = $2, next_try = now() where key = $1";

    /** The witness says that it has come to {@code size}, of which there is a head: it is asked again from there. */
    Future<Void> resume(String id, long size) {
        return pool.preparedQuery(RESUME).execute(Tuple.of(id, size)).mapEmpty();
    }

    private static final String FAILED = """
            update witness set failures = failures + 1, next_try = now() + $2::int * interval '1 millisecond',
                contradicts = case when $3 = '' then contradicts else $3 end,
                contradicted = case when $3 = '' then contradicted else now() end
            where key = $1
            """;

    /** There was no cosignature; it is asked again after {@code pause}. {@code contradicts} says how it gainsays the log. */
    Future<Void> failed(String id, Duration pause, String contradicts) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(id, (int) pause.toMillis(), contradicts))
                .mapEmpty();
    }

    private static final String CONTRADICTED = """
            insert into witness (key, contradicts, contradicted) values ($1, $2, now())
            on conflict (key) do update set contradicts = excluded.contradicts, contradicted = now()
            """;

    /** The witness has brought proof that it has seen another log. */
    Future<Void> contradicted(String id, String how) {
        return pool.preparedQuery(CONTRADICTED).execute(Tuple.of(id, how)).mapEmpty();
    }

    /** A cosignature of a head that may still be wanted, and that head's note. */
    record Kept(long size, String id, Instant cosigned, String line, String note) {}

    private static final String KEPT = """
            select c.size, c.key, c.cosigned, c.line, t.note
            from witness_cosignature c join tree_checkpoint t using (size)
            where c.key = any($1) order by c.size desc, c.key limit 2000
            """;

    /** The cosignatures of these witnesses, those of the newest heads first. */
    Future<List<Kept>> kept(List<String> ids) {
        return pool.preparedQuery(KEPT)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> {
                    List<Kept> kept = new ArrayList<>();
                    rows.forEach(row -> kept.add(new Kept(
                            row.getLong(0),
                            row.getString(1),
                            instant(row, 2).orElse(Instant.EPOCH),
                            row.getString(3),
                            row.getString(4))));
                    return kept;
                });
    }

    private static final String PRUNE = """
            delete from witness_cosignature c
            where exists (select 1 from witness_cosignature n where n.key = c.key and n.size > c.size)
                and (c.size < $1 or (c.size <> $1 and c.cosigned < now() - interval '1 day'))
            """;

    /** Forgets what newer ones have made needless: {@code witnessed} is the newest head with a quorum, 0 for none. */
    Future<Void> prune(long witnessed) {
        return pool.preparedQuery(PRUNE).execute(Tuple.of(witnessed)).mapEmpty();
    }

    /**
     * How a witness does.
     *
     * @param cosigned when it last did; empty when it never has
     * @param since when it was first asked or heard
     * @param contradicts empty, {@code size} or {@code root}
     */
    record Standing(String id, long size, Optional<Instant> cosigned, Instant since, String contradicts) {}

    private static final String STANDINGS =
            "select key, size, cosigned, since, contradicts from witness where key = any($1)";

    Future<List<Standing>> standings(List<String> ids) {
        return pool.preparedQuery(STANDINGS)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> {
                    List<Standing> standings = new ArrayList<>();
                    rows.forEach(row -> standings.add(new Standing(
                            row.getString(0),
                            row.getLong(1),
                            instant(row, 2),
                            instant(row, 3).orElse(Instant.EPOCH),
                            row.getString(4))));
                    return standings;
                });
    }

    private static Optional<Instant> instant(Row row, int column) {
        @Nullable OffsetDateTime time = row.getOffsetDateTime(column);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
