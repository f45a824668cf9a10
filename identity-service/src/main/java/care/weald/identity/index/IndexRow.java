package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import care.weald.identity.match.Location;
import care.weald.identity.match.Numbers;
import care.weald.identity.match.Sex;
import care.weald.identity.match.compare.Soundex;
import care.weald.identity.nhsnumber.NhsNumber;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Demographics as a row of {@code match_row}, and back. */
public final class IndexRow {

    /** The columns that {@link #of} reads, of a table that goes by {@code m}. */
    public static final String COLUMNS = "m.compared";

    private static final char DIVIDER = '\u001f';

    /** Where the numbers of values stand, and the values themselves begin; V0012 says what is where. */
    private static final int COUNTS = 6;

    private static final int VALUES = 15;
    private static final int USUAL = 32;

    private static final Demographics NOTHING =
            new Demographics(Numbers.NONE, List.of(), List.of(), 0, Sex.UNKNOWN, Location.NONE, 0, 0);

    private final List<String> parts;
    private int array = COUNTS;
    private int next = VALUES;

    private IndexRow(List<String> parts) {
        this.parts = parts;
    }

    /** The demographics in a row with {@link #COLUMNS}. */
    public static Demographics of(Row row) {
        return of(row.getString("compared"));
    }

    /** The demographics in the column {@code compared}. A text in which a value holds a divider says nothing. */
    public static Demographics of(String compared) {
        List<String> parts = parts(compared);
        int values = 0;
        for (int i = COUNTS; i < VALUES; i++) {
            values += number(parts.get(i));
        }
        return parts.size() == VALUES + values ? new IndexRow(parts).demographics() : NOTHING;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>(USUAL);
        int from = 0;
        for (int to = text.indexOf(DIVIDER); to >= 0; to = text.indexOf(DIVIDER, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private Demographics demographics() {
        NhsNumber nhs = NhsNumber.parse(parts.get(0)).orElse(null);
        Numbers numbers = new Numbers(nhs, parts.get(1).equals("t"), parts.get(2), List.of(), texts());
        List<String> given = texts();
        List<String> families = texts();
        Location location = new Location(
                texts(),
                texts(),
                texts(),
                texts(),
                texts().stream().map(Long::valueOf).toList(),
                texts());
        return new Demographics(
                numbers,
                given,
                families,
                number(parts.get(3)),
                Sex.valueOf(parts.get(4)),
                location,
                number(parts.get(5)),
                0);
    }

    /** The values of the next array. */
    private List<String> texts() {
        int from = next;
        next += number(parts.get(array++));
        return from == next ? List.of() : List.copyOf(parts.subList(from, next));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** The Soundex codes of {@code names}. */
    static Integer[] sounds(List<String> names) {
        return names.stream().map(name -> Soundex.of(name.replace(" ", ""))).toArray(Integer[]::new);
    }
}
