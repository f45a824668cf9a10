package care.weald.audit.export;

import care.weald.audit.tree.Tile;
import care.weald.audit.verify.Folder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes the log up to its newest signed checkpoint, as one snapshot of the database has it. */
public final class LogExport {

    private static final int WIDTH = 256;
    private static final int HASH = 32;

    private final Connection database;
    private final Path folder;

    /** Reads from {@code database}, in a transaction of the caller's, and writes to {@code folder}. */
    public LogExport(Connection database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Writes the export; returns how many leaves it has. */
    public long write() throws SQLException, IOException {
        long size = checkpoints();
        leaves(size);
        nodes(size);
        erasures();
        return size;
    }

    /** Signed notes, each with the lines of the witnesses that have cosigned it. */
    private static final String CHECKPOINTS = """
            select size, t.note || coalesce(string_agg(c.line, '' order by c.key), '')
            from tree_checkpoint t left join witness_cosignature c using (size)
            group by size, t.note order by size
            """;

    private long checkpoints() throws SQLException, IOException {
        ByteArrayOutputStream notes = new ByteArrayOutputStream();
        String last = "";
        long size = 0;
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(CHECKPOINTS)) {
            while (rows.next()) {
                size = rows.getLong(1);
                last = rows.getString(2);
                notes.writeBytes((last + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        write("checkpoint", last.getBytes(StandardCharsets.UTF_8));
        write("checkpoints", notes.toByteArray());
        return size;
    }

    private static final String LEAVES = """
            select k.log_index, k.entry, k.leaf_hash, e.kept_salt, e.body, e.identity
            from event_key k left join audit_event e using (recorded, log_index)
            where k.log_index < ? order by k.log_index
            """;

    private void leaves(long size) throws SQLException, IOException {
        try (PreparedStatement statement = database.prepareStatement(LEAVES)) {
            statement.setFetchSize(WIDTH);
            statement.setLong(1, size);
            try (ResultSet rows = statement.executeQuery()) {
                Bundle bundle = new Bundle();
                long next = 0;
                while (rows.next()) {
                    long index = rows.getLong(1);
                    next = fill(bundle, next, index);
                    bundle.add(rows);
                    next = closed(bundle, next + 1);
                }
                next = fill(bundle, next, size);
                if (bundle.width > 0) {
                    close(bundle, next / WIDTH);
                }
            }
        }
    }

    /** A place that no row stands at is left open, so that those after it keep theirs. */
    private long fill(Bundle bundle, long from, long until) throws IOException {
        long next = from;
        while (next < until) {
            bundle.addNothing();
            next = closed(bundle, next + 1);
        }
        return next;
    }

    private long closed(Bundle bundle, long next) throws IOException {
        if (bundle.width == WIDTH) {
            close(bundle, next / WIDTH - 1);
        }
        return next;
    }

    private void close(Bundle bundle, long number) throws IOException {
        Tile tile = new Tile(0, number, bundle.width);
        write("tile/" + tile.path(), bundle.hashes.toByteArray());
        write("tile/" + new Tile(Tile.ENTRIES, number, bundle.width).path(), bundle.entries.toByteArray());
        write(Folder.contentPath(tile), bundle.contents.toByteArray());
        bundle.clear();
    }

    /** What belongs to one tile of leaves. */
    private static final class Bundle {

        private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private final ByteArrayOutputStream contents = new ByteArrayOutputStream();
        private int width;

        void add(ResultSet row) throws SQLException {
            byte[] entry = row.getBytes(2);
            entries.write(entry.length >> 8);
            entries.write(entry.length);
            entries.writeBytes(entry);
            hashes.writeBytes(Arrays.copyOf(row.getBytes(3), HASH));
            byte[] body = row.getBytes(5);
            if (body != null) {
                String line = row.getLong(1) + " " + base64(row.getBytes(4)) + " " + base64(body) + " "
                        + base64(row.getBytes(6)) + "\n";
                contents.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            }
            width++;
        }

        void addNothing() {
            entries.write(0);
            entries.write(0);
            hashes.writeBytes(new byte[HASH]);
            width++;
        }

        void clear() {
            hashes.reset();
            entries.reset();
            contents.reset();
            width = 0;
        }

        private static String base64(byte @Nullable [] bytes) {
            return bytes == null ? "-" : Base64.getEncoder().encodeToString(bytes);
        }
    }

    private static final String NODES =
            "select level, number, hash from tree_node where number < (? >> (8 * level)) order by level, number";

    private void nodes(long size) throws SQLException, IOException {
        try (PreparedStatement statement = database.prepareStatement(NODES)) {
            statement.setLong(1, size);
            statement.setFetchSize(4 * WIDTH);
            ByteArrayOutputStream hashes = new ByteArrayOutputStream();
            int level = 1;
            long number = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getInt(1) != level || rows.getLong(2) / WIDTH != number) {
                        tile(level, number, hashes);
                    }
                    level = rows.getInt(1);
                    number = rows.getLong(2) / WIDTH;
                    hashes.writeBytes(rows.getBytes(3));
                }
            }
            tile(level, number, hashes);
        }
    }

    private void tile(int level, long number, ByteArrayOutputStream hashes) throws IOException {
        if (hashes.size() > 0) {
            write("tile/" + new Tile(level, number, hashes.size() / HASH).path(), hashes.toByteArray());
            hashes.reset();
        }
    }

    private void erasures() throws SQLException, IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select event_id, told_by from erasure order by event_id")) {
            while (rows.next()) {
                lines.writeBytes((rows.getString(1) + " " + rows.getString(2) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        write("erasures", lines.toByteArray());
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, bytes);
    }
}
