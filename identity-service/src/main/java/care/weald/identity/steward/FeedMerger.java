package care.weald.identity.steward;

import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.PersonName.ByLocalIdentifier;
import care.weald.identity.steward.StandingRepository.Moved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Joins two registrations of one organisation, when its own system says that both numbers are one patient's (HL7 v2 A34,
 * A40). It moves nobody else's registration: one of the two persons must be registered at that organisation alone. What a
 * steward has taken apart, what is restricted, and two different verified numbers are for stewards.
 */
@ApplicationScoped
class FeedMerger {

    private static final int TRIES = 20;
    private static final String REASON = "The organisation's own system merged its two registrations";

    private final Pool pool;
    private final StandingRepository standings;
    private final PatientMerger merger;
    private final DatabaseConfig config;

    FeedMerger(Pool pool, StandingRepository standings, PatientMerger merger, DatabaseConfig config) {
        this.pool = pool;
        this.standings = standings;
        this.merger = merger;
        this.config = config;
    }

    /** The two registrations, each as the id that its identifier would give a source patient of the organisation. */
    record Pair(UUID former, UUID kept) {}

    /** Makes the persons of {@code pair} one. Two that are one already are as good as merged. */
    Uni<Outcome> merge(Pair pair, Steward by) {
        return standings
                .find(pool, new ByLocalIdentifier(pair.former()))
                .chain(former ->
                        standings.find(pool, new ByLocalIdentifier(pair.kept())).chain(kept -> found(former, kept, by)))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    private Uni<Outcome> found(Optional<UUID> former, Optional<UUID> kept, Steward by) {
        if (former.isEmpty() || kept.isEmpty()) {
            return Uni.createFrom()
                    .item(new Refused(
                            Kind.NOT_FOUND, "There is no such registration", former.isEmpty() ? "former" : "kept"));
        }
        return former.equals(kept)
                ? Uni.createFrom().item(Refused.of(Merging.Bar.SAME))
                : pool.withTransaction(transaction -> merged(transaction, former.get(), kept.get(), by))
                        .onFailure(Moved.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                        .atMost(TRIES)
                        .onFailure(Moved.class)
                        .recoverWithItem(Refused::moved);
    }

    private Uni<Outcome> merged(SqlConnection transaction, UUID former, UUID kept, Steward by) {
        return standings.settled(transaction, Set.of(former, kept)).chain(both -> {
            boolean isFormerOwn = isOnly(both, former, by);
            if (!isFormerOwn && !isOnly(both, kept, by)) {
                return Uni.createFrom()
                        .item(new Refused(
                                Kind.CONFLICT,
                                "Both are linked with other organisations' registrations: a steward must merge",
                                "elsewhere"));
            }
            UUID source = isFormerOwn ? former : kept;
            Wish wish = new Wish(
                    source, source.equals(former) ? kept : former, by, REASON, Optional.empty(), Optional.empty());
            return unlessParted(transaction, both, wish);
        });
    }

    /** True when nobody but the organisation of {@code by} has a registration of {@code person}. */
    private static boolean isOnly(Map<UUID, Standing> both, UUID person, Steward by) {
        Standing standing = both.get(person);
        return standing != null && standing.organisations().equals(Set.of(by.organisation()));
    }

    private Uni<Outcome> unlessParted(SqlConnection transaction, Map<UUID, Standing> both, Wish wish) {
        Standing source = both.get(wish.source());
        Standing target = both.get(wish.target());
        if (source == null || target == null) {
            return Uni.createFrom().item(Refused::absent);
        }
        return standings
                .isParted(transaction, source, target)
                .chain(isParted -> isParted
                        ? Uni.createFrom()
                                .item(new Refused(
                                        Kind.CONFLICT, "A steward has decided that these are two people", "parted"))
                        : merger.within(transaction, wish));
    }

    /** True when the two are one person now. */
    static boolean isDone(Outcome outcome) {
        return switch (outcome) {
            case Merged _ -> true;
            case Outcome.Unlinked _ -> false;
            case Refused refused -> refused.rule().equals(Merging.Bar.SAME.rule());
        };
    }
}
