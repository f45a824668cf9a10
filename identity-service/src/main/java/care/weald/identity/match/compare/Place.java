package care.weald.identity.match.compare;

import care.weald.identity.match.normalise.Postcodes;

/** A postcode with its outward part and area as numbers, computed once. */
public final class Place {

    private static final int SHORTEST = 4;

    final String text;
    final long code;
    final long outward;
    final long area;
    final boolean full;

    /** The place of a normalised postcode. */
    public Place(String postcode) {
        this.text = postcode;
        this.code = pack(postcode);
        this.outward = pack(Postcodes.outward(postcode));
        this.area = pack(Postcodes.area(postcode));
        this.full = Postcodes.isFull(postcode);
    }

    /** The postcode. */
    public String text() {
        return text;
    }

    /** Whether it is a whole code of another country: an outward code alone begins with a letter. */
    boolean isForeign() {
        return !full && text.length() >= SHORTEST && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    private static long pack(String text) {
        long packed = 0;
        for (int i = 0; i < text.length(); i++) {
            packed = packed * 131 + text.charAt(i);
        }
        return packed;
    }

    @Override
    public String toString() {
        return "Place[***]";
    }
}
