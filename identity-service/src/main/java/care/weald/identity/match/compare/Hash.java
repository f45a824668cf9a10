package care.weald.identity.match.compare;

/** A 64-bit hash of text that is the same on every machine and in every release: keys and name tables are stored by it. */
public final class Hash {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    /** FNV-1a over the UTF-16 units of {@code text}, mixed. */
    public static long of(CharSequence text) {
        return mix(append(BASIS, text));
    }

    /** A hash to which {@link #append} adds; {@code kind} keeps equal texts of different kinds apart. */
    public static long start(int kind) {
        return (BASIS ^ kind) * PRIME;
    }

    /** {@code hash} with {@code text} and an end mark added. */
    public static long append(long hash, CharSequence text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
        }
        return (h ^ 0x1f) * PRIME;
    }

    /** {@code hash} with {@code number} added. */
    public static long append(long hash, long number) {
        return (mix(hash ^ number) ^ 0x1f) * PRIME;
    }

    /** Every bit of {@code hash} spread over the result. */
    public static long mix(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
