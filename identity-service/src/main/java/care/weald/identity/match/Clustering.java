package care.weald.identity.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the records of a bulk run together, pair by pair. The caller offers the certain pairs, the strongest first, ties in
 * order of record. Two clusters become one when the evidence is against no pair across them and, where both have several
 * records, at least two pairs across them are certain: a single pair between two groups is a bridge and is left to review.
 * Not safe for several threads.
 */
public final class Clustering {

    /** What is known of pairs; both answers are the same for (a, b) and (b, a). */
    public interface Evidence {

        /** Whether the pair is certain. */
        boolean isCertain(int a, int b);

        /** Whether the evidence is against the pair. */
        boolean isAgainst(int a, int b);
    }

    private final Evidence evidence;
    private final int[] clusters;
    private final List<List<Integer>> members;

    /** Every one of {@code records} by itself. */
    public Clustering(int records, Evidence evidence) {
        this.evidence = evidence;
        this.clusters = new int[records];
        this.members = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            clusters[i] = i;
            members.add(List.of(i));
        }
    }

    /** Offers a certain pair; false when the two were not put together and somebody has to look. */
    public boolean offer(int a, int b) {
        int into = clusters[a];
        int from = clusters[b];
        if (into == from) {
            return true;
        }
        if (!mayJoin(members.get(into), members.get(from))) {
            return false;
        }
        List<Integer> all = new ArrayList<>(members.get(into));
        all.addAll(members.get(from));
        members.get(from).forEach(record -> clusters[record] = into);
        members.set(into, all);
        members.set(from, List.of());
        return true;
    }

    private boolean mayJoin(List<Integer> some, List<Integer> others) {
        int certain = 0;
        for (int a : some) {
            for (int b : others) {
                if (evidence.isAgainst(a, b)) {
                    return false;
                }
                certain += evidence.isCertain(a, b) ? 1 : 0;
            }
        }
        boolean several = some.size() > 1 && others.size() > 1;
        return certain >= (several ? 2 : 1);
    }

    /** The cluster of {@code record}: the number of one of its records. */
    public int cluster(int record) {
        return clusters[record];
    }

    /** The records together with {@code record}, itself among them. */
    public List<Integer> together(int record) {
        return List.copyOf(members.get(clusters[record]));
    }
}
