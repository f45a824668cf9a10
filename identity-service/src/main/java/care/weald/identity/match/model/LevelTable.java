package care.weald.identity.match.model;

import care.weald.identity.match.compare.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A probability for every level of every field. Immutable. */
public final class LevelTable {

    private final double[][] values;

    private LevelTable(double[][] values) {
        this.values = values;
    }

    /**
     * The table of {@code rows}, one row a field in the order of {@link Field}.
     *
     * @throws IllegalArgumentException unless every row has the field's levels and every value is in (0, 1]
     */
    static LevelTable of(double[]... rows) {
        double[][] copy = new double[rows.length][];
        for (Field field : Field.all()) {
            double[] row = rows[field.index()];
            if (row.length != field.levels().size() || Arrays.stream(row).anyMatch(p -> !(p > 0 && p <= 1))) {
                throw new IllegalArgumentException("not a probability for every level of " + field.code());
            }
            copy[field.index()] = row.clone();
        }
        return new LevelTable(copy);
    }

    /** The probability of {@code level} of {@code field}. */
    public double get(Field field, int level) {
        return values[field.index()][level];
    }

    /** The row of {@code field}, a copy. */
    public List<Double> row(Field field) {
        List<Double> row = new ArrayList<>();
        for (double value : values[field.index()]) {
            row.add(value);
        }
        return Collections.unmodifiableList(row);
    }

    double[] values(Field field) {
        return values[field.index()].clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LevelTable table && Arrays.deepEquals(values, table.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }
}
