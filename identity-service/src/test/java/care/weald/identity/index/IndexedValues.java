package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link MatchIndex} would store, for whoever loads many at once. */
public final class IndexedValues {

    private static final int ROW = 17;
    private static final int KEYS = 17;

    private IndexedValues() {}

    /** The values of all columns of {@code match_row} but the last, in the table's order, and the block keys. */
    public record Indexed(List<@Nullable Object> row, List<Long> keys) {}

    /** What {@code patient}, registered as {@code source}, is found by. */
    public static Indexed of(UUID source, JsonNode patient, Demographics found) {
        List<@Nullable Object> values = MatchIndex.values(new MatchIndex.Entry(source, patient, found));
        return new Indexed(
                values.subList(0, ROW), List.of((Long[]) java.util.Objects.requireNonNull(values.get(KEYS))));
    }

    /** The Soundex codes of {@code names}. */
    public static Integer[] sounds(List<String> names) {
        return IndexRow.sounds(names);
    }
}
