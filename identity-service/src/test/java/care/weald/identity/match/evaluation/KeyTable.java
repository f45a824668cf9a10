package care.weald.identity.match.evaluation;

/** Pairs of key and record, sorted by key: an index in memory. */
public final class KeyTable {

    private static final int DIGIT = 16;

    private long[] keys;
    private int[] ids;
    private int size;

    /** An empty table with room for {@code capacity} pairs. */
    public KeyTable(int capacity) {
        keys = new long[capacity];
        ids = new int[capacity];
    }

    /** Puts record {@code id} under each of {@code theirs}. */
    public void add(int id, long[] theirs) {
        if (size + theirs.length > keys.length) {
            int more = keys.length + keys.length / 2 + theirs.length;
            keys = java.util.Arrays.copyOf(keys, more);
            ids = java.util.Arrays.copyOf(ids, more);
        }
        for (long key : theirs) {
            keys[size] = key;
            ids[size++] = id;
        }
    }

    /** Sorts by key, as unsigned numbers; ids of one key keep their order. */
    public void sort() {
        long[] otherKeys = new long[keys.length];
        int[] otherIds = new int[ids.length];
        for (int shift = 0; shift < 64; shift += DIGIT) {
            pass(shift, otherKeys, otherIds);
            long[] k = keys;
            keys = otherKeys;
            otherKeys = k;
            int[] i = ids;
            ids = otherIds;
            otherIds = i;
        }
    }

    private void pass(int shift, long[] toKeys, int[] toIds) {
        int[] starts = new int[(1 << DIGIT) + 1];
        for (int i = 0; i < size; i++) {
            starts[digit(keys[i], shift) + 1]++;
        }
        for (int d = 0; d < 1 << DIGIT; d++) {
            starts[d + 1] += starts[d];
        }
        for (int i = 0; i < size; i++) {
            int at = starts[digit(keys[i], shift)]++;
            toKeys[at] = keys[i];
            toIds[at] = ids[i];
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & ((1 << DIGIT) - 1);
    }

    /** How many pairs there are. */
    public int size() {
        return size;
    }

    /** The key at {@code position}. */
    public long key(int position) {
        return keys[position];
    }

    /** The record at {@code position}. */
    public int id(int position) {
        return ids[position];
    }

    /** The first position of {@code key}, or of the next key above it. */
    public int find(long key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(keys[middle], key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The position behind the block that begins at {@code from}. */
    public int end(int from) {
        int to = from;
        while (to < size && keys[to] == keys[from]) {
            to++;
        }
        return to;
    }
}
