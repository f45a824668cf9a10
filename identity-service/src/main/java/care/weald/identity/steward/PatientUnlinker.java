package care.weald.identity.steward;

import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.steward.StandingRepository.Moved;
import care.weald.identity.steward.UnlinkRepository.Deed;
import care.weald.identity.steward.UnlinkRepository.Move;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes source patients out of a person, at once; no feed and no match brings them back. */
@ApplicationScoped
class PatientUnlinker {

    private static final int TRIES = 20;

    private final Pool pool;
    private final StandingRepository standings;
    private final UnlinkRepository unlinks;
    private final ActionRepository actions;
    private final DatabaseConfig config;

    PatientUnlinker(
            Pool pool,
            StandingRepository standings,
            UnlinkRepository unlinks,
            ActionRepository actions,
            DatabaseConfig config) {
        this.pool = pool;
        this.standings = standings;
        this.unlinks = unlinks;
        this.actions = actions;
        this.config = config;
    }

    /** What a steward wants, under which key. */
    private record Wanted(Order.Unlink order, Steward by, Optional<RequestKey> key) {}

    /** Does what {@code order} says, with a {@code key} of {@code by} once: when that comes again, it is answered as before. */
    Uni<Outcome> unlink(Order.Unlink order, Steward by, Optional<String> key) {
        Wanted wanted = new Wanted(order, by, key.map(given -> RequestKey.of(by, given, order)));
        return actions.before(pool, wanted.key())
                .chain(before ->
                        before.map(outcome -> Uni.createFrom().item(outcome)).orElseGet(() -> first(wanted)))
                .map(outcome -> Refused.told(outcome, Set.of(order.person())))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    private Uni<Outcome> first(Wanted wanted) {
        return pool.withTransaction(transaction -> within(transaction, wanted))
                .onFailure(Moved.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .atMost(TRIES)
                .onFailure(Moved.class)
                .recoverWithItem(Refused::moved)
                .onFailure(ActionRepository::isTaken)
                .recoverWithUni(taken -> actions.before(pool, wanted.key())
                        .map(before ->
                                before.orElseThrow(() -> new IllegalStateException("a key is taken by nobody"))));
    }

    /** The same within {@code transaction}; fails with {@link Moved} when it has to be tried again. */
    Uni<Outcome> within(SqlConnection transaction, Order.Unlink order, Steward by) {
        return within(transaction, new Wanted(order, by, Optional.empty()));
    }

    /** Locks the person and all that somebody may go home to: an empty home is not filled by two at once. */
    private Uni<Outcome> within(SqlConnection transaction, Wanted wanted) {
        UUID person = wanted.order().person();
        return unlinks.past(transaction, person)
                .chain(past -> {
                    Set<UUID> concerned = new HashSet<>(past.homes());
                    concerned.add(person);
                    return standings.settled(transaction, concerned);
                })
                .chain(found -> actions.before(transaction, wanted.key())
                        .chain(before -> before.map(outcome -> Uni.createFrom().item(outcome))
                                .orElseGet(() -> judged(transaction, wanted, found))));
    }

    private Uni<Outcome> judged(SqlConnection transaction, Wanted wanted, Map<UUID, Standing> found) {
        Order.Unlink order = wanted.order();
        Standing person = found.get(order.person());
        if (person == null || person.isAbsent() || !person.isHeldBy(wanted.by())) {
            return Uni.createFrom().item(Refused::absent);
        }
        if (person.merged()) {
            return Uni.createFrom().item(Refused.of(Merging.Bar.MERGED));
        }
        Set<UUID> linked = Set.copyOf(person.ids());
        if (!linked.containsAll(order.sources())) {
            return refused("A source patient is not linked to this person");
        }
        if (linked.size() == order.sources().size()) {
            return refused("One source patient at least has to stay");
        }
        return unlinks.past(transaction, order.person())
                .invoke(past -> {
                    if (!found.keySet().containsAll(past.homes())) {
                        throw new Moved();
                    }
                })
                .chain(past -> parted(transaction, wanted, person, Parting.of(linked, order.sources(), past)));
    }

    private static Uni<Outcome> refused(String detail) {
        return Uni.createFrom().item(new Refused(Kind.UNPROCESSABLE, detail, ""));
    }

    private Uni<Outcome> parted(SqlConnection transaction, Wanted wanted, Standing person, Parting parting) {
        List<Move> moves = parting.groups().stream()
                .map(group ->
                        new Move(person.person(), group.home().orElseGet(UUID::randomUUID), group, parting.stay()))
                .toList();
        Unlinked answer = answer(person, parting, moves);
        return unlinks.note(transaction, new Deed(wanted.order(), wanted.by(), wanted.key(), answer))
                .chain(note -> Multi.createFrom()
                        .iterable(moves)
                        .onItem()
                        .transformToUniAndConcatenate(move -> unlinks.move(transaction, move, note))
                        .collect()
                        .asList())
                .replaceWith(answer);
    }

    private static Unlinked answer(Standing person, Parting parting, List<Move> moves) {
        Map<UUID, Set<UUID>> persons = new HashMap<>(Map.of(person.person(), parting.stay()));
        moves.forEach(move -> persons.put(move.to(), move.group().sources()));
        return new Unlinked(persons, person.organisations());
    }
}
