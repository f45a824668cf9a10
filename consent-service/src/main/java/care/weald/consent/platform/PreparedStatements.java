package care.weald.consent.platform;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/**
 * Keeps every statement prepared, however long its text: by default one of 2,048 characters or more would be parsed and
 * planned each time it runs, which costs several times what running it does.
 */
@Singleton
public class PreparedStatements implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> options.setPreparedStatementCacheSqlFilter(sql -> true));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(new ArrayList<>(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
