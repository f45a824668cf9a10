package care.weald.identity.match.compare;

/**
 * One name with what its comparison needs, computed once. Profiles in memory may share the names of an interning table.
 */
public final class Name {

    static final int IS_CLOSE = 2;
    static final int IS_ALIKE = 1;

    private static final double CLOSE = 0.92;
    private static final double CLOSE_IN_SOUND = 0.84;
    private static final double ALIKE = 0.80;

    final String text;
    final long hash;
    final int soundex;
    final int letters;
    private final long[] nicknames;

    /** The name {@code text}, normalised. */
    public Name(String text) {
        this.text = text;
        this.hash = Hash.of(text);
        this.soundex = Soundex.of(text);
        this.letters = mask(text);
        this.nicknames = Nicknames.of(text);
    }

    /** The normalised text. */
    public String text() {
        return text;
    }

    /** The hash under which frequencies are kept. */
    public long hash() {
        return hash;
    }

    boolean isInitial() {
        return text.length() == 1;
    }

    boolean same(Name other) {
        return this == other || hash == other.hash;
    }

    /** Bits that two names have in common if one is a short form of the other. */
    int nicknameBits() {
        int bits = 0;
        for (long set : nicknames) {
            bits |= 1 << set % 11;
        }
        return bits;
    }

    boolean isShortFor(Name other) {
        return Nicknames.share(nicknames, other.nicknames);
    }

    /** One slip apart (where the longer has three letters or more), or nearly the same to the eye or the ear. */
    boolean isClose(Name other) {
        return likeness(other) == IS_CLOSE;
    }

    /** {@link #IS_CLOSE}, {@link #IS_ALIKE} when at least something of sound or letters is the same, or 0. */
    int likeness(Name other) {
        boolean sound = soundex == other.soundex;
        if (Math.max(text.length(), other.text.length()) >= 3 && Slip.one(text, other.text)) {
            return IS_CLOSE;
        }
        if (!mayBeAlike(other)) {
            return sound ? IS_ALIKE : 0;
        }
        double similarity = JaroWinkler.similarity(text, other.text);
        if (similarity >= (sound ? CLOSE_IN_SOUND : CLOSE)) {
            return IS_CLOSE;
        }
        return sound || similarity >= ALIKE ? IS_ALIKE : 0;
    }

    /** False only when the letters of one that the other lacks leave too few for a similarity that counts. */
    private boolean mayBeAlike(Name other) {
        int m = text.length();
        int n = other.text.length();
        int most = Math.min(
                m - Integer.bitCount(letters & ~other.letters), n - Integer.bitCount(other.letters & ~letters));
        if (most <= 0) {
            return false;
        }
        double jaro = ((double) most / m + (double) most / n + 1) / 3;
        boolean begin = text.charAt(0) == other.text.charAt(0);
        return (begin ? jaro + 0.4 * (1 - jaro) : jaro) >= ALIKE;
    }

    static int mask(String text) {
        int mask = 0;
        for (int i = 0; i < text.length(); i++) {
            mask |= 1 << (text.charAt(i) & 31);
        }
        return mask;
    }

    @Override
    public String toString() {
        return "Name[***]";
    }
}
