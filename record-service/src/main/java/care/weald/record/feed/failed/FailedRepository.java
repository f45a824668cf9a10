package care.weald.record.feed.failed;

import care.weald.record.feed.failed.FailedMessage.Status;
import care.weald.record.feed.failed.FailedMessage.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Messages that were set aside; each statement is about those of one organisation. */
@ApplicationScoped
class FailedRepository {

    private final Pool pool;

    FailedRepository(Pool pool) {
        this.pool = pool;
    }

    /** A message to be kept: its bytes packed, and what tells whether it came before. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Refused(String mediaType, byte[] hash, byte[] packed, long size, Why why) {

        @Override
        public String toString() {
            return "Refused[" + size + "]";
        }
    }

    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('failed message ' || $1, 0))";

    private static final String AGAIN = """
            update failed_message set times = times + 1, kind = $3, place = $4, detail = $5, changed_at = $6
             where organisation = $1 and content_hash = $2 and status = 'failed'
            returning id
            """;

    private static final String KEEP = """
            insert into failed_message
                (id, organisation, media_type, content_hash, content, size, kind, place, detail, first_at, changed_at)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10
              from (select count(*) as messages, coalesce(sum(length(content)), 0) as bytes
                      from failed_message where organisation = $2 and status = 'failed') kept
             where messages < $11 and bytes + length($5::bytea) <= $12
            returning id
            """;

    /** Keeps a message; empty when the organisation has as many as may be. The same bytes again are the same message. */
    Uni<Optional<UUID>> keep(String organisation, Refused refused, Instant now, FailedConfig config) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        Why why = refused.why();
        Buffer hash = Buffer.buffer(refused.hash());
        Tuple again = Tuple.of(organisation, hash, why.kind(), why.place(), why.detail(), at);
        Tuple fresh = Tuple.of(UUID.randomUUID(), organisation, refused.mediaType(), hash)
                .addValue(Buffer.buffer(refused.packed()))
                .addLong(refused.size())
                .addString(why.kind())
                .addString(why.place())
                .addString(why.detail())
                .addValue(at)
                .addInteger(config.maxMessages())
                .addLong(config.maxBytes().asLongValue());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ONE_AT_A_TIME)
                .execute(Tuple.of(organisation))
                .chain(() -> transaction.preparedQuery(AGAIN).execute(again))
                .chain(rows -> rows.size() > 0
                        ? Uni.createFrom().item(rows)
                        : transaction.preparedQuery(KEEP).execute(fresh))
                .map(FailedRepository::id));
    }

    private static Optional<UUID> id(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .findFirst();
    }

    /** Where a page ended. */
    record Place(Instant at, UUID id) {}

    private static final String COLUMNS =
            "id, status, media_type, size, kind, place, detail, times, first_at, changed_at";

    private static final String LIST = "select " + COLUMNS + """
             from failed_message
            where organisation = $1 and status = $2
              and ($3::timestamptz is null or (first_at, id) > ($3::timestamptz, $4::uuid))
            order by first_at, id limit $5
            """;

    /** A page, the oldest first: {@code most} and, when there are more, one besides. */
    Uni<List<FailedMessage>> list(String organisation, Status status, Optional<Place> after, int most) {
        @Nullable
        OffsetDateTime at =
                after.map(place -> place.at().atOffset(ZoneOffset.UTC)).orElse(null);
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(
                        organisation, status.code(), at, after.map(Place::id).orElse(null), (long) most + 1))
                .map(FailedRepository::messages);
    }

    private static final String FIND = "select " + COLUMNS + " from failed_message where organisation = $1 and id = $2";

    /** One of the organisation's. */
    Uni<Optional<FailedMessage>> find(String organisation, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(organisation, id))
                .map(rows -> messages(rows).stream().findFirst());
    }

    /** What a message is, as it came (gzip). */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Content(String mediaType, byte[] packed) {

        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    private static final String CONTENT = """
            select media_type, content from failed_message where organisation = $1 and id = $2 and status = 'failed'
            """;

    /** The bytes of a message that waits. */
    Uni<Optional<Content>> content(String organisation, UUID id) {
        return pool.preparedQuery(CONTENT)
                .execute(Tuple.of(organisation, id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Content(row.getString(0), row.getBuffer(1).getBytes()))
                        .findFirst());
    }

    private static final String END = """
            update failed_message set status = $3, content = ''::bytea, changed_at = $4
             where organisation = $1 and id = $2 and status = 'failed'
            """;

    /** Ends a message that waits, and forgets its bytes; one that is over stays as it is. */
    Uni<Void> end(String organisation, UUID id, Status status, Instant now) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(organisation, id, status.code(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String FAIL = """
            update failed_message set times = times + 1, kind = $3, place = $4, detail = $5, changed_at = $6
             where organisation = $1 and id = $2 and status = 'failed'
            """;

    /** Notes why a message that waits was refused once more. */
    Uni<Void> fail(String organisation, UUID id, Why why, Instant now) {
        return pool.preparedQuery(FAIL)
                .execute(
                        Tuple.of(organisation, id, why.kind(), why.place(), why.detail(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static final String FORGET = "delete from failed_message where changed_at < $1";

    /** Forgets whatever has not changed since. */
    Uni<Integer> forget(Instant before) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    private static List<FailedMessage> messages(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new FailedMessage(
                        row.getUUID(0),
                        Status.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getString(2),
                        row.getLong(3),
                        new Why(row.getString(4), row.getString(5), row.getString(6)),
                        row.getInteger(7),
                        row.getOffsetDateTime(8).toInstant(),
                        row.getOffsetDateTime(9).toInstant()))
                .toList();
    }
}
