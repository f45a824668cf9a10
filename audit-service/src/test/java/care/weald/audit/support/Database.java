package care.weald.audit.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The test's own connections to the service's database. */
public final class Database {

    private Database() {}

    /** As the service's own role. */
    public static Connection asService() throws SQLException {
        return as("audit");
    }

    /** As the role that owns the tables. */
    public static Connection asOwner() throws SQLException {
        return as("audit_owner");
    }

    /** The one number that {@code sql} finds, read by the owner. */
    public static long number(String sql) throws SQLException {
        try (Connection connection = asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    /** The one text that {@code sql} finds, read by the owner. */
    public static String text(String sql) throws SQLException {
        try (Connection connection = asOwner();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** Runs {@code sql} as the owner. */
    public static void run(String sql) throws SQLException {
        try (Connection connection = asOwner();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection as(String role) throws SQLException {
        return DriverManager.getConnection(
                ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class), role, "");
    }
}
