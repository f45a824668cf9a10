package care.weald.identity.link;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Who may change links now. Whoever ends or opens one MUST hold the locks of its source patient and of every NHS number
 * that the change rests on; a steward holds those of all that is linked to the persons concerned. All take their locks at
 * once and in one order, so none waits for another in a circle.
 */
public final class LinkLocks {

    private static final String LOCK = "select count(pg_advisory_xact_lock(key)) from unnest($1::bigint[]) as key";

    private LinkLocks() {}

    /** Waits until no other transaction holds one of {@code keys}, and holds them until {@code transaction} ends. */
    public static Uni<Void> lock(SqlConnection transaction, LongStream keys) {
        Long[] sorted = keys.sorted().distinct().boxed().toArray(Long[]::new);
        return transaction.preparedQuery(LOCK).execute(Tuple.of(sorted)).replaceWithVoid();
    }

    /** The key of a source patient, or of a person. */
    public static long key(UUID id) {
        return id.getMostSignificantBits();
    }

    /** The key of an NHS number. */
    public static long key(String nhsNumber) {
        return Long.parseLong(nhsNumber);
    }
}
