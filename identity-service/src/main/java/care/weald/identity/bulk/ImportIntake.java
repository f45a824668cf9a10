package care.weald.identity.bulk;

import care.weald.identity.feed.PatientLines;
import care.weald.identity.feed.PatientLines.Sender;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Takes a file in: its lines are in the database before anybody is told that it was taken. */
@ApplicationScoped
class ImportIntake {

    private final ImportRepository jobs;
    private final PatientLines lines;
    private final BulkConfig config;

    ImportIntake(ImportRepository jobs, PatientLines lines, BulkConfig config) {
        this.jobs = jobs;
        this.lines = lines;
        this.config = config;
    }

    /** What became of a file. */
    sealed interface Outcome {

        /** It is kept and will be worked on, whatever happens to this process. */
        record Taken(UUID job) implements Outcome {}

        /** The organisation has too many under way. */
        record TooMany() implements Outcome {}

        /** It has more bytes than are taken; nothing of it is kept. */
        record TooLarge() implements Outcome {}

        /** There is nothing in it. */
        record Empty() implements Outcome {}

        /** It was cancelled while it came in. */
        record Cancelled() implements Outcome {}
    }

    /** Keeps the lines of {@code body}, sent by {@code sender}. A body that breaks off leaves nothing behind. */
    Uni<Outcome> take(Sender sender, Multi<Buffer> body) {
        UUID job = UUID.randomUUID();
        return jobs.begin(job, sender, config.jobsPerOrganisation())
                .chain(begun -> begun
                        ? receive(job, body)
                                .call(outcome -> outcome instanceof Outcome.Taken
                                        ? Uni.createFrom().voidItem()
                                        : jobs.cancel(job, sender.organisation())
                                                .replaceWithVoid())
                                .onFailure()
                                .call(() -> jobs.cancel(job, sender.organisation()))
                        : Uni.createFrom().item(new Outcome.TooMany()));
    }

    private Uni<Outcome> receive(UUID job, Multi<Buffer> body) {
        LineSplitter splitter = new LineSplitter(Math.clamp(config.chunk(), 1, 1_000), lines.longest());
        AtomicLong size = new AtomicLong();
        return body.onItem()
                .transformToUniAndConcatenate(piece ->
                        size.addAndGet(piece.length()) > config.maxBody().asLongValue()
                                ? Uni.createFrom().<Boolean>failure(new Over())
                                : keep(job, splitter.add(piece)))
                .collect()
                .with(Collectors.reducing(true, (one, other) -> one && other))
                .chain(kept -> keep(job, splitter.rest()).map(rest -> kept && rest))
                .chain(kept ->
                        splitter.isBlank() ? Uni.createFrom().<Outcome>item(new Outcome.Empty()) : received(job, kept))
                .onFailure(Over.class)
                .recoverWithItem(new Outcome.TooLarge());
    }

    private Uni<Outcome> received(UUID job, boolean kept) {
        return (kept ? jobs.received(job) : Uni.createFrom().item(false))
                .map(isWaiting -> isWaiting ? new Outcome.Taken(job) : new Outcome.Cancelled());
    }

    private Uni<Boolean> keep(UUID job, List<Part> parts) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> jobs.keep(job, part))
                .collect()
                .with(Collectors.reducing(true, (one, other) -> one && other));
    }

    /** Ends the reading of a body that is too large. */
    private static final class Over extends RuntimeException {

        Over() {
            super("over", null, false, false);
        }
    }
}
