package care.weald.record.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;

/** The messages that were taken. One database row decides which of two senders of the same message stores it. */
final class FeedMessages {

    private FeedMessages() {}

    /** Whether a message is new. */
    sealed interface Claim {

        /** It is ours to store; nobody else has it. */
        record Ours() implements Claim {}

        /** It was stored before but for the entries that were refused then, and answered so (gzip). */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Partial(byte[] answer) implements Claim {}

        /** It was stored before, and answered so (gzip). */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Repeated(byte[] answer) implements Claim {}

        /** Another content came under this id. */
        record Conflicting() implements Claim {}
    }

    private static final String CLAIM = """
            insert into feed_message (organisation, id, content_hash, received_at, entries, content, complete, answer)
            values ($1, $2, $3, $4, $5, $6, false, ''::bytea)
            on conflict (organisation, id) do nothing
            returning id
            """;

    private static final String KNOWN = """
            select content_hash, complete, answer from feed_message where organisation = $1 and id = $2 for update
            """;

    /** Claims the message for this transaction; waits for another one that has it. */
    static Uni<Claim> claim(
            SqlConnection connection, String organisation, FeedMessage message, byte[] content, OffsetDateTime now) {
        Tuple tuple = Tuple.of(organisation, message.id(), Buffer.buffer(message.hash()), now);
        tuple.addValue(message.entries().size());
        tuple.addValue(Buffer.buffer(content));
        return connection
                .preparedQuery(CLAIM)
                .execute(tuple)
                .chain(rows -> rows.rowCount() == 1
                        ? Uni.createFrom().item(new Claim.Ours())
                        : connection
                                .preparedQuery(KNOWN)
                                .execute(Tuple.of(organisation, message.id()))
                                .map(known -> compare(known.iterator().next(), message)));
    }

    private static Claim compare(Row known, FeedMessage message) {
        if (!Arrays.equals(known.getBuffer(0).getBytes(), message.hash())) {
            return new Claim.Conflicting();
        }
        byte[] answer = known.getBuffer(2).getBytes();
        return known.getBoolean(1) ? new Claim.Repeated(answer) : new Claim.Partial(answer);
    }

    private static final String ANSWERED = """
            update feed_message set complete = $3, answer = $4 where organisation = $1 and id = $2
            """;

    /** Keeps the answer; a batch with refused entries is not complete and may be sent again. */
    static Uni<Void> answered(
            SqlConnection connection, String organisation, String id, boolean complete, byte[] answer) {
        return connection
                .preparedQuery(ANSWERED)
                .execute(Tuple.of(organisation, id, complete, Buffer.buffer(answer)))
                .replaceWithVoid();
    }
}
