package care.weald.identity.steward;

import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.steward.StandingRepository.Moved;
import care.weald.identity.steward.UnlinkRepository.Move;
import care.weald.identity.steward.UnlinkRepository.Note;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes source patients out of a person, at once; no feed and no match brings them back. */
@ApplicationScoped
class PatientUnlinker {

    private static final int TRIES = 20;

    private final Pool pool;
    private final StandingRepository standings;
    private final UnlinkRepository unlinks;
    private final DatabaseConfig config;

    PatientUnlinker(Pool pool, StandingRepository standings, UnlinkRepository unlinks, DatabaseConfig config) {
        this.pool = pool;
        this.standings = standings;
        this.unlinks = unlinks;
        this.config = config;
    }

    /** Does what {@code order} says. */
    Uni<Outcome> unlink(Order.Unlink order, Steward by) {
        return pool.withTransaction(transaction -> within(transaction, order, by))
                .onFailure(Moved.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .atMost(TRIES)
                .onFailure(Moved.class)
                .recoverWithItem(new Refused(Kind.UNAVAILABLE, "The person is being changed; try again", ""))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    /** The same within {@code transaction}; fails with {@link Moved} when it has to be tried again. */
    Uni<Outcome> within(SqlConnection transaction, Order.Unlink order, Steward by) {
        return standings
                .settled(transaction, Set.of(order.person()))
                .chain(found -> judged(transaction, order, by, found.get(order.person())));
    }

    private Uni<Outcome> judged(SqlConnection transaction, Order.Unlink order, Steward by, @Nullable Standing person) {
        if (person == null || person.isAbsent() || !person.isHeldBy(by)) {
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
                .map(past -> Parting.of(linked, order.sources(), past))
                .chain(parting -> unlinks.note(transaction, order, by)
                        .chain(note -> part(transaction, moves(order.person(), parting, note)))
                        .map(moved -> outcome(person, parting, moved)));
    }

    private static Uni<Outcome> refused(String detail) {
        return Uni.createFrom().item(new Refused(Kind.UNPROCESSABLE, detail, ""));
    }

    private static List<Move> moves(UUID person, Parting parting, Note note) {
        return parting.groups().stream()
                .map(group -> new Move(person, group.home().orElseGet(UUID::randomUUID), group, parting.stay(), note))
                .toList();
    }

    private Uni<List<Move>> part(SqlConnection transaction, List<Move> moves) {
        return Multi.createFrom()
                .iterable(moves)
                .onItem()
                .transformToUniAndConcatenate(
                        move -> unlinks.move(transaction, move).replaceWith(move))
                .collect()
                .asList();
    }

    private static Outcome outcome(Standing person, Parting parting, List<Move> moved) {
        Map<UUID, Set<UUID>> persons = new HashMap<>(Map.of(person.person(), parting.stay()));
        moved.forEach(move -> persons.put(move.to(), move.group().sources()));
        return new Unlinked(persons, person.organisations());
    }
}
