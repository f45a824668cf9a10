package care.weald.record.search;

import care.weald.record.item.ItemRepository;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Searches the items that a permit shows, in one round trip. */
@ApplicationScoped
class SearchRepository {

    private static final int TYPE = 13;

    private final Pool pool;

    SearchRepository(Pool pool) {
        this.pool = pool;
    }

    /** An entry of the directory that a page refers to. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Entry(String type, UUID id, byte[] json) {}

    /**
     * What a search found.
     *
     * @param items a page; by count it may have the first of the next as well
     * @param more whether a page follows
     * @param total how many there are in all
     * @param withheld how many of the type are not shown, whatever was searched for
     * @param included the items that the page brings along
     * @param entries the entries of the directory that it brings along
     * @param cut whether something that should be included had no room
     */
    record Found(
            List<ShownItem> items,
            boolean more,
            long total,
            long withheld,
            List<ShownItem> included,
            List<Entry> entries,
            boolean cut) {}

    Uni<Found> search(Permit permit, SearchQuery query, Optional<Cursor> after) {
        SearchSql.Statement statement = SearchSql.of(permit, query, after);
        return pool.preparedQuery(statement.text())
                .execute(statement.parameters())
                .map(rows -> found(rows, query.type().name()));
    }

    private static Found found(RowSet<Row> rows, String type) {
        List<ShownItem> items = new ArrayList<>();
        List<ShownItem> included = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        long total = 0;
        long withheld = 0;
        boolean more = false;
        boolean cut = false;
        for (Row row : rows) {
            total = row.getLong(10);
            withheld = row.getLong(11);
            more = Boolean.TRUE.equals(row.getBoolean(12));
            String other = included(row);
            UUID patient = row.getUUID(0);
            if (other == null && patient != null) {
                items.add(ItemRepository.shown(row, type));
            } else if (other != null) {
                cut = row.getBoolean(TYPE + 1);
                if (patient == null) {
                    entries.add(
                            new Entry(other, row.getUUID(1), row.getBuffer(7).getBytes()));
                } else {
                    included.add(ItemRepository.shown(row, other));
                }
            }
        }
        return new Found(items, more && !items.isEmpty(), total, withheld, included, entries, cut);
    }

    /** The type of something included; null for an item of the page. */
    private static @Nullable String included(Row row) {
        return row.size() > TYPE ? row.getString(TYPE) : null;
    }
}
