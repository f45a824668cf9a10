package care.weald.identity.matchmodel;

import care.weald.identity.index.CandidateRepository;
import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.index.MatchWitness;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The shadow run: keeps a bounded sample of what is asked, and lets both models grade it afterwards, on the same candidates
 * and away from whoever asks. Nothing of a question is kept but whom it is about, coarsely, and the grades.
 */
@ApplicationScoped
class Shadow implements MatchWitness {

    /** The name of the job. */
    static final String JOB = "match-model-shadow";

    /** Registrations are committed by then, mostly. */
    private static final int SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(Shadow.class);

    private final ShadowRepository repository;
    private final CandidateRepository candidates;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final BlockingQueue<Asked> waiting;
    private final AtomicReference<Optional<Trial>> trial = new AtomicReference<>(Optional.empty());

    Shadow(
            ShadowRepository repository,
            CandidateRepository candidates,
            Pool pool,
            ModelConfig config,
            Vertx vertx,
            Clock clock) {
        this.repository = repository;
        this.candidates = candidates;
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(Math.max(1, config.shadowRate() * SECONDS));
    }

    /** The version in force, and the one that is tried beside it. */
    record Trial(String against, Matcher active, String version, Matcher shadow) {}

    private record Question(Asked asked, List<Near> near) {}

    /** A question with what both made of it. */
    record Graded(Asked asked, List<GradeChange> changes) {

        Graded {
            changes = List.copyOf(changes);
        }
    }

    /** From now on these two are compared, or none. */
    void compare(Optional<Trial> now) {
        trial.set(now);
        waiting.clear();
    }

    /** Keeps the question while there is room: whoever asks never waits. */
    @Override
    public void saw(Asked asked) {
        boolean kept = trial.get().isPresent() && waiting.offer(asked);
        if (kept) {
            LOG.tracef("event=shadow-sampled");
        }
    }

    @Scheduled(identity = JOB, every = SECONDS + "s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return drain().onFailure()
                .invoke(failure -> LOG.warnf(
                        "event=shadow-not-counted reason=%s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Grades and counts what waits. The item is how many questions that were. */
    Uni<Integer> drain() {
        Optional<Trial> now = trial.get();
        List<Asked> drained = new ArrayList<>();
        int count = waiting.drainTo(drained);
        if (now.isEmpty() || count == 0) {
            return Uni.createFrom().item(0);
        }
        return questions(drained)
                .chain(questions -> vertx.executeBlocking(() -> graded(now.get(), questions), false))
                .chain(graded -> repository
                        .origins(graded)
                        .chain(origins -> vertx.executeBlocking(
                                () -> Tally.of(
                                        graded, origins, LocalDate.now(clock).getYear()),
                                false))
                        .chain(tally -> repository.count(now.get(), tally)))
                .replaceWith(count);
    }

    /** Each with all who share a key with it: whom the model in force gives up early, the other may not. */
    private Uni<List<Question>> questions(List<Asked> asked) {
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUniAndConcatenate(one ->
                        candidates.all(pool, one.about(), one.registration()).map(near -> new Question(one, near)))
                .collect()
                .asList();
    }

    private static List<Graded> graded(Trial trial, List<Question> questions) {
        return questions.stream()
                .map(question -> new Graded(
                        question.asked(),
                        GradeChange.of(
                                Profile.of(question.asked().about()), question.near(), trial.active(), trial.shadow())))
                .toList();
    }
}
