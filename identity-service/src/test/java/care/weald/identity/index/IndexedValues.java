package care.weald.identity.index;

import care.weald.identity.match.Demographics;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link MatchIndex} would store, for whoever loads many at once. */
public final class IndexedValues {

    private static final int ROW = 17;
    private static final int KEYS = 17;
    private static final int SKETCHES = 20;

    private IndexedValues() {}

    /**
     * The values of all columns of {@code match_row} but the last, in the table's order, the block keys, and for each key the
     * sketch if it has one.
     */
    public record Indexed(List<@Nullable Object> row, List<Long> keys, List<Optional<Buffer>> sketches) {}

    /** What {@code patient}, registered as {@code source}, is found by. */
    public static Indexed of(UUID source, JsonNode patient, Demographics found) {
        List<@Nullable Object> values = MatchIndex.values(new MatchIndex.Entry(source, patient, found));
        return new Indexed(
                values.subList(0, ROW),
                List.of((Long[]) java.util.Objects.requireNonNull(values.get(KEYS))),
                Stream.of((@Nullable Buffer[]) java.util.Objects.requireNonNull(values.get(SKETCHES)))
                        .map(Optional::ofNullable)
                        .toList());
    }

    /** The Soundex codes of {@code names}. */
    public static Integer[] sounds(List<String> names) {
        return IndexRow.sounds(names);
    }
}
