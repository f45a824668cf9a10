package care.weald.audit.tree;

import care.weald.audit.tree.Growth.Full;
import care.weald.audit.tree.Merkle.Run;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the tree is kept: leaf hashes beside the events' ids, hashes of full tiles, heads, signed checkpoints. */
@ApplicationScoped
class TreeStore {

    /** A head of the tree. Of no epoch before there is one. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, never compared
    record Head(long epoch, long size, byte[] root) {

        static final Head NONE = new Head(0, 0, Merkle.hash(new Merkle.Span(0, 0), new Nodes()));
    }

    private static final String NODES = """
            select r.level, n.number, n.hash
            from unnest($1::int[], $2::bigint[], $3::bigint[]) as r (level, first, until)
            cross join lateral (
                select log_index as number, leaf_hash as hash from event_key
                where r.level = 0 and log_index >= r.first and log_index < r.until
                union all
                select number, hash from tree_node
                where r.level > 0 and level = r.level and number >= r.first and number < r.until) as n
            """;

    /** The hashes of {@code runs}, all of them. Fails when the store has not as many. */
    Future<Nodes> nodes(SqlClient client, List<Run> runs) {
        List<Run> wanted =
                runs.stream().filter(run -> run.count() > 0).distinct().toList();
        return client.preparedQuery(NODES)
                .execute(Tuple.of(
                        wanted.stream().map(Run::level).toArray(Integer[]::new),
                        wanted.stream().map(Run::first).toArray(Long[]::new),
                        wanted.stream().map(run -> run.first() + run.count()).toArray(Long[]::new)))
                .map(rows -> {
                    Nodes nodes = new Nodes();
                    rows.forEach(row -> nodes.put(
                            row.getInteger(0), row.getLong(1), row.getBuffer(2).getBytes()));
                    return nodes;
                });
    }

    private static final String TRY_TURN = "select pg_try_advisory_xact_lock(hashtext('audit tree sequencer'))";

    /** Whether this transaction is the sequencer's until it ends. */
    Future<Boolean> tryTurn(SqlClient client) {
        return client.preparedQuery(TRY_TURN)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static final String HEAD = "select epoch, size, root from tree_head order by epoch desc limit 1";

    Future<Head> head(SqlClient client) {
        return client.preparedQuery(HEAD)
                .execute()
                .map(rows -> rows.size() == 0 ? Head.NONE : head(rows.iterator().next()));
    }

    private static Head head(Row row) {
        return new Head(row.getLong(0), row.getLong(1), row.getBuffer(2).getBytes());
    }

    private static final String NEXT = "select next_index from log_head where id = 1";

    Future<Long> committed(SqlClient client) {
        return client.preparedQuery(NEXT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static final String GROW = """
            with full_tile as (
                insert into tree_node (level, number, hash)
                select * from unnest($1::int[], $2::bigint[], $3::bytea[])
            )
            insert into tree_head (epoch, size, root) values ($4, $5, $6)
            """;

    /** Adds the head that follows {@code last}. */
    Future<Head> grow(SqlClient client, Head last, long size, Growth growth) {
        Head next = new Head(last.epoch() + 1, size, growth.root());
        List<Object> values = new ArrayList<>(List.of(
                growth.full().stream().map(Full::level).toArray(Integer[]::new),
                growth.full().stream().map(Full::number).toArray(Long[]::new),
                growth.full().stream().map(full -> Buffer.buffer(full.hash())).toArray(Buffer[]::new)));
        values.addAll(List.of(next.epoch(), next.size(), Buffer.buffer(next.root())));
        return client.preparedQuery(GROW).execute(Tuple.from(values)).map(_ -> next);
    }

    private static final String SIGNED =
            "insert into tree_checkpoint (size, note) values ($1, $2) on conflict (size) do nothing";

    Future<Void> signed(SqlClient client, long size, String note) {
        return client.preparedQuery(SIGNED).execute(Tuple.of(size, note)).mapEmpty();
    }

    /** A head with its signed note, and when that was kept. */
    record Signed(Head head, String note, Instant signed) {}

    private static final String NOTE =
            "select h.epoch, h.size, h.root, c.note, c.signed from tree_checkpoint c join tree_head h using (size)";

    private static final String LATEST = NOTE + " order by size desc limit 1";

    /** The newest signed checkpoint; empty before there is one. */
    Future<Optional<Signed>> latest(SqlClient client) {
        return client.preparedQuery(LATEST).execute().map(TreeStore::first);
    }

    private static final String OF_SIZE = NOTE + " where size = $1";

    /** The signed checkpoint of a tree of {@code size}; empty when none was signed. */
    Future<Optional<Signed>> ofSize(SqlClient client, long size) {
        return client.preparedQuery(OF_SIZE).execute(Tuple.of(size)).map(TreeStore::first);
    }

    private static Optional<Signed> first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(
                new Signed(head(row), row.getString(3), row.getOffsetDateTime(4).toInstant()));
    }

    private static final String ENTRIES =
            "select entry from event_key where log_index >= $1 and log_index < $2 order by log_index";

    /** Entries in their order. */
    Future<List<byte[]>> entries(SqlClient client, long from, long until) {
        return client.preparedQuery(ENTRIES).execute(Tuple.of(from, until)).map(rows -> {
            List<byte[]> entries = new ArrayList<>();
            rows.forEach(row -> entries.add(row.getBuffer(0).getBytes()));
            return entries;
        });
    }

    /**
     * An event's place in the log.
     *
     * @param organisation whose event it is; empty when it is no longer kept
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
    record Placed(UUID eventId, long index, byte[] entry, String organisation) {}

    private static final String PLACED = """
            select k.event_id, k.log_index, k.entry, coalesce(e.organisation, '')
            from event_key k left join audit_event e using (recorded, log_index)
            where\s""";

    private static final String BY_ID = PLACED + "k.event_id = $1";

    /** Where an event stands, by its id. */
    Future<Optional<Placed>> placed(SqlClient client, UUID eventId) {
        return client.preparedQuery(BY_ID).execute(Tuple.of(eventId)).map(TreeStore::place);
    }

    private static final String BY_INDEX = PLACED + "k.log_index = $1";

    /** Which event stands there. */
    Future<Optional<Placed>> placed(SqlClient client, long index) {
        return client.preparedQuery(BY_INDEX).execute(Tuple.of(index)).map(TreeStore::place);
    }

    private static Optional<Placed> place(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        return Optional.of(
                new Placed(row.getUUID(0), row.getLong(1), row.getBuffer(2).getBytes(), row.getString(3)));
    }
}
