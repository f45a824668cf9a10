package care.weald.audit.search;

import care.weald.audit.search.Criteria.Column;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Notes whose trail was asked for, until the request's own event is watched: the gateway tells no identifiers. */
@ApplicationScoped
class Readings {

    private static final String NOTE = """
            insert into trail_reading (request_id, agent) select $1, unnest($2::text[]) on conflict do nothing""";

    private final Pool pool;

    Readings(Pool pool) {
        this.pool = pool;
    }

    /** Notes the users that {@code criteria} name, if any. */
    Uni<Void> note(@Nullable String requestId, Criteria criteria) {
        String[] agents = criteria.filters().stream()
                .filter(filter -> filter.column() == Column.AGENT)
                .flatMap(filter -> filter.values().stream())
                .toArray(String[]::new);
        return requestId == null || requestId.length() > 64 || agents.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(NOTE).execute(Tuple.of(requestId, agents)).replaceWithVoid();
    }
}
