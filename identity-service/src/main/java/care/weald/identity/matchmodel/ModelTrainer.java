package care.weald.identity.matchmodel;

import care.weald.identity.index.IndexRow;
import care.weald.identity.index.MatchConfig;
import care.weald.identity.index.MatchModel;
import care.weald.identity.match.compare.Profile;
import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.Sample;
import care.weald.identity.match.model.Trainer;
import care.weald.identity.match.model.Training;
import care.weald.identity.matchmodel.HeldOut.Decision;
import care.weald.identity.matchmodel.Verdict.Allowed;
import care.weald.identity.matchmodel.Verdict.Barred;
import care.weald.identity.platform.DatabaseConfig;
import care.weald.identity.platform.Problem.Kind;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Trains a model from what the service has stored, as a job: whoever asks for it is answered at once, and any replica does
 * it. Registrations of restricted people, and those that a steward has decided on, teach nothing.
 */
@ApplicationScoped
class ModelTrainer {

    /** The name of the job. */
    static final String JOB = "match-model-training";

    private static final Logger LOG = Logger.getLogger(ModelTrainer.class);

    private final Pool pool;
    private final TrainingRepository trainings;
    private final ModelRepository models;
    private final HeldOutRepository decisions;
    private final Vertx vertx;
    private final Settings settings;

    ModelTrainer(
            Pool pool,
            TrainingRepository trainings,
            ModelRepository models,
            HeldOutRepository decisions,
            Vertx vertx,
            Settings settings) {
        this.pool = pool;
        this.trainings = trainings;
        this.models = models;
        this.decisions = decisions;
        this.vertx = vertx;
        this.settings = settings;
    }

    /** How training is set up. */
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

    /** Whether a training begins. Too few pairs refuse it, and the list says how many there were. */
    Uni<Verdict> ask(Order.Train order) {
        return trainings
                .pairs(pool)
                .chain(pairs -> {
                    boolean enough = pairs >= settings.model.leastPairs();
                    return trainings
                            .ask(pool, order, enough ? "waiting" : "refused", pairs, settings.model)
                            .map(id -> asked(id.isPresent(), enough, pairs));
                })
                .ifNoItem()
                .after(settings.database.writeTimeout())
                .fail();
    }

    private Verdict asked(boolean taken, boolean enough, long pairs) {
        if (!taken) {
            return Barred.of("taken", "The version is there already, or another training is not over");
        }
        String counts = pairs + " of " + settings.model.leastPairs();
        return enough
                ? new Allowed()
                : new Barred(
                        Kind.UNPROCESSABLE,
                        "Too few pairs of registrations share a verified NHS number: " + counts,
                        "too-few-pairs");
    }

    @Scheduled(identity = JOB, every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return work().onFailure()
                .invoke(ModelTrainer::failed)
                .onFailure()
                .recoverWithItem(false)
                .replaceWithVoid();
    }

    /** Does the training that waits, if there is one. The item is whether there was. */
    Uni<Boolean> work() {
        return trainings
                .claim(pool)
                .chain(claimed -> claimed.map(this::train)
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> train(TrainingRepository.Training training) {
        return pool.withTransaction(transaction -> samples(transaction))
                .chain(samples -> decisions
                        .decisions(pool)
                        .chain(held -> vertx.executeBlocking(() -> trained(training, samples, held), false)))
                .chain(trained -> pool.withTransaction(transaction -> keep(transaction, training, trained)))
                .ifNoItem()
                .after(settings.model.trainingLimit())
                .fail()
                .onFailure()
                .invoke(ModelTrainer::failed)
                .onFailure()
                .recoverWithUni(
                        () -> trainings.end(pool, training.id(), "failed").replaceWithVoid())
                .replaceWith(true);
    }

    private static void failed(Throwable failure) {
        LOG.errorf("event=training-failed reason=%s", failure.getClass().getSimpleName());
    }

    /** A page at a time becomes profiles; what a page was read from is not kept. */
    private Uni<List<Sample>> samples(SqlConnection transaction) {
        return trainings
                .sample(transaction, settings.model.sample())
                .onItem()
                .transformToUniAndConcatenate(page -> vertx.executeBlocking(() -> samples(page), false))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private static List<Sample> samples(RowSet<Row> page) {
        List<Sample> samples = new ArrayList<>();
        for (Row row : page) {
            samples.add(new Sample(Profile.of(IndexRow.of(row.getDelegate())), row.getString("organisation")));
        }
        return samples;
    }

    private record Trained(Model model, String training, String metrics) {}

    private Trained trained(TrainingRepository.Training training, List<Sample> samples, List<Decision> held) {
        Training how = Training.named(training.version());
        Model model = Trainer.train(samples, how);
        String facts = JsonNodeFactory.instance
                .objectNode()
                .put("from", "the registrations here")
                .put("records", samples.size())
                .put("pairs", training.pairs())
                .put("heldOut", held.size())
                .put("seed", how.seed())
                .put("strangers", how.strangers())
                .toString();
        String metrics =
                HeldOut.figures(MatchModel.matcher(model, settings.match), held).toString();
        return new Trained(model, facts, metrics);
    }

    /** What was given up meanwhile is not kept. */
    private Uni<Void> keep(SqlConnection transaction, TrainingRepository.Training training, Trained trained) {
        return trainings
                .end(transaction, training.id(), "done")
                .chain(isOurs -> isOurs
                        ? models.store(
                                transaction, trained.model(), trained.training(), trained.metrics(), training.madeBy())
                        : Uni.createFrom().voidItem());
    }
}
