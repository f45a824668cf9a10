package care.weald.audit.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Writes the log to a folder: {@code AuditExport <JDBC URL> <role> <folder>}, with the role's password, where it needs
 * one, in the environment variable {@code PGPASSWORD}. The service's own role may read all that it takes.
 */
public final class AuditExport {

    private AuditExport() {}

    /** Writes the export and says how many leaves it has. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            if (arguments.length != 3) {
                out.println("AuditExport <JDBC URL> <role> <folder>");
                System.exit(2);
            }
            String password = System.getenv("PGPASSWORD");
            try (Connection database =
                    DriverManager.getConnection(arguments[0], arguments[1], password == null ? "" : password)) {
                database.setAutoCommit(false);
                database.setReadOnly(true);
                database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                out.println("leaves exported: " + new LogExport(database, Path.of(arguments[2])).write());
                database.rollback();
            }
        }
    }
}
