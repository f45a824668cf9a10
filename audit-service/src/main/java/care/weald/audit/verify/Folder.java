package care.weald.audit.verify;

import care.weald.audit.tree.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An export: {@code checkpoints} (every signed note, the newest last, an empty line between two), {@code tile/…} as C2SP
 * tlog-tiles has it, {@code event/…} with the contents of the entries of a bundle, and {@code erasures}. Nothing in it
 * is trusted; what is not there is empty.
 */
public final class Folder {

    private static final int HASH = 32;
    private static final int FULL = 256;

    private final Path root;

    public Folder(Path root) {
        this.root = root;
    }

    /** The signed notes. */
    List<String> notes() throws IOException {
        String all = new String(bytes("checkpoints"), StandardCharsets.UTF_8);
        List<String> notes = new ArrayList<>();
        for (String note : all.split("\n\n(?!\u2014 )", -1)) {
            if (!note.isBlank()) {
                notes.add(note.stripTrailing() + "\n");
            }
        }
        return notes;
    }

    /** The hashes of a tile, as many as there are. */
    List<byte[]> hashes(int level, long number) throws IOException {
        byte[] bytes = widest("tile/" + new Tile(level, number, FULL).path());
        List<byte[]> hashes = new ArrayList<>();
        for (int at = 0; at + HASH <= bytes.length; at += HASH) {
            hashes.add(Arrays.copyOfRange(bytes, at, at + HASH));
        }
        return hashes;
    }

    /** The entries of a bundle; one that the log has lost is empty. */
    List<byte[]> entries(long number) throws IOException {
        byte[] bytes = widest("tile/" + new Tile(Tile.ENTRIES, number, FULL).path());
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at + 2 <= bytes.length; ) {
            int length = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
            int end = Math.min(bytes.length, at + 2 + length);
            entries.add(Arrays.copyOfRange(bytes, at + 2, end));
            at = at + 2 + length;
        }
        return entries;
    }

    /** The lines of a bundle's contents, by the index they begin with. */
    Map<Long, String> contents(long number) throws IOException {
        Map<Long, String> contents = new HashMap<>();
        byte[] bytes = widest(contentPath(new Tile(0, number, FULL)));
        for (String line : lines(bytes)) {
            int space = line.indexOf(' ');
            if (space > 0 && line.substring(0, space).matches("[0-9]{1,18}")) {
                contents.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
            }
        }
        return contents;
    }

    /** Where the contents of a bundle of entries are. */
    public static String contentPath(Tile tile) {
        return "event/" + new Tile(0, tile.number(), tile.width()).path().substring(2);
    }

    /** Which event's identifying part was dropped by the decision that which event tells: id to id. */
    Map<String, String> erasures() throws IOException {
        Map<String, String> erasures = new HashMap<>();
        for (String line : lines(bytes("erasures"))) {
            String[] both = line.split(" ", 2);
            if (both.length == 2) {
                erasures.put(both[0], both[1]);
            }
        }
        return erasures;
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    /** The full tile, or else the widest of the partial ones. */
    private byte[] widest(String path) throws IOException {
        if (Files.exists(root.resolve(path))) {
            return bytes(path);
        }
        int width = 0;
        if (Files.isDirectory(root.resolve(path + ".p"))) {
            try (var partial = Files.newDirectoryStream(root.resolve(path + ".p"), "[1-9]*")) {
                for (Path file : partial) {
                    String name = file.getFileName().toString();
                    width = name.matches("[0-9]{1,3}") ? Math.max(width, Integer.parseInt(name)) : width;
                }
            }
        }
        return width == 0 ? new byte[0] : bytes(path + ".p/" + width);
    }

    private byte[] bytes(String path) throws IOException {
        Path file = root.resolve(path);
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
