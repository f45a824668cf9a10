package care.weald.record.freshness;

import care.weald.record.category.Category;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the feeds stood at a moment. What it says of a person rests on the organisations where the person is registered
 * and on nothing else, so that it is the same whether there is something that the caller may not see, or nothing.
 */
public class Standing {

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
        SENT('s'),
        /** No source sends it: nobody was asked. */
        NOT_SENT('n'),
        /** Nobody has said what some source sends. */
        UNKNOWN('u');

        private final char letter;

        Coverage(char letter) {
            this.letter = letter;
        }

        private static Coverage of(char letter) {
            return switch (letter) {
                case 's' -> SENT;
                case 'n' -> NOT_SENT;
                default -> UNKNOWN;
            };
        }
    }

    /**
     * What is told of these organisations' feeds, as a line of text: for each category the letter of its {@link Coverage}, and
     * where a feed is late, when it was last heard of.
     */
    public String told(Collection<String> organisations) {
        if (organisations.isEmpty() || feeds.isEmpty()) {
            return "";
        }
        Map<Category, Optional<Instant>> silent = late(organisations);
        StringBuilder told = new StringBuilder();
        for (Category category : Category.values()) {
            told.append(coverage(category, organisations).letter);
            Optional<Instant> last = silent.get(category);
            if (last != null) {
                told.append('@').append(last.map(Instant::toString).orElse(""));
            }
            told.append(',');
        }
        return told.toString();
    }

    /** How the feeds stood when {@link #told} was written, whatever organisations are asked about. */
    public static Standing then(String told) {
        return told.isEmpty() ? UNKNOWN : new Then(told);
    }

    /** How the feeds stood once, as far as it was told. */
    private static final class Then extends Standing {

        private final Map<Category, Coverage> coverage = new EnumMap<>(Category.class);
        private final Map<Category, Optional<Instant>> late = new EnumMap<>(Category.class);

        Then(String told) {
            super(List.of(), Instant.EPOCH);
            Iterator<String> parts = List.of(told.split(",", -1)).iterator();
            for (Category category : Category.values()) {
                String part = parts.next();
                coverage.put(category, Coverage.of(part.charAt(0)));
                if (part.length() > 1) {
                    late.put(
                            category,
                            Optional.of(part.substring(2))
                                    .filter(text -> !text.isEmpty())
                                    .map(Instant::parse));
                }
            }
        }

        @Override
        public Map<Category, Optional<Instant>> late(Collection<String> organisations) {
            return late;
        }

        @Override
        public Coverage coverage(Category category, Collection<String> organisations) {
            return coverage.getOrDefault(category, Coverage.UNKNOWN);
        }
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
