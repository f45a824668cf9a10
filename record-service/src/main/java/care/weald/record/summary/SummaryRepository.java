package care.weald.record.summary;

import care.weald.record.item.Crockford;
import care.weald.record.item.ItemRepository;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a summary is made of, as a permit lets it be seen, in one round trip. */
@ApplicationScoped
class SummaryRepository {

    private static final int BODY = 7;
    private static final int TYPE = 10;
    private static final int KIND = 11;
    private static final int SECTION = 12;
    private static final int NUMBER = 13;

    /** How many are read of a section that is looked through again. */
    private static final long READ_AGAIN = 400;

    private final Pool pool;

    SummaryRepository(Pool pool) {
        this.pool = pool;
    }

    /** Reads for the moment {@code now}, at most {@code limit} items a section. */
    Uni<Stored> read(Permit permit, Instant now, int limit) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addValue(SummarySql.TYPES)
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue((long) limit)
                .addValue(READ_AGAIN);
        return pool.preparedQuery(SummarySql.TEXT).execute(tuple).map(SummaryRepository::stored);
    }

    private static Stored stored(RowSet<Row> rows) {
        List<Stored.Item> items = new ArrayList<>(rows.size());
        Map<String, byte[]> directory = new HashMap<>();
        Map<String, byte[]> organisations = new HashMap<>();
        Map<Section, Long> leftOut = new EnumMap<>(Section.class);
        Map<String, Long> counts = new HashMap<>();
        for (Row row : rows) {
            switch (row.getString(KIND)) {
                case "item" -> items.add(item(row));
                case "entry" ->
                    directory.put(
                            row.getString(TYPE) + "/" + Crockford.encode(row.getUUID(1)),
                            row.getBuffer(BODY).getBytes());
                case "organisation" ->
                    organisations.put(row.getString(4), row.getBuffer(BODY).getBytes());
                case "left" -> leftOut.put(Section.of(row.getString(SECTION)), row.getLong(NUMBER));
                default -> counts.put(row.getString(KIND), row.getLong(NUMBER));
            }
        }
        return new Stored(
                items,
                directory,
                organisations,
                leftOut,
                counts.getOrDefault("social", 0L) > 0,
                counts.getOrDefault("withheld", 0L));
    }

    private static Stored.Item item(Row row) {
        return new Stored.Item(
                ItemRepository.shown(row, row.getString(TYPE)),
                Optional.ofNullable(row.getString(SECTION)).map(Section::of));
    }
}
