package care.weald.stack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A real PostgreSQL of the stack's own: durable commits, passwords (SCRAM) for everybody, and one database, owner and
 * weaker role for each service.
 */
final class Postgres {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
            + " -c synchronous_commit=on -c max_connections=150 -c shared_buffers=256MB -c max_wal_size=2GB"
            + " -c timezone=UTC -c log_min_messages=warning -c log_min_error_statement=panic"
            + " -c log_parameter_max_length_on_error=0";

    private final Layout layout;
    private final Secrets secrets;
    private final Path software;
    private final Path data;

    Postgres(Layout layout, Secrets secrets) {
        this.layout = layout;
        this.secrets = secrets;
        this.software = layout.software().resolve("postgresql");
        this.data = layout.state().resolve("postgres");
    }

    /** Starts it, first making it and its databases where they are not there yet. */
    void start() {
        try {
            unpack();
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise();
            }
            Files.createDirectories(layout.log("postgres").getParent());
            if (running().isEmpty()) {
                run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-w",
                                "-D",
                                data.toString(),
                                "-l",
                                layout.log("postgres").toString(),
                                "-o",
                                OPTIONS + " -c port=" + layout.postgresPort()));
            }
            createDatabases();
        } catch (IOException | SQLException e) {
            throw new StackProblem("PostgreSQL cannot be started: see " + layout.log("postgres"), e);
        }
    }

    /** Its first process, if it lives. */
    Optional<ProcessHandle> running() {
        try {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().command().orElse("postgres").endsWith("postgres"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether there is a database to be running. */
    boolean isExpected() {
        return Files.exists(data.resolve("postmaster.pid"));
    }

    /** Stops it: ends sessions and writes everything out; by force only when that does not help. */
    void stop() {
        running().ifPresent(process -> {
            try {
                run("pg_ctl", List.of("stop", "-w", "-m", "fast", "-t", "20", "-D", data.toString()));
            } catch (IOException | StackProblem e) {
                Child.end(process, PATIENCE);
            }
        });
    }

    /** A connection as the superuser. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(layout, database), "postgres", secrets.of("postgres"));
    }

    static String url(Layout layout, String database) {
        return "jdbc:postgresql://localhost:" + layout.postgresPort() + "/" + database;
    }

    private void initialise() throws IOException {
        Path password = layout.state().resolve("secrets/postgres");
        String _ = secrets.of("postgres");
        Files.createDirectories(data.getParent());
        run(
                "initdb",
                List.of(
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + password));
    }

    private void createDatabases() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Service service : Service.withDatabase()) {
                String name = service.database().orElseThrow();
                role(statement, name + "_owner");
                role(statement, name);
                if (!statement
                        .executeQuery("select 1 from pg_database where datname = '" + name + "'")
                        .next()) {
                    boolean _ = statement.execute("create database " + name + " owner " + name + "_owner");
                    boolean _ = statement.execute("revoke all on database " + name + " from public");
                    boolean _ = statement.execute("grant connect on database " + name + " to " + name);
                }
            }
        }
    }

    private void role(Statement statement, String name) throws SQLException {
        boolean known = statement
                .executeQuery("select 1 from pg_roles where rolname = '" + name + "'")
                .next();
        boolean _ = statement.execute(
                (known ? "alter role " : "create role ") + name + " login password '" + secrets.of(name) + "'");
    }

    private void run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(software.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        Path log = layout.log("postgres-tools");
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            if (builder.start().waitFor() != 0) {
                throw new StackProblem(program + " failed. Its last words (" + log + "):\n    "
                        + new Child(layout, "postgres-tools").lastWords() + "\n    "
                        + new Child(layout, "postgres").lastWords());
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    private void unpack() throws IOException {
        Path done = software.resolve(".unpacked");
        if (Files.exists(done)) {
            return;
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", System.getProperty("os.arch")))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, software.resolve(entry.getName()).normalize());
            }
        }
        Files.writeString(done, "");
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (!target.startsWith(software)) {
            throw new IOException("an archive entry lies outside its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            long _ = Files.copy(tar, target);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
