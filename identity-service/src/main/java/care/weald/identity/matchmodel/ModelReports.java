package care.weald.identity.matchmodel;

import care.weald.identity.index.MatchConfig;
import care.weald.identity.index.MatchModel;
import care.weald.identity.matchmodel.ModelView.Everything;
import care.weald.identity.matchmodel.ModelView.Findings;
import care.weald.identity.platform.DatabaseConfig;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What there is to see of models. */
@ApplicationScoped
class ModelReports {

    private final Pool pool;
    private final Stores stores;
    private final MatchModel inForce;
    private final Vertx vertx;
    private final Settings settings;

    ModelReports(Pool pool, Stores stores, MatchModel inForce, Vertx vertx, Settings settings) {
        this.pool = pool;
        this.stores = stores;
        this.inForce = inForce;
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Where it is kept. */
    @Singleton
    static class Stores {

        private final ModelRepository models;
        private final TrainingRepository trainings;
        private final SwitchRepository switches;
        private final ReportRepository reports;
        private final HeldOutRepository decisions;

        Stores(
                ModelRepository models,
                TrainingRepository trainings,
                SwitchRepository switches,
                ReportRepository reports,
                HeldOutRepository decisions) {
            this.models = models;
            this.trainings = trainings;
            this.switches = switches;
            this.reports = reports;
            this.decisions = decisions;
        }
    }

    /** How it is set up. */
    @Singleton
    static class Settings {

        private final ModelConfig model;
        private final MatchConfig match;
        private final DatabaseConfig database;

        Settings(ModelConfig model, MatchConfig match, DatabaseConfig database) {
            this.model = model;
            this.match = match;
            this.database = database;
        }
    }

    /** All versions, the latest trainings and steps. */
    Uni<ObjectNode> list() {
        return stores.models
                .all(pool)
                .chain(versions -> stores.trainings
                        .latest(pool)
                        .chain(trainings -> stores.switches
                                .steps(pool)
                                .map(steps -> ModelView.list(new Everything(versions, trainings, steps)))))
                .ifNoItem()
                .after(settings.database.readTimeout())
                .fail();
    }

    /** One version with what it has learnt, names by their number only. */
    Uni<Optional<ObjectNode>> one(String version) {
        return stores.models
                .find(pool, version)
                .chain(found -> found.map(known -> stores.models
                                .stored(pool, version)
                                .map(stored -> {
                                    ObjectNode json = ModelView.version(known);
                                    json.set("params", stored.shown());
                                    return Optional.of(json);
                                }))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** What a version found beside the one in force, and how both do on what stewards have decided by now. */
    Uni<Optional<ObjectNode>> report(String version) {
        return stores.models
                .find(pool, version)
                .chain(found -> found.map(known ->
                                findings(version).map(findings -> Optional.of(ModelView.report(known, findings))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Findings> findings(String version) {
        return stores.switches
                .questions(pool, version)
                .chain(questions -> stores.reports
                        .counts(pool, version)
                        .chain(counts -> stores.reports
                                .pairs(pool, version)
                                .chain(pairs -> figures(version)
                                        .map(figures -> new Findings(
                                                questions,
                                                settings.model.leastQuestions(),
                                                counts,
                                                pairs,
                                                figures.own(),
                                                figures.inForce())))))
                .ifNoItem()
                .after(settings.database.writeTimeout())
                .fail();
    }

    private record Figures(ObjectNode own, ObjectNode inForce) {}

    private Uni<Figures> figures(String version) {
        return stores.models
                .stored(pool, version)
                .chain(stored -> stores.decisions
                        .decisions(pool)
                        .chain(decisions -> vertx.executeBlocking(
                                () -> new Figures(
                                        HeldOut.figures(MatchModel.matcher(stored.model(), settings.match), decisions),
                                        HeldOut.figures(inForce.matcher(), decisions)),
                                false)));
    }
}
