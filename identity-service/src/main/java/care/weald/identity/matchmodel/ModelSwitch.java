package care.weald.identity.matchmodel;

import care.weald.identity.matchmodel.Verdict.Allowed;
import care.weald.identity.matchmodel.Verdict.Barred;
import care.weald.identity.platform.DatabaseConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Begins and ends shadow runs, puts versions in force and takes them back, each in one transaction and one at a time. */
@ApplicationScoped
class ModelSwitch {

    private final Pool pool;
    private final ModelRepository models;
    private final SwitchRepository switches;
    private final ModelPointer pointer;
    private final LinkReviewer reviewer;
    private final ModelConfig config;
    private final DatabaseConfig database;

    ModelSwitch(
            Pool pool,
            ModelRepository models,
            SwitchRepository switches,
            ModelPointer pointer,
            LinkReviewer reviewer,
            ModelConfig config,
            DatabaseConfig database) {
        this.pool = pool;
        this.models = models;
        this.switches = switches;
        this.pointer = pointer;
        this.reviewer = reviewer;
        this.config = config;
        this.database = database;
    }

    /** Begins or ends a shadow run. */
    Uni<Verdict> attempt(Order.Try order) {
        return switched(
                order,
                (transaction, version) -> switches.tried(transaction)
                        .map(other -> Switching.attempt(order, version, other))
                        .chain(verdict -> done(verdict, () -> switches.attempt(transaction, order))));
    }

    /** Puts a version in force. */
    Uni<Verdict> activate(Order.Activate order) {
        return switched(
                order,
                (transaction, version) -> switches.questions(transaction, order.version())
                        .map(questions -> Switching.activate(order, version, questions, config.leastQuestions()))
                        .chain(verdict -> done(verdict, () -> switches.activate(transaction, order))));
    }

    /** Puts the version before in force again, at once; the links made meanwhile go on the work list. */
    Uni<Verdict> rollBack(Order.RollBack order) {
        return switched(
                        order,
                        (transaction, version) -> switches.former(transaction, order.version())
                                .chain(former -> done(
                                        Switching.rollBack(version, former),
                                        () -> switches.rollBack(transaction, order, former.orElseThrow()))))
                .call(verdict -> verdict instanceof Allowed
                        ? reviewer.turn()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Verdict> switched(Order order, BiFunction<SqlConnection, ModelVersion, Uni<Verdict>> step) {
        Function<SqlConnection, Uni<Verdict>> work = transaction -> switches.lock(transaction)
                .chain(() -> models.find(transaction, order.version()))
                .chain((Optional<ModelVersion> found) -> found.map(version -> step.apply(transaction, version))
                        .orElseGet(() -> Uni.createFrom().item(Barred::absent)));
        return pool.withTransaction(work)
                .ifNoItem()
                .after(database.writeTimeout())
                .fail()
                .call(pointer::turn);
    }

    private static Uni<Verdict> done(Verdict verdict, java.util.function.Supplier<Uni<Void>> step) {
        return switch (verdict) {
            case Allowed _ -> step.get().replaceWith(verdict);
            case Barred _ -> Uni.createFrom().item(verdict);
        };
    }
}
