package care.weald.identity.match.evaluation;

import care.weald.identity.match.Assessment;
import care.weald.identity.match.BlockKeys;
import care.weald.identity.match.Grade;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * De-duplication by sort-merge: every two records under one key are compared once, under the smallest key they share. The
 * sorted table is cut into ranges, one worker each.
 */
public final class Bulk {

    private static final int RANGES = 64;

    private final MemoryIndex index;
    private final Matcher matcher;

    /** The keys of each record that stand for a block of at least two and not too many, in ascending order. */
    private final long[] own;

    private final int[] starts;

    /** Makes ready to compare all of {@code index}. */
    public Bulk(MemoryIndex index, Matcher matcher) {
        this.index = index;
        this.matcher = matcher;
        this.starts = new int[index.size() + 1];
        KeyTable keys = index.keys();
        eachBlock(0, keys.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                starts[keys.id(i) + 1]++;
            }
        });
        for (int i = 0; i < index.size(); i++) {
            starts[i + 1] += starts[i];
        }
        this.own = new long[starts[index.size()]];
        int[] at = starts.clone();
        eachBlock(0, keys.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                own[at[keys.id(i)]++] = keys.key(i);
            }
        });
    }

    private interface Block {
        void visit(int from, int to);
    }

    private void eachBlock(int first, int end, Block block) {
        KeyTable keys = index.keys();
        for (int from = first; from < end; ) {
            int to = keys.end(from);
            boolean said =
                    to - from > 1 && to - from <= BlockKeys.LARGEST_BLOCK && !BlockKeys.isNameOnly(keys.key(from));
            if (said) {
                block.visit(from, to);
            }
            from = to;
        }
    }

    /** Pairs met, pairs scored, and pairs that are not certainly different. */
    public long[] run(int workers) throws Exception {
        long[] sums = new long[3];
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<long[]>> ranges = new ArrayList<>();
            int size = index.keys().size();
            for (int r = 0; r < RANGES; r++) {
                int from = border((long) size * r / RANGES);
                int to = border((long) size * (r + 1) / RANGES);
                ranges.add(pool.submit(() -> range(from, to)));
            }
            for (Future<long[]> range : ranges) {
                long[] counts = range.get();
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += counts[i];
                }
            }
        }
        return sums;
    }

    /** The first position at or after {@code position} where a block begins. */
    private int border(long position) {
        KeyTable keys = index.keys();
        int at = (int) position;
        while (at > 0 && at < keys.size() && keys.key(at) == keys.key(at - 1)) {
            at++;
        }
        return at;
    }

    private long[] range(int first, int end) {
        long[] counts = new long[3];
        Assessment assessment = matcher.assessment();
        eachBlock(first, end, (from, to) -> block(from, to, assessment, counts));
        return counts;
    }

    private void block(int from, int to, Assessment assessment, long[] counts) {
        KeyTable keys = index.keys();
        long key = keys.key(from);
        for (int i = from; i < to; i++) {
            int a = keys.id(i);
            Profile one = index.profile(a);
            for (int j = i + 1; j < to; j++) {
                int b = keys.id(j);
                counts[0]++;
                if (isSmallestShared(key, a, b)) {
                    counts[1]++;
                    boolean worth = assessment.assessIfWorth(one, index.profile(b), true);
                    counts[2] += worth && assessment.grade() != Grade.CERTAINLY_NOT ? 1 : 0;
                }
            }
        }
    }

    private boolean isSmallestShared(long key, int a, int b) {
        int i = starts[a];
        int j = starts[b];
        while (own[i] != own[j]) {
            if (Long.compareUnsigned(own[i], own[j]) < 0) {
                i++;
            } else {
                j++;
            }
        }
        return own[i] == key;
    }
}
