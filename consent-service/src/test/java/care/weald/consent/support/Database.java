package care.weald.consent.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** The database as its owner sees it, to plant what other parts will write, and as the service's own role sees it. */
public final class Database {

    private Database() {}

    /** Runs one statement as the owner. */
    public static void asOwner(String sql, Object... parameters) {
        run("quarkus.flyway.username", sql, parameters);
    }

    /** Runs one statement as the service. */
    public static void asService(String sql, Object... parameters) {
        run("quarkus.datasource.username", sql, parameters);
    }

    /** The first column of the first row, as text, as the owner. */
    public static String value(String sql, Object... parameters) {
        try (Connection connection = connect("quarkus.flyway.username");
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Plants an objection to all or some categories, in this state, with these organisations excepted. */
    public static void objection(UUID person, String state, List<String> categories, List<String> excepted) {
        asOwner("""
                insert into objection (id, person, state, categories, excepted_organisations, valid_from)
                values (?, ?, ?, nullif(string_to_array(?, ','), '{}'), string_to_array(?, ','),
                        now() - interval '1 minute')""", UUID.randomUUID(), person, state, String.join(",", categories), String.join(",", excepted));
    }

    /** Does {@code what} while nobody can read {@code table}. */
    public static void whileLocked(String table, Runnable what) throws SQLException {
        try (Connection connection = connect("quarkus.flyway.username")) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = prepare(connection, "lock table " + table + " in access exclusive mode")) {
                lock.execute();
                what.run();
            } finally {
                connection.rollback();
            }
        }
    }

    private static void run(String role, String sql, Object... parameters) {
        try (Connection connection = connect(role);
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(String role) throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.flyway.jdbc-url", String.class), config.getValue(role, String.class), "");
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
