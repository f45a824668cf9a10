package care.weald.audit.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL with this service's database, its owner and its own, weaker role. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "audit";

    private @Nullable EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            server = started;
            try (var connection = started.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create role " + NAME + "_owner login");
                statement.execute("create role " + NAME + " login");
                statement.execute("create database " + NAME + " owner " + NAME + "_owner");
            }
            String at = "localhost:" + started.getPort() + "/" + NAME;
            return Map.of(
                    "quarkus.datasource.reactive.url", "postgresql://" + at,
                    "quarkus.datasource.username", NAME,
                    "quarkus.flyway.jdbc-url", "jdbc:postgresql://" + at,
                    "quarkus.flyway.username", NAME + "_owner");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
