package care.weald.record.freshness;

import care.weald.record.category.Category;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the feeds stood at a moment. What it says of a person rests on the organisations where the person is registered
 * and on nothing else, so that it is the same whether there is something that the caller may not see, or nothing.
 */
public final class Standing {

    /** Nothing is promised and nothing is said. */
    public static final Standing UNKNOWN = new Standing(List.of(), Instant.EPOCH);

    private final List<FeedState> feeds;
    private final Map<String, Set<Category>> sent = new HashMap<>();
    private final Map<String, Map<Category, Optional<Instant>>> late = new HashMap<>();

    Standing(List<FeedState> feeds, Instant at) {
        this.feeds = List.copyOf(feeds);
        for (FeedState feed : feeds) {
            FeedContract contract = feed.contract();
            sent.computeIfAbsent(contract.organisation(), key -> EnumSet.noneOf(Category.class))
                    .addAll(contract.categories());
            if (feed.isLate(at)) {
                var own = late.computeIfAbsent(contract.organisation(), key -> new EnumMap<>(Category.class));
                contract.categories().forEach(category -> own.merge(category, feed.last(), Standing::longer));
            }
        }
    }

    /** What is promised of a category for somebody, and kept. */
    public enum Coverage {
        /** Some source sends it. */
        SENT,
        /** No source sends it: nobody was asked. */
        NOT_SENT,
        /** Nobody has said what some source sends. */
        UNKNOWN
    }

    List<FeedState> feeds() {
        return feeds;
    }

    /**
     * The categories that a late feed of these organisations brings, each with when the feed was last heard of; empty
     * when it never was. Of several the one that has been silent longest counts.
     */
    public Map<Category, Optional<Instant>> late(Collection<String> organisations) {
        if (late.isEmpty()) {
            return Map.of();
        }
        Map<Category, Optional<Instant>> found = new EnumMap<>(Category.class);
        for (String organisation : organisations) {
            late.getOrDefault(organisation, Map.of())
                    .forEach((category, last) -> found.merge(category, last, Standing::longer));
        }
        return found;
    }

    static Optional<Instant> longer(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || (other.isPresent() && one.get().isBefore(other.get())) ? one : other;
    }

    /** Whether any of these organisations sends a category. */
    public Coverage coverage(Category category, Collection<String> organisations) {
        if (organisations.stream()
                .anyMatch(one -> sent.getOrDefault(one, Set.of()).contains(category))) {
            return Coverage.SENT;
        }
        return organisations.isEmpty() || !sent.keySet().containsAll(organisations)
                ? Coverage.UNKNOWN
                : Coverage.NOT_SENT;
    }
}
