package care.weald.audit.tree;

import java.util.HashMap;
import java.util.Map;

/** Hashes of the tree that are at hand: those of the heights 0, 8, 16 and so on, which are what tiles hold. */
public final class Nodes {

    private final Map<Place, byte[]> hashes = new HashMap<>();

    private record Place(int level, long number) {}

    /** Puts the hash over the leaves from {@code number << 8 * level} to the next of its level. */
    public void put(int level, long number, byte[] hash) {
        hashes.put(new Place(level, number), hash);
    }

    /** That hash. Throws {@link Missing} when it is not at hand. */
    byte[] get(int level, long number) {
        byte[] hash = hashes.get(new Place(level, number));
        if (hash == null) {
            throw new Missing();
        }
        return hash;
    }

    /** How many there are. */
    int count() {
        return hashes.size();
    }

    /** A hash that the tree has is not there: what is stored has a hole. */
    static final class Missing extends RuntimeException {
        private Missing() {
            super("a node of the tree is missing", null, false, false);
        }
    }
}
