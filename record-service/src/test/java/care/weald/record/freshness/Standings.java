package care.weald.record.freshness;

import care.weald.record.category.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How feeds may stand, for tests. */
public final class Standings {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Standings() {}

    /** {@code KZ1} sends {@code sent} in time, {@code KZ2} sends {@code late} and is late. */
    public static Standing of(Category sent, Category late) {
        return new Standing(
                List.of(
                        new FeedState(contract("KZ1", sent), Optional.of(NOW.minusSeconds(60))),
                        new FeedState(contract("KZ2", late), Optional.of(NOW.minus(Duration.ofDays(2))))),
                NOW);
    }

    private static FeedContract contract(String organisation, Category category) {
        return new FeedContract(organisation, "feed", "", Duration.ofHours(1), Duration.ofDays(1), Set.of(category));
    }
}
