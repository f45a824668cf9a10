package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Answer.Released;
import care.weald.gateway.enforcement.Answer.Withheld;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.entrance.EntranceConfig;
import care.weald.gateway.fhir.FeedFlow.Message;
import care.weald.gateway.fhir.NdjsonLines.Line;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
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
 * A file of resources, one a line, handed on some hundred lines at a time while it comes in; each chunk is decided and audited
 * by itself. When all lines are kept the file is a job. Whatever breaks off is given up and sent again from its begin: what
 * is stored is found unchanged.
 */
@ApplicationScoped
class NdjsonFeed {

    private static final Act BATCH = new Act("batch", "C", "/", "");

    private final DisclosureGate gate;
    private final FilingFlow flow;
    private final ImportJobs jobs;
    private final EntranceConfig config;
    private final Vertx vertx;

    NdjsonFeed(DisclosureGate gate, FilingFlow flow, ImportJobs jobs, EntranceConfig config, Vertx vertx) {
        this.gate = gate;
        this.flow = flow;
        this.jobs = jobs;
        this.config = config;
        this.vertx = vertx;
    }

    /** A chunk, read; {@code last} is the number of its last line. */
    record Read(NdjsonBatch batch, Message message, long last) {}

    /** Keeps {@code file}; the answer says where it can be followed, and comes after all of it is kept. */
    Uni<Answer> take(Enquiry enquiry, Multi<Buffer> file) {
        NdjsonLines lines = new NdjsonLines();
        Filing filing = new Filing(enquiry.requester());
        enquiry.requester().exchange().lasts();
        AtomicLong size = new AtomicLong();
        return file.onItem()
                .transformToUniAndConcatenate(piece -> {
                    if (size.addAndGet(piece.length()) > config.maxFile()) {
                        throw new Faulted(Fault.of(Kind.TOO_LARGE), "file");
                    }
                    return chunks(filing, lines.add(piece));
                })
                .onItem()
                .ignore()
                .toUni()
                .chain(() -> chunks(filing, lines.rest()))
                .chain(() -> gate.disclose(
                        inquiry(enquiry, enquiry.act()),
                        granted -> flow.complete(filing, granted).map(jobs::begun)))
                .onFailure()
                .call(() -> flow.giveUp(filing));
    }

    private Uni<Void> chunks(Filing filing, List<List<Line>> chunks) {
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToUniAndConcatenate(chunk -> chunk(filing, chunk))
                .onItem()
                .ignore()
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> chunk(Filing filing, List<Line> chunk) {
        Inquiry inquiry = inquiry(filing.requester(), BATCH);
        return Xml.onWorker(vertx, () -> read(chunk))
                .chain(read -> gate.disclose(inquiry, granted -> flow.keep(filing, read, granted)))
                .chain(answer -> switch (answer) {
                    case Released _ -> Uni.createFrom().voidItem();
                    case Withheld withheld -> Uni.createFrom().failure(new Faulted(withheld.fault(), "chunk"));
                });
    }

    private static Read read(List<Line> chunk) {
        NdjsonBatch batch = NdjsonBatch.of(chunk);
        Message message = new Message(BundleHead.read(batch.bundle()), batch.bundle());
        return new Read(batch, message, chunk.getLast().number());
    }

    private static Inquiry inquiry(Enquiry enquiry, Act act) {
        return inquiry(enquiry.requester(), act);
    }

    private static Inquiry inquiry(care.weald.gateway.partner.Requester requester, Act act) {
        return new Inquiry(requester, "feed", new Nobody(), List.of(Services.IDENTITY, Services.RECORD), act);
    }
}
