package care.weald.identity.match.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How common names are, kept by hash: a shared rare name is worth more than a shared common one. Immutable.
 *
 * <p>A name that is not in the table counts as {@code floor}; no name counts as rarer than that.
 */
public final class NameFrequencies {

    private final SortedMap<Long, Integer> counts;
    private final long total;
    private final double floor;
    private final long[] slots;
    private final int[] ticks;
    private final int floorTicks;

    /**
     * @param counts how many people bear the name of each hash
     * @param total how many people were counted
     * @param floor the share given to names that are not in the table
     * @throws IllegalArgumentException for a count or total below 1, a count above the total or a floor outside (0, 1)
     */
    public NameFrequencies(Map<Long, Integer> counts, long total, double floor) {
        if (total < 1 || !(floor > 0 && floor < 1)) {
            throw new IllegalArgumentException("not a total and a floor");
        }
        if (counts.values().stream().anyMatch(n -> n < 1 || n > total)) {
            throw new IllegalArgumentException("not a count of that total");
        }
        this.counts = new TreeMap<>(counts);
        this.total = total;
        this.floor = floor;
        int size = Integer.highestOneBit(Math.max(4, counts.size() * 3));
        this.slots = new long[size];
        this.ticks = new int[size];
        this.floorTicks = Ticks.of(-Ticks.log2(floor));
        this.counts.forEach(this::put);
    }

    private void put(long hash, int count) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = hash;
        ticks[slot] = Math.min(floorTicks, Ticks.of(-Ticks.log2((double) count / total)));
    }

    /** The bits, in ticks, that a shared name of {@code hash} says: minus the logarithm of its share. */
    int ticks(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return ticks[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return floorTicks;
    }

    /** The counts by hash, in order of hash. */
    public SortedMap<Long, Integer> counts() {
        return java.util.Collections.unmodifiableSortedMap(counts);
    }

    /** How many people were counted. */
    public long total() {
        return total;
    }

    /** The share of a name that is not in the table. */
    public double floor() {
        return floor;
    }

    @Override
    public String toString() {
        return "NameFrequencies[" + counts.size() + " names, slots " + Arrays.toString(new int[] {slots.length}) + "]";
    }
}
