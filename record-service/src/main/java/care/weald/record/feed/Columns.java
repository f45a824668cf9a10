package care.weald.record.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Rows as one array a column, which is how many rows go to the database in one statement. */
final class Columns<R> {

    private final List<R> rows;

    Columns(List<R> rows) {
        this.rows = rows;
    }

    <C> C[] of(Function<R, C> column, IntFunction<C[]> array) {
        List<C> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(column.apply(row)));
        return values.toArray(array);
    }

    String[] text(Function<R, String> column) {
        return of(column, String[]::new);
    }

    /** A text array as PostgreSQL writes one, since arrays of arrays cannot be unnested by row. */
    static String literal(Collection<String> values) {
        StringBuilder text = new StringBuilder("{");
        for (String value : values) {
            text.append(text.length() > 1 ? ",\"" : "\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    text.append('\\');
                }
                text.append(c);
            }
            text.append('"');
        }
        return text.append('}').toString();
    }

    static String ids(List<UUID> values) {
        return values.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    static String literal(int[] values) {
        StringBuilder text = new StringBuilder("{");
        for (int value : values) {
            text.append(text.length() > 1 ? "," : "").append(value);
        }
        return text.append('}').toString();
    }
}
