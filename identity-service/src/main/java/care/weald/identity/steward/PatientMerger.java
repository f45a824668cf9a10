package care.weald.identity.steward;

import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.steward.MergeRepository.Deed;
import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.StandingRepository.Moved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes two persons one, at once and so that it can be undone. */
@ApplicationScoped
class PatientMerger {

    private static final int TRIES = 20;

    private final Pool pool;
    private final StandingRepository standings;
    private final MergeRepository merges;
    private final ActionRepository actions;
    private final DatabaseConfig config;

    PatientMerger(
            Pool pool,
            StandingRepository standings,
            MergeRepository merges,
            ActionRepository actions,
            DatabaseConfig config) {
        this.pool = pool;
        this.standings = standings;
        this.merges = merges;
        this.actions = actions;
        this.config = config;
    }

    /**
     * Does what {@code order} says, once for each {@code key} of {@code by}, or shows what would become of it. A key that
     * comes again is answered as before, whoever the names lead to by now. A person whom the steward's organisation has no
     * registration of is as unknown as one who is not there.
     */
    Uni<Outcome> merge(Order.Merge order, Steward by, String key) {
        Optional<RequestKey> request = order.preview() ? Optional.empty() : Optional.of(RequestKey.of(by, key, order));
        return actions.before(pool, request)
                .chain(before -> before.map(outcome -> Uni.createFrom().item(outcome))
                        .orElseGet(() -> first(order, by, request)))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    private Uni<Outcome> first(Order.Merge order, Steward by, Optional<RequestKey> key) {
        return standings
                .find(pool, order.source())
                .chain(source -> standings
                        .find(pool, order.target())
                        .chain(target -> source.flatMap(from ->
                                        target.map(to -> new Wish(from, to, by, order.reason(), Optional.empty(), key)))
                                .map(wish -> order.preview() ? preview(wish) : done(wish))
                                .orElseGet(() -> Uni.createFrom().item(Refused::absent))
                                .map(PatientMerger::discreet)
                                .map(outcome -> Refused.told(outcome, both(source, target)))));
    }

    private static Set<UUID> both(Optional<UUID> source, Optional<UUID> target) {
        return Stream.concat(source.stream(), target.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Outcome discreet(Outcome outcome) {
        return outcome instanceof Refused refused && refused.rule().equals(Merging.Bar.ELSEWHERE.rule())
                ? Refused.absent()
                : outcome;
    }

    private Uni<Outcome> preview(Wish wish) {
        return standings
                .standings(pool, wish.both())
                .chain(found -> Deed.of(wish, found)
                        .map(deed -> judged(pool, deed))
                        .orElseGet(() -> Uni.createFrom().item(Refused::absent))
                        .map(judged -> switch (judged) {
                            case Merged merged -> new Merged(merged.source(), merged.target(), merged.moved(), true);
                            case Outcome other -> other;
                        }));
    }

    private Uni<Outcome> done(Wish wish) {
        return pool.withTransaction(transaction -> within(transaction, wish))
                .onFailure(Moved.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .atMost(TRIES)
                .onFailure(Moved.class)
                .recoverWithItem(Refused::moved)
                .onFailure(ActionRepository::isTaken)
                .recoverWithUni(taken -> actions.before(pool, wish.key())
                        .map(before ->
                                before.orElseThrow(() -> new IllegalStateException("a key is taken by nobody"))));
    }

    /** Does it inside {@code transaction}; fails with {@link Moved} when that has to be tried again. */
    Uni<Outcome> within(SqlConnection transaction, Wish wish) {
        return standings
                .settled(transaction, wish.both())
                .chain(found -> actions.before(transaction, wish.key())
                        .chain(before -> before.map(outcome -> Uni.createFrom().item(outcome))
                                .orElseGet(() -> merged(transaction, wish, found))));
    }

    private Uni<Outcome> merged(SqlConnection transaction, Wish wish, Map<UUID, Standing> found) {
        return Deed.of(wish, found)
                .map(deed -> judged(transaction, deed).call(judged -> switch (judged) {
                    case Merged _ -> merges.merge(transaction, deed);
                    case Outcome _ -> Uni.createFrom().voidItem();
                }))
                .orElseGet(() -> Uni.createFrom().item(Refused::absent));
    }

    private Uni<Outcome> judged(SqlClient client, Deed deed) {
        Standing source = deed.source();
        Standing target = deed.target();
        return standings
                .isSealed(client, source, target)
                .map(isSealed -> Merging.bar(source, target, isSealed, deed.wish())
                        .<Outcome>map(Refused::of)
                        .orElseGet(deed::answer));
    }
}
