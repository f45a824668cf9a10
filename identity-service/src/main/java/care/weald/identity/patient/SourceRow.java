package care.weald.identity.patient;

import care.weald.identity.patient.PersonSources.Source;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A source patient as a query answers it. */
public final class SourceRow {

    /** The columns, of a table that goes by {@code source}. */
    public static final String COLUMNS = """
            source.organisation, source.id, source.active, source.verified,
            coalesce(source.source_updated, source.received_at), source.received_at, source.resource""";

    /** How many they are. */
    public static final int WIDTH = 7;

    private static final ObjectReader TREE = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private SourceRow() {}

    /** The source patient in {@code row}, whose columns begin at {@code first}. */
    public static Source read(Row row, int first) {
        try {
            return new Source(
                    row.getString(first),
                    row.getUUID(first + 1),
                    row.getBoolean(first + 2),
                    row.getBoolean(first + 3),
                    row.getOffsetDateTime(first + 4).toInstant(),
                    row.getOffsetDateTime(first + 5).toInstant(),
                    TREE.readTree(row.getBuffer(first + 6).getBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored Patient cannot be read", e);
        }
    }
}
