package care.weald.identity.match.evaluation;

import java.util.Locale;

/**
 * Counts of an evaluation.
 *
 * @param set its name
 * @param grade what counts as an answer
 * @param right answers that are right
 * @param wrong answers that are wrong
 * @param missed true ones without the right answer
 */
public record Figures(String set, String grade, long right, long wrong, long missed) {

    /** The share of answers that are right; 1 without answers. */
    public double precision() {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    /** The share of true ones that were found. */
    public double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    /** The harmonic mean of both. */
    public double f1() {
        return 2 * precision() * recall() / (precision() + recall());
    }

    /** A row of the table. */
    public String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.5f | %.5f | %.5f | %d | %d |",
                set,
                grade,
                precision(),
                recall(),
                f1(),
                wrong,
                missed);
    }
}
