package care.weald.record.search;

import care.weald.record.item.ItemId;
import java.util.List;

/** What one search parameter asks. Alternatives are joined by or, conditions by and. */
sealed interface Condition {

    /** What it is about. */
    record Code(Tokens tokens) implements Condition {}

    /** The category its source gave. */
    record SourceCategory(Tokens tokens) implements Condition {}

    /** Its {@code clinicalStatus}. */
    record ClinicalStatus(Tokens tokens) implements Condition {}

    /** Its {@code status}. */
    record Status(List<String> codes) implements Condition {}

    /** A label of its {@code meta.security}. */
    record Security(Tokens tokens) implements Condition {}

    /** Which items. */
    record Id(List<ItemId> ids) implements Condition {}

    /** When it was. */
    record Date(List<Moment> moments) implements Condition {}

    /** When the record got it. */
    record LastUpdated(List<Moment> moments) implements Condition {}
}
