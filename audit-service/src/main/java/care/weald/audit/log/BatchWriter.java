package care.weald.audit.log;

import care.weald.audit.log.Batch.Known;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a batch of events in one transaction that holds the head of the log. */
@ApplicationScoped
public class BatchWriter {

    private static final HexFormat HEX = HexFormat.of();

    private final Pool pool;

    BatchWriter(Pool pool) {
        this.pool = pool;
    }

    /**
     * Writes {@code entries}; the answers are in their order and are given after the commit. When the database says
     * that the data cannot be taken, the halves are written apart until the one at fault stands alone. Fails when
     * nothing is known to be written.
     */
    Future<List<Appended>> write(List<Entry> entries) {
        return inOneTransaction(entries).recover(failure -> {
            if (!isAboutData(failure)) {
                return Future.failedFuture(failure);
            }
            if (entries.size() == 1) {
                return Future.succeededFuture(List.of(new Appended.Unfit()));
            }
            int half = entries.size() / 2;
            return write(entries.subList(0, half))
                    .compose(first -> write(entries.subList(half, entries.size()))
                            .map(second -> Stream.concat(first.stream(), second.stream())
                                    .toList()));
        });
    }

    /** SQLSTATE classes 22 (data exception), 23 (integrity constraint violation) and 54 (program limit exceeded). */
    private static boolean isAboutData(Throwable failure) {
        return failure instanceof PgException pg
                && pg.getSqlState() != null
                && List.of("22", "23", "54").contains(pg.getSqlState().substring(0, 2));
    }

    private Future<List<Appended>> inOneTransaction(List<Entry> entries) {
        return pool.withTransaction(connection -> place(connection, entries)
                        .compose(batch -> insert(connection, batch).map(_ -> batch)))
                .map(batch -> Objects.requireNonNull(batch).answers());
    }

    private static Future<Batch> place(SqlConnection connection, List<Entry> entries) {
        Future<Long> head = lockHead(connection);
        Future<Map<UUID, Known>> known = known(connection, entries);
        return Future.all(head, known).map(_ -> Batch.place(head.result(), known.result(), entries));
    }

    private static final String LOCK_HEAD = "select next_index from log_head where id = 1 for update";

    private static Future<Long> lockHead(SqlConnection connection) {
        return connection
                .preparedQuery(LOCK_HEAD)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Sent right after the lock on the same connection, so it runs once the lock is held and sees what came before. */
    private static final String KNOWN =
            "select event_id, log_index, content_hash, leaf_hash from event_key where event_id = any($1)";

    private static Future<Map<UUID, Known>> known(SqlConnection connection, List<Entry> entries) {
        UUID[] ids = entries.stream().map(Entry::eventId).toArray(UUID[]::new);
        return connection.preparedQuery(KNOWN).execute(Tuple.of(ids)).map(rows -> {
            Map<UUID, Known> known = new HashMap<>();
            for (Row row : rows) {
                known.put(row.getUUID(0), new Known(row.getLong(1), hex(row.getBuffer(2)), hex(row.getBuffer(3))));
            }
            return known;
        });
    }

    private static final String INSERT = """
            with fresh as (
                select * from unnest($1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::uuid[],
                                     $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                                     $13::text[], $14::text[], $15::bytea[], $16::bytea[], $17::bytea[],
                                     $18::bytea[], $19::bytea[], $20::bytea[], $21::bytea[], $22::text[],
                                     $23::text[], $24::text[])
                    as e (log_index, event_id, recorded, organisation, subject, person,
                          type, subtype, action, outcome, basis, categories,
                          request_id, persons, content_hash, leaf_hash, entry, body, kept_salt,
                          identity, identity_hash, purposes, source, facts)
            ), keyed as (
                insert into event_key (event_id, log_index, recorded, content_hash, leaf_hash, entry)
                select event_id, log_index, recorded, content_hash, leaf_hash, entry from fresh
            ), kept as (
                insert into audit_event (log_index, event_id, recorded, organisation, subject, person,
                                         type, subtype, action, outcome, basis, categories,
                                         request_id, leaf_hash, body, persons,
                                         kept_salt, identity, identity_hash, purposes, source, facts)
                select log_index, event_id, recorded, organisation, subject, person,
                       type, subtype, action, outcome, basis, string_to_array(categories, ','),
                       request_id, leaf_hash, body,
                       case when persons <> '' then string_to_array(persons, ',')::uuid[] end,
                       kept_salt, identity, identity_hash, string_to_array(purposes, ','), source,
                       nullif(facts, '')::jsonb
                from fresh
            )
            update log_head set next_index = $25 where id = 1
            """;

    private static Future<Integer> insert(SqlConnection connection, Batch batch) {
        if (batch.fresh().isEmpty()) {
            return Future.succeededFuture(0);
        }
        return connection.preparedQuery(INSERT).execute(columns(batch)).map(rows -> rows.rowCount());
    }

    /** The values of {@link #INSERT}, in its order. */
    private static Tuple columns(Batch batch) {
        List<Entry> fresh = batch.fresh();
        long first = batch.next() - fresh.size();
        List<Object> columns = new ArrayList<>();
        columns.add(IntStream.range(0, fresh.size()).mapToObj(i -> first + i).toArray(Long[]::new));
        columns.add(fresh.stream().map(Entry::eventId).toArray(UUID[]::new));
        columns.add(fresh.stream()
                .map(entry -> entry.recorded().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
        columns.add(texts(fresh, entry -> entry.facets().organisation()));
        columns.add(texts(fresh, entry -> entry.facets().subject()));
        columns.add(fresh.stream().map(entry -> entry.facets().person()).toArray(UUID[]::new));
        TEXTS.forEach(column -> columns.add(texts(fresh, column)));
        columns.add(bytes(fresh, entry -> Buffer.buffer(HEX.parseHex(entry.contentHash()))));
        columns.add(bytes(fresh, entry -> Buffer.buffer(HEX.parseHex(entry.leafHash()))));
        columns.add(bytes(fresh, entry -> Buffer.buffer(entry.logEntry())));
        columns.add(bytes(fresh, entry -> Buffer.buffer(entry.content().kept())));
        columns.add(bytes(fresh, entry -> Buffer.buffer(entry.content().salt())));
        columns.add(bytes(fresh, entry -> Buffer.buffer(entry.content().identity())));
        columns.add(
                bytes(fresh, entry -> Buffer.buffer(Leaf.sha256(entry.content().identity()))));
        columns.add(texts(fresh, entry -> String.join(",", entry.facets().kind().purposes())));
        columns.add(texts(fresh, entry -> entry.facets().kind().source()));
        columns.add(texts(fresh, entry -> entry.facets().facts()));
        columns.add(batch.next());
        return Tuple.from(columns);
    }

    /** The text columns from {@code type} to {@code persons}. */
    private static final List<Function<Entry, String>> TEXTS = List.of(
            entry -> entry.facets().kind().type(),
            entry -> entry.facets().kind().subtype(),
            entry -> entry.facets().kind().action(),
            entry -> entry.facets().kind().outcome(),
            entry -> entry.facets().basis(),
            entry -> String.join(",", entry.facets().categories()),
            entry -> entry.facets().requestId(),
            entry -> entry.facets().persons().stream().map(UUID::toString).collect(Collectors.joining(",")));

    /** One column. PostgreSQL's text has no NUL; the body keeps every character. */
    private static String[] texts(List<Entry> entries, Function<Entry, String> column) {
        return entries.stream()
                .map(entry -> column.apply(entry).replace('\0', '\uFFFD'))
                .toArray(String[]::new);
    }

    private static Buffer[] bytes(List<Entry> entries, Function<Entry, Buffer> column) {
        return entries.stream().map(column).toArray(Buffer[]::new);
    }

    private static String hex(Buffer bytes) {
        return HEX.formatHex(bytes.getBytes());
    }
}
