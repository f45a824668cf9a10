package care.weald.identity.match.compare;

import care.weald.identity.match.normalise.AddressLines;

/** An address line as its numbers and its words. */
public final class Line {

    private static final double CLOSE = 0.9;

    final String numbers;
    final String words;
    final long hash;

    /** The line {@code text}, normalised. */
    public Line(String text) {
        int bar = text.indexOf(AddressLines.BAR);
        this.numbers = text.substring(0, Math.max(bar, 0));
        this.words = text.substring(bar + 1);
        this.hash = Hash.of(text);
    }

    boolean same(Line other) {
        return hash == other.hash;
    }

    boolean sameStreet(Line other) {
        return !words.isEmpty()
                && !other.words.isEmpty()
                && (words.equals(other.words)
                        || words.startsWith(other.words)
                        || other.words.startsWith(words)
                        || Slip.one(words, other.words)
                        || JaroWinkler.similarity(words, other.words) >= CLOSE);
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
