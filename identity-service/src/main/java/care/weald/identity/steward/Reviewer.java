package care.weald.identity.steward;

import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.steward.Review.Status;
import care.weald.identity.steward.StandingRepository.Moved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Does what a steward decides on a pair: merges, bars or puts off, in one transaction. */
@ApplicationScoped
class Reviewer {

    private static final int TRIES = 20;
    private static final String NOT_ONE = "Linked by a match that a steward rejected";

    private final Pool pool;
    private final ReviewRepository reviews;
    private final StandingRepository standings;
    private final PatientMerger merger;
    private final PatientUnlinker unlinker;
    private final DatabaseConfig config;

    Reviewer(
            Pool pool,
            ReviewRepository reviews,
            StandingRepository standings,
            PatientMerger merger,
            PatientUnlinker unlinker,
            DatabaseConfig config) {
        this.pool = pool;
        this.reviews = reviews;
        this.standings = standings;
        this.merger = merger;
        this.unlinker = unlinker;
        this.config = config;
    }

    /** What became of a verdict. */
    sealed interface Ruling {

        /** It holds. */
        record Held(Review review) implements Ruling {}

        /** It does not. */
        record Barred(Refused refused) implements Ruling {}
    }

    /** Does what {@code verdict} says. */
    Uni<Ruling> decide(Verdict verdict) {
        return pool.withTransaction(transaction -> reviews.lock(transaction, verdict.id())
                        .chain(() -> reviews.find(transaction, verdict.id()))
                        .chain(found -> found.map(review -> rule(transaction, review, verdict))
                                .orElseGet(() -> barred(Kind.NOT_FOUND, "There is no such task", ""))))
                .onFailure(Moved.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                .atMost(TRIES)
                .onFailure(Moved.class)
                .recoverWithItem(() -> new Ruling.Barred(Refused.moved()))
                .ifNoItem()
                .after(config.writeTimeout())
                .fail();
    }

    private Uni<Ruling> rule(SqlConnection transaction, Review review, Verdict verdict) {
        if (review.state().version() != verdict.version()) {
            return again(transaction, review, verdict);
        }
        if (!review.state().status().isOpen()) {
            return barred(Kind.CONFLICT, "The task is decided", "decided");
        }
        if (review.questioned().isPresent()) {
            return link(transaction, review.questioned().get(), verdict);
        }
        return switch (verdict.status()) {
            case ACCEPTED -> merge(transaction, review, verdict);
            case REJECTED -> reject(transaction, review, verdict);
            case ON_HOLD -> note(transaction, verdict, Status.ON_HOLD);
            case REQUESTED, COMPLETED, CANCELLED ->
                barred(Kind.UNPROCESSABLE, "A task is accepted, rejected or put on hold", "");
        };
    }

    /** Whoever did not hear that their verdict holds may say it once more. */
    private Uni<Ruling> again(SqlConnection transaction, Review review, Verdict verdict) {
        return reviews.isRepeated(transaction, verdict)
                .chain(isRepeated -> isRepeated
                        ? Uni.createFrom().item(() -> new Ruling.Held(review))
                        : barred(Kind.CONFLICT, "Somebody changed the task since it was read", "version"));
    }

    /** Under locks: a feed that joins the two at the same moment comes before, or does not. */
    private Uni<Ruling> reject(SqlConnection transaction, Review review, Verdict verdict) {
        return settled(transaction, review)
                .chain(() -> reviews.bar(transaction, review, verdict))
                .chain(() -> note(transaction, verdict, Status.REJECTED));
    }

    /** Holds both persons as the review has them; fails with {@link Moved} when one of the two is somebody else's by now. */
    private Uni<Void> settled(SqlConnection transaction, Review review) {
        return standings
                .settled(transaction, Set.of(review.a().person(), review.b().person()))
                .chain(() -> reviews.find(transaction, review.id()))
                .invoke(now -> {
                    if (!now.map(Reviewer::sides).equals(Optional.of(sides(review)))) {
                        throw new Moved();
                    }
                })
                .replaceWithVoid();
    }

    private static List<UUID> sides(Review review) {
        return List.of(review.a().person(), review.b().person());
    }

    /** Whom a match linked by itself: accepted, the link stays; rejected, it is undone and never made again by itself. */
    private Uni<Ruling> link(SqlConnection transaction, Review.Side linked, Verdict verdict) {
        return switch (verdict.status()) {
            case ACCEPTED -> note(transaction, verdict, Status.COMPLETED);
            case ON_HOLD -> note(transaction, verdict, Status.ON_HOLD);
            case REJECTED -> {
                Order.Unlink order = new Order.Unlink(
                        linked.person(),
                        Set.of(linked.source()),
                        verdict.reason().isEmpty() ? NOT_ONE : verdict.reason());
                yield unlinker.within(transaction, order, verdict.by()).chain(outcome -> switch (outcome) {
                    case Refused refused -> Uni.createFrom().item(new Ruling.Barred(refused));
                    case Merged _, Unlinked _ -> note(transaction, verdict, Status.REJECTED);
                });
            }
            case REQUESTED, COMPLETED, CANCELLED ->
                barred(Kind.UNPROCESSABLE, "A task is accepted, rejected or put on hold", "");
        };
    }

    private Uni<Ruling> merge(SqlConnection transaction, Review review, Verdict verdict) {
        Optional<String> first = Optional.of(review.state().by())
                .filter(_ -> review.state().status() == Status.ACCEPTED)
                .filter(by -> !by.equals(verdict.by().subject()));
        Wish wish = new Wish(
                review.source().person(),
                review.target().person(),
                verdict.by(),
                verdict.reason(),
                first,
                Optional.empty());
        return settled(transaction, review)
                .chain(() -> merger.within(transaction, wish))
                .chain(outcome -> switch (outcome) {
                    case Merged _ -> note(transaction, verdict, Status.COMPLETED);
                    case Unlinked _ -> throw new IllegalStateException("a merge that unlinks");
                    case Refused refused when needsTwo(refused) -> waits(transaction, review, verdict);
                    case Refused refused -> Uni.createFrom().item(new Ruling.Barred(refused));
                });
    }

    private static boolean needsTwo(Refused refused) {
        return Stream.of(Merging.Bar.values())
                .filter(Merging.Bar::yieldsToTwo)
                .anyMatch(bar -> bar.rule().equals(refused.rule()));
    }

    /** One has accepted; the next has to be somebody else. */
    private Uni<Ruling> waits(SqlConnection transaction, Review review, Verdict verdict) {
        return review.state().status() == Status.ACCEPTED
                ? barred(Kind.CONFLICT, "Another person must accept it", "two-people")
                : note(transaction, verdict, Status.ACCEPTED);
    }

    private Uni<Ruling> note(SqlConnection transaction, Verdict verdict, Status status) {
        return reviews.decided(transaction, verdict, status)
                .chain(() -> reviews.find(transaction, verdict.id()))
                .map(found -> found.<Ruling>map(Ruling.Held::new).orElseGet(() -> new Ruling.Barred(Refused.absent())));
    }

    private static Uni<Ruling> barred(Kind kind, String detail, String rule) {
        return Uni.createFrom().item(new Ruling.Barred(new Refused(kind, detail, rule)));
    }
}
