package care.weald.identity.match.compare;

import care.weald.identity.match.normalise.AddressLines;

/** An address line as its numbers and its words. */
public final class Line {

    private static final double CLOSE = 0.96;
    private static final String[] NONE = {};

    final String numbers;
    final String words;
    final long hash;
    private final String street;
    private final String[] apart;
    private final int letters;

    /** The line {@code text}, normalised. */
    public Line(String text) {
        int bar = text.indexOf(AddressLines.BAR);
        this.numbers = text.substring(0, Math.max(bar, 0));
        this.words = text.substring(bar + 1);
        this.hash = Hash.of(text);
        this.letters = Name.mask(words);
        this.street = AddressLines.street(words);
        this.apart = words.isEmpty() ? NONE : words.split(" ", 12);
    }

    private int fewestLetters(Line other) {
        return Math.min(Integer.bitCount(letters), Integer.bitCount(other.letters));
    }

    boolean same(Line other) {
        return hash == other.hash;
    }

    boolean sameStreet(Line other) {
        return 2 * Integer.bitCount(letters & other.letters) >= fewestLetters(other)
                && !words.isEmpty()
                && !other.words.isEmpty()
                && (words.equals(other.words)
                        || words.startsWith(other.words)
                        || other.words.startsWith(words)
                        || Slip.one(words, other.words)
                        || isNearly(street, other.street)
                        || inCommon(other) == Math.min(apart.length, other.apart.length)
                        || JaroWinkler.similarity(words, other.words) >= CLOSE);
    }

    private static boolean isNearly(String street, String other) {
        return !street.isEmpty() && (street.equals(other) || Slip.one(street, other));
    }

    /** Whether the same number stands with at least half of the same words, in whatever order. */
    boolean sameHouse(Line other) {
        if (numbers.isEmpty() || !sameNumbers(other) || apart.length == 0 || other.apart.length == 0) {
            return false;
        }
        return 2 * inCommon(other) >= Math.min(apart.length, other.apart.length) + 1;
    }

    private int inCommon(Line other) {
        int common = 0;
        for (String word : apart) {
            for (String theirs : other.apart) {
                if (word.equals(theirs) || (word.length() > 3 && Slip.one(word, theirs))) {
                    common++;
                    break;
                }
            }
        }
        return common;
    }

    boolean sameNumbers(Line other) {
        return numbers.equals(other.numbers);
    }

    boolean nearNumbers(Line other) {
        return numbers.isEmpty() || other.numbers.isEmpty() || Slip.one(numbers, other.numbers);
    }

    @Override
    public String toString() {
        return "Line[***]";
    }
}
