package care.weald.record.search;

import care.weald.record.category.ItemType.Column;
import care.weald.record.item.ItemId;
import java.util.List;

/** What one search parameter asks. Alternatives are joined by or, conditions by and. */
sealed interface Condition {

    /** A code, a category, a status or an identifier. */
    record OfToken(Column column, Tokens tokens) implements Condition {}

    /** A further parameter of its type, whose element only the whole item shows. */
    record Further(String parameter, Tokens tokens) implements Condition {}

    /** A label of its {@code meta.security}. */
    record Security(Tokens tokens) implements Condition {}

    /** Which items. */
    record Id(List<ItemId> ids) implements Condition {}

    /** What it refers to by a reference parameter. */
    record Refers(String parameter, List<ItemId> ids) implements Condition {}

    /** When it was, by the first or the second date parameter of its type; {@code shown} at every level, or in full only. */
    record Time(boolean first, boolean shown, List<Moment> moments) implements Condition {}

    /** When it was, by either date parameter of its type. */
    record AnyTime(List<Moment> moments) implements Condition {}

    /** When the record got it. */
    record LastUpdated(List<Moment> moments) implements Condition {}
}
