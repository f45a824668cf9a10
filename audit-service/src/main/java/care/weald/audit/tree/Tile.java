package care.weald.audit.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of C2SP tlog-tiles: up to 256 neighbouring hashes of one level, or as many entries.
 *
 * @param level 0 for leaf hashes; -1 for entries
 * @param number which of its level
 * @param width how many it holds; 256 when it is full
 */
public record Tile(int level, long number, int width) {

    /** The level of bundles of entries. */
    public static final int ENTRIES = -1;

    private static final int FULL = 256;

    private static final Pattern PATH =
            Pattern.compile("(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Reads the path after {@code tile/}; empty when it is not in the one form that a tile has. */
    public static Optional<Tile> parse(String path) {
        Matcher match = PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        int width = match.group(3) == null ? FULL : Integer.parseInt(match.group(3));
        Tile tile = new Tile(
                match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1)),
                Long.parseLong(match.group(2).replaceAll("[x/]", "")),
                width);
        return tile.path().equals(path) && (match.group(3) == null || width < FULL)
                ? Optional.of(tile)
                : Optional.empty();
    }

    /** The path after {@code tile/}. */
    public String path() {
        StringBuilder path = new StringBuilder("%03d".formatted(number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return (level == ENTRIES ? "entries" : level) + "/" + path + (width == FULL ? "" : ".p/" + width);
    }

    /** Its first hash or entry, among all of its level. */
    public long first() {
        return number * FULL;
    }

    /** Whether a tree of {@code size} leaves has all of it. */
    public boolean isIn(long size) {
        return first() + width <= size >> (8 * Math.max(level, 0));
    }

    /** True when it can never change. */
    public boolean isFull() {
        return width == FULL;
    }
}
