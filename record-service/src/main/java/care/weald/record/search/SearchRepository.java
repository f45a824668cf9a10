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

/** Searches the items that a permit shows, in one round trip. */
@ApplicationScoped
class SearchRepository {

    private final Pool pool;

    SearchRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * What a search found.
     *
     * @param items a page; by count it may have the first of the next as well
     * @param more whether a page follows
     * @param total how many there are in all
     * @param withheld how many of the type are not shown, whatever was searched for
     */
    record Found(List<ShownItem> items, boolean more, long total, long withheld) {}

    Uni<Found> search(Permit permit, String type, SearchQuery query) {
        SearchSql.Statement statement = SearchSql.of(permit, type, query);
        return pool.preparedQuery(statement.text())
                .execute(statement.parameters())
                .map(rows -> found(rows, type));
    }

    private static Found found(RowSet<Row> rows, String type) {
        List<ShownItem> items = new ArrayList<>();
        long total = 0;
        long withheld = 0;
        boolean more = false;
        for (Row row : rows) {
            total = row.getLong(10);
            withheld = row.getLong(11);
            more = Boolean.TRUE.equals(row.getBoolean(12));
            if (row.getUUID(0) != null) {
                items.add(ItemRepository.shown(row, type));
            }
        }
        return new Found(items, more && !items.isEmpty(), total, withheld);
    }
}
