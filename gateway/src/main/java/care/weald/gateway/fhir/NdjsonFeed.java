package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Answer.Released;
import care.weald.gateway.enforcement.Answer.Withheld;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.entrance.EntranceConfig;
import care.weald.gateway.fhir.FeedFlow.Feed;
import care.weald.gateway.fhir.FeedFlow.Message;
import care.weald.gateway.fhir.NdjsonLines.Line;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of resources, one a line, stored some hundred lines at a time while it comes in: each chunk is a batch that takes the
 * way of every feed, and is decided and audited by itself. Whatever breaks off is sent again from its begin: what is stored
 * is found unchanged.
 */
@ApplicationScoped
class NdjsonFeed {

    private static final Act BATCH = new Act("batch", "C", "/", "");

    private final DisclosureGate gate;
    private final FeedFlow flow;
    private final EntranceConfig config;
    private final Vertx vertx;

    NdjsonFeed(DisclosureGate gate, FeedFlow flow, EntranceConfig config, Vertx vertx) {
        this.gate = gate;
        this.flow = flow;
        this.config = config;
        this.vertx = vertx;
    }

    /** Stores {@code file}; the answer tells what became of it, and comes after all of it is stored. */
    Uni<Answer> take(Enquiry enquiry, Multi<Buffer> file) {
        NdjsonLines lines = new NdjsonLines();
        NdjsonTally tally = new NdjsonTally();
        AtomicLong size = new AtomicLong();
        return file.onItem()
                .transformToUniAndConcatenate(piece -> {
                    if (size.addAndGet(piece.length()) > config.maxFile()) {
                        throw new Faulted(Fault.of(Kind.TOO_LARGE), "file");
                    }
                    return chunks(enquiry, lines.add(piece), tally);
                })
                .onItem()
                .ignore()
                .toUni()
                .chain(() -> chunks(enquiry, lines.rest(), tally))
                .chain(() -> gate.disclose(
                        inquiry(enquiry, enquiry.act()),
                        granted -> Uni.createFrom()
                                .item(() -> new Content(tally.toJson(lines.lines()), Disclosure.NOTHING, "", "", -1))));
    }

    private Uni<Void> chunks(Enquiry enquiry, List<List<Line>> chunks, NdjsonTally tally) {
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToUniAndConcatenate(chunk -> chunk(enquiry, chunk, tally))
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> chunk(Enquiry enquiry, List<Line> chunk, NdjsonTally tally) {
        return Xml.onWorker(vertx, () -> {
                    NdjsonBatch batch = NdjsonBatch.of(chunk);
                    return new Read(batch, new Message(BundleHead.read(batch.bundle()), batch.bundle()));
                })
                .chain(read -> read.batch().numbers().isEmpty()
                        ? Uni.createFrom().voidItem().invoke(() -> tally.refused(read.batch(), Fault.of(Kind.INTERNAL)))
                        : stored(enquiry, read, tally));
    }

    /** A chunk, read. */
    private record Read(NdjsonBatch batch, Message message) {}

    private Uni<Void> stored(Enquiry enquiry, Read read, NdjsonTally tally) {
        return gate.disclose(
                        inquiry(enquiry, BATCH),
                        granted -> flow.store(new Feed(
                                enquiry.requester(),
                                read.message(),
                                granted.permitFor(Services.IDENTITY),
                                granted.permitFor(Services.RECORD))))
                .chain(answer -> switch (answer) {
                    case Released released ->
                        Xml.onWorker(vertx, () -> {
                                    tally.stored(
                                            read.batch(), released.content().json());
                                    return true;
                                })
                                .replaceWithVoid();
                    case Withheld withheld -> refused(read, withheld.fault(), tally);
                });
    }

    /** What is wrong with the caller, or with us, ends the file; what is wrong with the lines does not. */
    private static Uni<Void> refused(Read read, Fault fault, NdjsonTally tally) {
        return switch (fault.kind()) {
            case INVALID_CONTENT, INVALID_IDENTIFIER, UNPROCESSABLE, CONFLICT, TOO_LARGE ->
                Uni.createFrom().voidItem().invoke(() -> tally.refused(read.batch(), fault));
            default -> Uni.createFrom().failure(new Faulted(fault, "chunk"));
        };
    }

    private static Inquiry inquiry(Enquiry enquiry, Act act) {
        return new Inquiry(enquiry.requester(), "feed", new Nobody(), List.of(Services.IDENTITY, Services.RECORD), act);
    }
}
