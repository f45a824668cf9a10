package care.weald.identity.scale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A PostgreSQL of its own whose data stay where they are, migrated as the service does it. */
final class Database implements AutoCloseable {

    private static final String NAME = "identity";

    private final EmbeddedPostgres server;
    private final Path data;

    private Database(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Starts it in {@code data} with {@code settings}, and makes the database if there is none. */
    static Database start(Path data, List<String> settings) throws IOException, SQLException {
        boolean isNew = !Files.exists(data.resolve("PG_VERSION"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        settings.stream()
                .map(setting -> setting.split(":", 2))
                .forEach(pair -> builder.setServerConfig(pair[0], pair[1]));
        Database database = new Database(builder.start(), data);
        if (isNew) {
            database.create();
        }
        Flyway migrations = Flyway.configure()
                .dataSource(database.url(), NAME + "_owner", "")
                .outOfOrder(true)
                .load();
        // nothing is released: a migration may have been extended since the data were loaded
        migrations.repair();
        migrations.migrate();
        return database;
    }

    private void create() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + NAME + "_owner login");
            statement.execute("create role " + NAME + " login");
            statement.execute("create database " + NAME + " owner " + NAME + "_owner");
        }
    }

    /** The JDBC URL. */
    String url() {
        return "jdbc:postgresql://" + address();
    }

    /** Host, port and name. */
    String address() {
        return "localhost:" + server.getPort() + "/" + NAME;
    }

    /** A connection as superuser. */
    Connection connect() throws SQLException {
        return server.getDatabase("postgres", NAME).getConnection();
    }

    /** How many people have been loaded. */
    int people() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(shobj_description(oid, 'pg_database'), '0')::int from pg_database where datname = '"
                                + NAME + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Remembers that {@code people} have been loaded. */
    void loaded(int people) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("comment on database " + NAME + " is '" + people + "'");
        }
    }

    /** The process of the server. */
    ProcessHandle process() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
