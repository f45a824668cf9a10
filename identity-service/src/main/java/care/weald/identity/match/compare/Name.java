package care.weald.identity.match.compare;

/**
 * One name with what its comparison needs, computed once. Profiles in memory may share the names of an interning table.
 */
public final class Name {

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

    boolean isShortFor(Name other) {
        return Nicknames.share(nicknames, other.nicknames);
    }

    /** One slip apart (where the longer has three letters or more), or nearly the same to the eye or the ear. */
    boolean isClose(Name other) {
        if (!mayBeAlike(other)) {
            return false;
        }
        if (Math.max(text.length(), other.text.length()) >= 3 && Slip.one(text, other.text)) {
            return true;
        }
        return JaroWinkler.similarity(text, other.text) >= (soundex == other.soundex ? CLOSE_IN_SOUND : CLOSE);
    }

    boolean isAlike(Name other) {
        return soundex == other.soundex || (mayBeAlike(other) && JaroWinkler.similarity(text, other.text) >= ALIKE);
    }

    /** False when so few letters are shared that no similarity above 0.75 is possible. */
    private boolean mayBeAlike(Name other) {
        int shared = Integer.bitCount(letters & other.letters);
        int fewest = Math.min(Integer.bitCount(letters), Integer.bitCount(other.letters));
        return 2 * shared >= fewest;
    }

    private static int mask(String text) {
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
