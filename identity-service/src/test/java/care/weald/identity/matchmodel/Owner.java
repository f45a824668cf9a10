package care.weald.identity.matchmodel;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** What no role of the service may do. */
final class Owner {

    private Owner() {}

    static void run(String sql) throws SQLException {
        String database = ConfigProvider.getConfig().getValue("quarkus.flyway.jdbc-url", String.class);
        try (var connection = DriverManager.getConnection(database, "identity_owner", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
