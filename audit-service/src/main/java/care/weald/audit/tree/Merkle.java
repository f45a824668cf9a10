package care.weald.audit.tree;

import care.weald.audit.log.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The Merkle tree of RFC 9162 section 2.1: what a proof consists of, its hashes, and how proofs are checked. */
public final class Merkle {

    private static final byte[] EMPTY = Leaf.sha256(new byte[0]);

    private Merkle() {}

    /** A subtree of the leaves from {@code from}, before {@code until}. */
    public record Span(long from, long until) {

        long leaves() {
            return until - from;
        }
    }

    /** Neighbours of one tile level: {@code count} hashes from {@code first}. */
    public record Run(int level, long first, int count) {}

    /** The subtrees whose hashes prove that leaf {@code index} is in the tree of {@code size}, RFC 9162 section 2.1.3.1. */
    public static List<Span> inclusion(long index, long size) {
        List<Span> path = new ArrayList<>();
        long from = 0;
        long until = size;
        while (until - from > 1) {
            long split = from + left(until - from);
            if (index < split) {
                path.addFirst(new Span(split, until));
                until = split;
            } else {
                path.addFirst(new Span(from, split));
                from = split;
            }
        }
        return path;
    }

    /** The subtrees that prove the tree of {@code old} leaves a beginning of that of {@code size}, section 2.1.4.1. */
    public static List<Span> consistency(long old, long size) {
        List<Span> path = new ArrayList<>();
        long from = 0;
        long until = size;
        while (until > old) {
            long split = from + left(until - from);
            if (old <= split) {
                path.addFirst(new Span(split, until));
                until = split;
            } else {
                path.addFirst(new Span(from, split));
                from = split;
            }
        }
        if (from > 0) {
            path.addFirst(new Span(from, until));
        }
        return path;
    }

    /** The hashes that {@link #hash} takes for {@code span}. */
    public static List<Run> runs(Span span) {
        if (isComplete(span)) {
            int height = Long.numberOfTrailingZeros(span.leaves());
            int level = height / 8;
            return List.of(new Run(level, span.from() >> (8 * level), 1 << (height % 8)));
        }
        long split = span.from() + left(span.leaves());
        List<Run> runs = new ArrayList<>(runs(new Span(span.from(), split)));
        runs.addAll(runs(new Span(split, span.until())));
        return runs;
    }

    /** The hash of {@code span}; of no leaves at all that of the empty string. Throws when one it takes is missing. */
    public static byte[] hash(Span span, Nodes nodes) {
        if (span.leaves() == 0) {
            return EMPTY.clone();
        }
        if (isComplete(span)) {
            int height = Long.numberOfTrailingZeros(span.leaves());
            int level = height / 8;
            return fold(nodes, level, span.from() >> (8 * level), 1 << (height % 8));
        }
        long split = span.from() + left(span.leaves());
        return Leaf.node(hash(new Span(span.from(), split), nodes), hash(new Span(split, span.until()), nodes));
    }

    /** The hash over {@code count} neighbours of one level, a power of two. */
    static byte[] fold(Nodes nodes, int level, long first, int count) {
        return count == 1
                ? nodes.get(level, first)
                : Leaf.node(fold(nodes, level, first, count / 2), fold(nodes, level, first + count / 2, count / 2));
    }

    private static boolean isComplete(Span span) {
        return Long.bitCount(span.leaves()) == 1;
    }

    /** The largest power of two smaller than {@code leaves}. */
    private static long left(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /** The root that {@code path} leads to from a leaf; empty bytes when its length cannot be right. Section 2.1.3.2. */
    public static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> path) {
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] next : path) {
            if (last == 0) {
                return new byte[0];
            }
            if ((node & 1) == 1 || node == last) {
                hash = Leaf.node(next, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Leaf.node(hash, next);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && index < size ? hash : new byte[0];
    }

    /** True when {@code path} proves that the tree of {@code old} leaves is a beginning of the other. Section 2.1.4.2. */
    public static boolean isConsistent(long old, byte[] oldRoot, long size, byte[] root, List<byte[]> path) {
        if (old == size) {
            return path.isEmpty() && Arrays.equals(oldRoot, root);
        }
        if (old <= 0 || old > size) {
            return false;
        }
        List<byte[]> all = new ArrayList<>(path);
        if (Long.bitCount(old) == 1) {
            all.addFirst(oldRoot);
        }
        int trailing = Long.numberOfTrailingZeros(~(old - 1));
        long node = (old - 1) >> trailing;
        long last = (size - 1) >> trailing;
        return !all.isEmpty() && climbs(node, last, all, oldRoot, root);
    }

    private static boolean climbs(long from, long until, List<byte[]> path, byte[] oldRoot, byte[] root) {
        long node = from;
        long last = until;
        byte[] older = path.getFirst();
        byte[] newer = path.getFirst();
        for (byte[] next : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                older = Leaf.node(next, older);
                newer = Leaf.node(next, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = Leaf.node(newer, next);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(older, oldRoot) && Arrays.equals(newer, root);
    }
}
