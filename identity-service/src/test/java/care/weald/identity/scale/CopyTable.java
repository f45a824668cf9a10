package care.weald.identity.scale;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows on their way into one table: the server copies them out of a pipe while they are written. */
final class CopyTable implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final Path pipe;
    private final ExecutorService server = Executors.newSingleThreadExecutor();
    private final Future<Long> copied;
    private final Writer rows;

    CopyTable(Database database, String columns) throws IOException, InterruptedException {
        this.pipe = Files.createTempDirectory("copy").resolve("rows");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        if (made != 0) {
            throw new IOException("no pipe can be made");
        }
        this.copied = server.submit(() -> copy(database, columns));
        this.rows = new BufferedWriter(Files.newBufferedWriter(pipe), BUFFER);
    }

    private long copy(Database database, String columns) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate("copy " + columns + " from '" + pipe + "'");
        }
    }

    /** Adds whole rows, each made by {@link #row}. */
    synchronized void add(CharSequence whole) throws IOException {
        try {
            rows.append(whole);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Appends a row of {@code values} to {@code rows}. */
    static void row(StringBuilder rows, @Nullable Object... values) {
        row(rows, Arrays.asList(values));
    }

    /** Appends a row of {@code values} to {@code rows}. */
    static void row(StringBuilder rows, List<@Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                rows.append('\t');
            }
            Object value = values.get(i);
            rows.append(value == null ? "\\N" : escaped(text(value)));
        }
        rows.append('\n');
    }

    private static String text(Object value) {
        return switch (value) {
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case Object[] array ->
                Arrays.stream(array).map(CopyTable::element).collect(Collectors.joining(",", "{", "}"));
            default -> value.toString();
        };
    }

    private static String element(Object element) {
        return element instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : element.toString();
    }

    /** A null is written before it comes here. */
    private static String escaped(String text) {
        return text.indexOf('\\') < 0 && text.indexOf('\t') < 0 && text.indexOf('\n') < 0
                ? text
                : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /** Why the server reads no more. */
    private IOException failed(IOException broken) {
        try {
            copied.get();
            return broken;
        } catch (InterruptedException | ExecutionException e) {
            return new IOException("the rows were not copied", e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
        try {
            copied.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the rows were not copied", e);
        } finally {
            server.shutdown();
            Files.delete(pipe);
            Files.delete(java.util.Objects.requireNonNull(pipe.getParent()));
        }
    }
}
