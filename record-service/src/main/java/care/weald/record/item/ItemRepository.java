package care.weald.record.item;

import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads one item as a permit lets it be seen. */
@ApplicationScoped
public class ItemRepository {

    private final Pool pool;

    ItemRepository(Pool pool) {
        this.pool = pool;
    }

    /** What reading found: the item if it may be seen, whether one was withheld, and what the statement saw. */
    public record Found(Optional<ShownItem> item, int withheld, String snapshot) {}

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String READ = """
            select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                %s, %s, i.confidentiality, i.level, pg_current_snapshot()::text
            from (
                select i.*, %s as level from item i %s
                where %s and i.source_patient = $5 and i.item = $6 and i.type = $7
            ) i
            """;

    private static final String READ_NOW = read(Visible.OURS);

    private static final String READ_SEEN =
            read("i.source_patient = any($1::uuid[]) and " + Visible.SEEN.formatted("$8::text::pg_snapshot"));

    private static String read(String which) {
        return READ.formatted(Visible.BODY, Visible.PLACES, Visible.LEVEL, Visible.GRANTED, which);
    }

    /** The current version of an item. A hidden one looks like an absent one. */
    public Uni<Found> read(Permit permit, String type, ItemId id) {
        return read(READ_NOW, asked(permit, type, id), type);
    }

    /** The version that a statement with this snapshot saw. */
    Uni<Found> seen(Permit permit, String type, ItemId id, String snapshot) {
        return read(READ_SEEN, asked(permit, type, id).addString(snapshot), type);
    }

    private static Tuple asked(Permit permit, String type, ItemId id) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        return tuple.addUUID(id.sourcePatient()).addUUID(id.item()).addString(type);
    }

    private Uni<Found> read(String statement, Tuple asked, String type) {
        return pool.preparedQuery(statement).execute(asked).map(rows -> {
            if (rows.size() == 0) {
                return new Found(Optional.empty(), 0, "");
            }
            Row row = rows.iterator().next();
            return row.getString(10) == null
                    ? new Found(Optional.empty(), 1, "")
                    : new Found(Optional.of(shown(row, type)), 0, row.getString(11));
        });
    }

    /** Reads the first ten columns of a row of any statement that shows items. */
    public static ShownItem shown(Row row, String type) {
        UUID patient = row.getUUID(0);
        return new ShownItem(
                type,
                new ItemId(patient, row.getUUID(1)),
                row.getInteger(2),
                row.getString(3),
                row.getString(4),
                row.getString(9).charAt(0),
                row.getOffsetDateTime(5).toInstant(),
                Times.orStart(row.getOffsetDateTime(6)),
                row.getBuffer(7).getDelegate(),
                row.getArrayOfIntegers(8));
    }
}
