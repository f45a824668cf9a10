package care.weald.identity.match.model;

import care.weald.identity.match.compare.Comparison;
import care.weald.identity.match.compare.Field;

/** Counts of levels, field by field. */
final class Tally {

    private static final double LEAST = 1e-9;

    private final double[][] counts = new double[Field.all().size()][];

    Tally() {
        Field.all()
                .forEach(field ->
                        counts[field.index()] = new double[field.levels().size()]);
    }

    /** Counts the level of {@code field}, unless it is missing. */
    void add(Comparison comparison, Field field) {
        add(field, comparison.level(field), 1);
    }

    /** Counts {@code level} of {@code field} so many times. */
    void add(Field field, int level, double times) {
        if (level >= 0) {
            counts[field.index()][level] += times;
        }
    }

    /** How often {@code field} was not missing. */
    double total(Field field) {
        double total = 0;
        for (double count : counts[field.index()]) {
            total += count;
        }
        return total;
    }

    /**
     * The shares of the levels when {@code belief} counts as much as {@code strength} pairs. Where the NHS number was what
     * the pairs were chosen by, its row is the belief alone. A level that was not seen in so many pairs may still be one in
     * as many.
     */
    LevelTable table(LevelTable belief, double strength) {
        double[][] rows = new double[counts.length][];
        for (Field field : Field.all()) {
            double[] row = belief.values(field);
            double total = total(field);
            boolean learnt = total > 0 && field != Field.NHS_NUMBER;
            for (int level = 0; learnt && level < row.length; level++) {
                double share = (counts[field.index()][level] + strength * row[level]) / (total + strength);
                double unseen = Math.min(row[level], 1 / total);
                row[level] = Math.clamp(Math.max(share, unseen), LEAST, 1);
            }
            rows[field.index()] = row;
        }
        return LevelTable.of(rows);
    }
}
