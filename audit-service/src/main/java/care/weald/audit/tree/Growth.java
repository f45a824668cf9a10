package care.weald.audit.tree;

import care.weald.audit.tree.Merkle.Run;
import care.weald.audit.tree.Merkle.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree that has taken new leaves: the hashes of the tiles that became full, and the new root.
 *
 * @param full the new hashes of level 1 and above
 */
@SuppressWarnings("ArrayRecordComponent") // hashes, never compared
record Growth(List<Full> full, byte[] root) {

    /** The hash of a full tile of the level below. */
    @SuppressWarnings("ArrayRecordComponent")
    record Full(int level, long number, byte[] hash) {}

    /** What a tree of {@code size} leaves needs at hand to grow: its right edge, less than one tile of each level. */
    static List<Run> edge(long size) {
        List<Run> runs = new ArrayList<>();
        for (int level = 0; size >> (8 * level) > 0 && level < 8; level++) {
            long nodes = size >> (8 * level);
            runs.add(new Run(level, nodes & ~255L, (int) (nodes & 255)));
        }
        return runs;
    }

    /**
     * Grows the tree of {@code old} leaves, whose root is {@code oldRoot}, to {@code size}. {@code nodes} holds its edge
     * and the new leaves, and then the new hashes too. Throws {@link Broken} when the old root does not come out again,
     * or the new tree does not prove to go on from the old one: then nothing may be signed.
     */
    static Growth of(long old, byte[] oldRoot, long size, Nodes nodes) {
        if (!Arrays.equals(oldRoot, Merkle.hash(new Span(0, old), nodes))) {
            throw new Broken("the last root");
        }
        List<Full> full = new ArrayList<>();
        for (int level = 0; size >> (8 * (level + 1)) > 0; level++) {
            int up = 8 * (level + 1);
            for (long number = old >> up; number < size >> up; number++) {
                byte[] hash = Merkle.fold(nodes, level, number << 8, 256);
                nodes.put(level + 1, number, hash);
                full.add(new Full(level + 1, number, hash));
            }
        }
        byte[] root = Merkle.hash(new Span(0, size), nodes);
        List<byte[]> proof = old == 0
                ? List.of()
                : Merkle.consistency(old, size).stream()
                        .map(span -> Merkle.hash(span, nodes))
                        .toList();
        if (old > 0 && !Merkle.isConsistent(old, oldRoot, size, root, proof)) {
            throw new Broken("the new head");
        }
        return new Growth(full, root);
    }

    /** The tree does not hold together. */
    static final class Broken extends RuntimeException {
        Broken(String what) {
            super(what + " cannot be proved");
        }
    }
}
