package care.weald.audit.verify;

import care.weald.audit.log.Leaf;
import java.util.ArrayList;
import java.util.List;

/** A tree's right edge, to which leaves are added one by one: at most one unfinished tile of each level is held. */
final class Spine {

    private static final int WIDTH = 256;

    private final List<List<byte[]>> levels = new ArrayList<>();
    private final Full full;
    private long size;

    /** Told of each level's tiles when they are full, lowest level first. */
    interface Full {
        void tile(int level, long number, List<byte[]> hashes);
    }

    Spine(Full full) {
        this.full = full;
    }

    long size() {
        return size;
    }

    /** The unfinished tile of each level, lowest first. */
    List<List<byte[]>> edge() {
        return levels.stream().map(List::copyOf).toList();
    }

    void add(byte[] leaf) {
        size++;
        add(0, leaf);
    }

    private void add(int level, byte[] hash) {
        if (levels.size() == level) {
            levels.add(new ArrayList<>(WIDTH));
        }
        List<byte[]> tile = levels.get(level);
        tile.add(hash);
        if (tile.size() == WIDTH) {
            full.tile(level, (size >> (8 * (level + 1))) - 1, List.copyOf(tile));
            byte[] above = fold(tile);
            tile.clear();
            add(level + 1, above);
        }
    }

    /** The tree's hash, RFC 9162 section 2.1.1. */
    byte[] root() {
        List<byte[]> peaks = new ArrayList<>();
        for (List<byte[]> tile : levels.reversed()) {
            int from = 0;
            for (int bit = WIDTH / 2; bit > 0; bit /= 2) {
                if ((tile.size() & bit) != 0) {
                    peaks.add(fold(tile.subList(from, from + bit)));
                    from += bit;
                }
            }
        }
        byte[] root = peaks.isEmpty() ? Leaf.sha256(new byte[0]) : peaks.removeLast();
        for (byte[] peak : peaks.reversed()) {
            root = Leaf.node(peak, root);
        }
        return root;
    }

    private static byte[] fold(List<byte[]> hashes) {
        int half = hashes.size() / 2;
        return half == 0
                ? hashes.getFirst()
                : Leaf.node(fold(hashes.subList(0, half)), fold(hashes.subList(half, hashes.size())));
    }
}
