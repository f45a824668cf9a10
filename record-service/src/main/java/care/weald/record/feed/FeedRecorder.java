package care.weald.record.feed;

import care.weald.record.document.Attachments;
import care.weald.record.document.DocumentConfig;
import care.weald.record.feed.FeedEntry.OfDirectory;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.feed.FeedLookups.Wanted;
import care.weald.record.feed.FeedMessage.Reading;
import care.weald.record.feed.FeedMessages.Claim;
import care.weald.record.feed.FeedRepository.Origin;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Takes one feed message: reads it off the event loop, and stores what it comes to in one database transaction. It
 * answers only after commit. The same message again changes nothing and is answered as before.
 */
@ApplicationScoped
class FeedRecorder {

    private static final int RACES = 5;
    private static final Set<String> RACE = Set.of("23505", "40001", "40P01");

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final FeedConfig config;
    private final Attachments attachments;
    private final String publicBase;

    FeedRecorder(Pool pool, Vertx vertx, Clock clock, FeedConfig config, DocumentConfig documents, PublicBase base) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
        this.attachments = new Attachments(documents.maxBytes());
        this.publicBase = base.url();
    }

    /** A message as it came: who sends it, whom it may be about, its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Feed(String organisation, FeedPatients patients, byte[] content) {}

    /** What became of a message. */
    sealed interface Outcome {

        /** It is stored, or was before. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Stored(byte[] answer) implements Outcome {}

        /** Nothing of it is stored. */
        record Refused(Problem problem) implements Outcome {}
    }

    /** Ends a transaction without commit. */
    static final class Refusal extends RuntimeException {
        private final transient Problem problem;

        Refusal(Problem problem) {
            super(null, null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /**
     * What became of a message.
     *
     * @param renderings of its entries, in their order; none when it came before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Taken(byte[] answer, List<Rendering> renderings) {}

    /** A message with what the transaction needs of it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Read(Feed feed, FeedMessage message, byte[] zipped, Wanted wanted) {}

    Uni<Outcome> take(Feed feed) {
        return work(() -> read(feed))
                .chain(read -> pool.withTransaction(connection -> store(connection, read))
                        .onFailure(FeedRecorder::isRace)
                        .retry()
                        .atMost(RACES))
                .<Outcome>map(taken -> new Outcome.Stored(taken.answer()))
                .onFailure(Refusal.class)
                .recoverWithItem(refused -> new Outcome.Refused(refused.problem))
                .onFailure(FeedRecorder::isRace)
                .recoverWithItem(
                        new Outcome.Refused(Problem.of(Kind.UNAVAILABLE, "Too many messages change the same things")));
    }

    /**
     * The same in a transaction that is the caller's; what became of its entries, none when it came before. Fails with
     * {@link Refusal} for what cannot be read, before anything is stored.
     */
    Uni<List<Rendering>> within(SqlConnection transaction, Feed feed) {
        return work(() -> read(feed)).chain(read -> store(transaction, read)).map(Taken::renderings);
    }

    /** Another message stored the same thing first: what it stored can be seen the next time. */
    static boolean isRace(Throwable failure) {
        return failure instanceof FeedRepository.Race
                || (failure instanceof PgException error && RACE.contains(error.getSqlState()));
    }

    private <T> Uni<T> work(Callable<T> cpuWork) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(cpuWork, false).toCompletionStage());
    }

    private Read read(Feed feed) {
        return switch (FeedReader.read(feed.content(), feed.organisation(), feed.patients(), config.maxEntries())) {
            case Reading.Unreadable unreadable -> throw new Refusal(unreadable.problem());
            case Reading.Accepted accepted ->
                new Read(feed, accepted.message(), FeedAnswer.gzip(feed.content()), wanted(accepted.message()));
        };
    }

    private static Wanted wanted(FeedMessage message) {
        Set<UUID> items = new HashSet<>();
        Set<UUID> directory = new HashSet<>();
        for (FeedEntry entry : message.entries()) {
            switch (entry) {
                case OfItem item -> items.add(item.item());
                case OfDirectory one -> directory.add(one.entry());
                case FeedEntry.OfBinary binary -> {}
                case FeedEntry.OfPatient patient -> {}
                case FeedEntry.Faulty faulty -> {}
            }
        }
        return new Wanted(message.conditions(), items, directory);
    }

    private Uni<Taken> store(SqlConnection connection, Read read) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Origin origin = new Origin(read.feed().organisation(), read.message().id(), now);
        return FeedMessages.claim(connection, origin.organisation(), read.message(), read.zipped(), origin.time())
                .chain(claim -> switch (claim) {
                    case Claim.Ours ours -> fresh(connection, read, origin, Map.of());
                    case Claim.Partial partial ->
                        work(() -> FeedAnswer.accepted(partial.answer()))
                                .chain(accepted -> fresh(connection, read, origin, accepted));
                    case Claim.Repeated repeated ->
                        work(() -> new Taken(
                                FeedAnswer.whole(origin.message(), "repeated", FeedAnswer.gunzip(repeated.answer())),
                                List.of()));
                    case Claim.Conflicting conflicting ->
                        Uni.createFrom()
                                .failure(new Refusal(
                                        Problem.of(Kind.CONFLICT, "Another message has come under this identifier")
                                                .with("place", "Bundle.identifier")));
                });
    }

    /** Stores what was not {@code accepted} when the message came before. */
    private Uni<Taken> fresh(SqlConnection connection, Read read, Origin origin, Map<Integer, JsonNode> accepted) {
        return FeedLookups.ask(
                        connection,
                        read.wanted(),
                        origin.organisation(),
                        read.feed().patients())
                .chain(lookups -> work(() -> rendered(render(read, lookups, origin, accepted), origin.at())))
                .chain(rendered -> Uni.combine()
                        .all()
                        .unis(
                                FeedRepository.store(
                                        connection,
                                        origin,
                                        items(rendered.renderings()),
                                        directory(rendered.renderings())),
                                FeedMessages.answered(
                                        connection,
                                        origin.organisation(),
                                        origin.message(),
                                        isComplete(rendered.renderings()),
                                        rendered.zipped()))
                        .discardItems()
                        .replaceWith(() -> new Taken(
                                FeedAnswer.whole(origin.message(), "stored", rendered.answer()),
                                rendered.renderings())));
    }

    /** What a message comes to, ready to be stored. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Rendered(List<Rendering> renderings, byte[] answer, byte[] zipped) {}

    private static Rendered rendered(List<Rendering> renderings, Instant now) {
        byte[] answer = FeedAnswer.entries(renderings, now);
        return new Rendered(renderings, answer, FeedAnswer.gzip(answer));
    }

    private List<Rendering> render(Read read, Lookups lookups, Origin origin, Map<Integer, JsonNode> accepted) {
        List<FeedEntry> entries = Recognition.of(read.message().entries(), lookups);
        References references =
                new References(read.feed().organisation(), read.feed().patients(), entries, lookups, publicBase);
        Renderer renderer = new Renderer(read.message(), origin, lookups, references, attachments);
        List<Rendering> renderings = new ArrayList<>();
        for (FeedEntry entry : binariesLast(entries)) {
            JsonNode earlier = accepted.get(entry.index());
            Rendering rendering =
                    earlier == null ? renderer.render(entry) : new Rendering.Accepted(entry.index(), earlier);
            if (read.message().transaction() && rendering instanceof Rendering.Refused refused) {
                throw new Refusal(FeedMessage.problem(refused.index(), refused.fault()));
            }
            renderings.add(rendering);
        }
        renderings.sort(Comparator.comparingInt(Rendering::index));
        return renderings;
    }

    private static List<FeedEntry> binariesLast(List<FeedEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(FeedEntry.OfBinary.class::isInstance))
                .toList();
    }

    private static List<ItemRow> items(List<Rendering> renderings) {
        return renderings.stream()
                .filter(Rendering.NewItem.class::isInstance)
                .map(one -> ((Rendering.NewItem) one).row())
                .toList();
    }

    private static List<DirectoryRow> directory(List<Rendering> renderings) {
        return renderings.stream()
                .filter(Rendering.NewEntry.class::isInstance)
                .map(one -> ((Rendering.NewEntry) one).row())
                .toList();
    }

    private static boolean isComplete(List<Rendering> renderings) {
        return renderings.stream().noneMatch(Rendering.Refused.class::isInstance);
    }
}
