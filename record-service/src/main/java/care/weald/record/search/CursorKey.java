package care.weald.record.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The key of {@link CursorSeal}: the database has it, so every replica has the same. It is read once. */
@ApplicationScoped
public class CursorKey {

    private final Pool pool;
    private volatile byte @Nullable [] key;

    CursorKey(Pool pool) {
        this.pool = pool;
    }

    private static final String READ = "select key from cursor_key where id = 1";

    /** The key. */
    public Uni<byte[]> get() {
        byte[] known = key;
        return known != null
                ? Uni.createFrom().item(known)
                : pool.preparedQuery(READ).execute().map(rows -> {
                    byte[] read = rows.iterator().next().getBuffer(0).getBytes();
                    key = read;
                    return read;
                });
    }
}
