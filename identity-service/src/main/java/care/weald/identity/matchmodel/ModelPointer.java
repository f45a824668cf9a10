package care.weald.identity.matchmodel;

import care.weald.identity.index.MatchConfig;
import care.weald.identity.index.MatchModel;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.model.Model;
import care.weald.identity.matchmodel.ModelVersion.State;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Follows which version is in force and which is tried: every replica looks once a second, so that a switch is everywhere
 * within two. The version in force is read before the first request is taken; without one the service does not start.
 */
@ApplicationScoped
class ModelPointer {

    /** The name of the job. */
    static final String JOB = "match-model";

    private static final Logger LOG = Logger.getLogger(ModelPointer.class);
    private static final int SECONDS_TO_START = 30;

    private final Pool pool;
    private final ModelRepository models;
    private final MatchModel inForce;
    private final Shadow shadow;
    private final MatchConfig config;
    private final Vertx vertx;
    private final AtomicReference<Map<State, String>> followed = new AtomicReference<>(Map.of());
    private final AtomicReference<Optional<Matcher>> active = new AtomicReference<>(Optional.empty());

    ModelPointer(
            Pool pool, ModelRepository models, MatchModel inForce, Shadow shadow, MatchConfig config, Vertx vertx) {
        this.pool = pool;
        this.models = models;
        this.inForce = inForce;
        this.shadow = shadow;
        this.config = config;
        this.vertx = vertx;
    }

    /** The one place that waits: nobody is served yet. */
    void begin(@Observes @Priority(1) StartupEvent start) {
        Model shipped = Model.shipped();
        try {
            boolean same = models.ship(pool, shipped)
                    .call(this::follow)
                    .subscribeAsCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS_TO_START, TimeUnit.SECONDS);
            if (!same) {
                LOG.warnf("event=shipped-model-differs version=%s", shipped.version());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the match model in force cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", e);
        }
    }

    @Scheduled(identity = JOB, every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return follow().onFailure()
                .invoke(failure -> LOG.errorf(
                        "event=match-model-not-read reason=%s",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Takes over whichever versions are in force and tried now. On failure those known before stay. */
    Uni<Void> follow() {
        return models.pointers(pool).chain(now -> {
            Map<State, String> before = followed.get();
            if (now.equals(before)) {
                return Uni.createFrom().voidItem();
            }
            boolean isSame = Objects.equals(now.get(State.ACTIVE), before.get(State.ACTIVE));
            Uni<Matcher> force = isSame && active.get().isPresent()
                    ? Uni.createFrom().item(active.get()::get)
                    : matcher(now.getOrDefault(State.ACTIVE, ""));
            return force.chain(matcher -> tried(now).invoke(trial -> switched(now, matcher, trial)))
                    .replaceWithVoid();
        });
    }

    private Uni<Optional<Matcher>> tried(Map<State, String> now) {
        return Optional.ofNullable(now.get(State.SHADOW))
                .map(version -> matcher(version).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Matcher> matcher(String version) {
        return models.stored(pool, version)
                .chain(stored -> vertx.executeBlocking(() -> MatchModel.matcher(stored.model(), config), false));
    }

    private void switched(Map<State, String> now, Matcher matcher, Optional<Matcher> trial) {
        String version = now.getOrDefault(State.ACTIVE, "");
        inForce.use(matcher);
        active.set(Optional.of(matcher));
        shadow.compare(
                trial.map(other -> new Shadow.Trial(version, matcher, now.getOrDefault(State.SHADOW, ""), other)));
        followed.set(now);
        LOG.infof("event=match-model version=%s shadow=%s", version, now.getOrDefault(State.SHADOW, "none"));
    }
}
