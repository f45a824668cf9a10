package care.weald.record.freshness;

import care.weald.record.category.Category;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a partner has promised of one of its feeds.
 *
 * @param organisation ODS code of the sender
 * @param feed the feed's name, one of a kind in its organisation
 * @param source the system of the message ids that are this feed's, or empty for every message of the organisation
 * @param cadence how often a message comes
 * @param lateAfter how long after the last message the feed counts as late
 * @param categories what it brings
 */
record FeedContract(
        String organisation,
        String feed,
        String source,
        Duration cadence,
        Duration lateAfter,
        Set<Category> categories) {

    FeedContract {
        categories = categories.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(categories));
    }
}
