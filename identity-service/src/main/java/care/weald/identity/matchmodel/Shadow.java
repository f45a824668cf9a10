package care.weald.identity.matchmodel;

import care.weald.identity.index.CandidateRepository.Near;
import care.weald.identity.index.MatchWitness;
import care.weald.identity.match.Matcher;
import care.weald.identity.match.compare.Profile;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
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
    private final Vertx vertx;
    private final Clock clock;
    private final BlockingQueue<Question> waiting;
    private final AtomicReference<Optional<Trial>> trial = new AtomicReference<>(Optional.empty());

    Shadow(ShadowRepository repository, ModelConfig config, Vertx vertx, Clock clock) {
        this.repository = repository;
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
    public void saw(Asked asked, List<Near> near) {
        boolean kept = trial.get().isPresent() && waiting.offer(new Question(asked, near));
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
        List<Question> drained = new ArrayList<>();
        int count = waiting.drainTo(drained);
        if (now.isEmpty() || count == 0) {
            return Uni.createFrom().item(0);
        }
        return vertx.executeBlocking(() -> graded(now.get(), drained), false)
                .chain(graded -> repository
                        .origins(graded)
                        .chain(origins -> vertx.executeBlocking(
                                () -> Tally.of(
                                        graded, origins, LocalDate.now(clock).getYear()),
                                false))
                        .chain(tally -> repository.count(now.get(), tally)))
                .replaceWith(count);
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
