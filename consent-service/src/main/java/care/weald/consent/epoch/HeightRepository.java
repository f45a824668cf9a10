package care.weald.consent.epoch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/** How much was written about objections, as this database knows it. */
@ApplicationScoped
class HeightRepository {

    private static final String HEIGHT = "select epoch, height from objection_height";

    private final Pool pool;

    HeightRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Height> read() {
        return pool.preparedQuery(HEIGHT).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Height(row.getUUID("epoch"), row.getLong("height"));
        });
    }
}
