package care.weald.record.search;

import care.weald.record.category.ItemType;
import care.weald.record.item.ShownItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order of the items: by when they were, or by when the record got them; ties by number. An item without a time
 * stands before all others.
 *
 * @param ascending oldest first
 */
record Order(boolean byLastUpdated, boolean ascending) {

    private static final String LAST_UPDATED = "_lastUpdated";

    /** Reads {@code _sort}: the type's first date parameter or {@code _lastUpdated}, with a minus for newest first. */
    static Order parse(ItemType type, @Nullable String sort) {
        if (sort == null) {
            return new Order(false, false);
        }
        boolean ascending = !sort.startsWith("-");
        String key = ascending ? sort : sort.substring(1);
        boolean date = !type.times().isEmpty() && type.times().getFirst().name().equals(key);
        if (!date && !LAST_UPDATED.equals(key)) {
            throw new BadParameter("_sort", "The value is the date parameter of the type, or _lastUpdated");
        }
        return new Order(!date, ascending);
    }

    /** What the item stands by. */
    Instant of(ShownItem item) {
        return byLastUpdated ? item.receivedAt() : item.time();
    }
}
