package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.fhir.NdjsonFeed.Read;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.FeedReply;
import care.weald.gateway.upstream.FeedReply.Rejected;
import care.weald.gateway.upstream.FeedReply.Taken;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.JobReply;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/**
 * Hands lines of a file on: identity-service checks them, stores their Patients and says whom the others are about;
 * record-service keeps the others with that (ADR 0018). Each step may be done again safely.
 */
@ApplicationScoped
class FilingFlow {

    /** What is wrong with lines, and not with the caller or with us. */
    private static final Set<Kind> OF_THE_LINES = EnumSet.of(
            Kind.INVALID_CONTENT, Kind.INVALID_IDENTIFIER, Kind.UNPROCESSABLE, Kind.CONFLICT, Kind.TOO_LARGE);

    private final IdentityClient identity;
    private final RecordClient records;
    private final Vertx vertx;

    FilingFlow(IdentityClient identity, RecordClient records, Vertx vertx) {
        this.identity = identity;
        this.records = records;
        this.vertx = vertx;
    }

    /** Lines in hand, and what is known of them so far. */
    private record Lines(Filing filing, Read read, Granted granted, NdjsonPart part) {

        Uni<FeedReply> check(IdentityClient identity) {
            return identity.check(read.message().json(), granted.permitFor(Services.IDENTITY), filing.requester());
        }

        Uni<FeedReply> commit(IdentityClient identity, Set<Integer> patients) {
            byte[] bundle = read.message().head().only(patients, read.message().json());
            return identity.commit(bundle, granted.permitFor(Services.IDENTITY), filing.requester());
        }
    }

    /** Keeps the lines of {@code read}, the last of which is {@code last}; begins the file with the first. */
    Uni<Fetched> keep(Filing filing, Read read, Granted granted) {
        filing.permittedBy(granted.permitFor(Services.RECORD));
        NdjsonPart part = new NdjsonPart(read.batch(), read.message().head());
        Lines lines = new Lines(filing, read, granted, part);
        return begun(filing).chain(() -> read.batch().numbers().isEmpty() ? kept(lines, "") : checked(lines));
    }

    private Uni<String> begun(Filing filing) {
        return filing.job().isEmpty()
                ? records.beginFile(filing.permit(), filing.requester())
                        .map(FilingFlow::job)
                        .invoke(filing::begun)
                : Uni.createFrom().item(filing.job());
    }

    private static String job(JobReply reply) {
        return switch (reply) {
            case JobReply.Running running -> IdentityClient.job(running.json());
            case JobReply.Over _ -> throw Faulted.unavailable(Services.RECORD, "incomplete-answer");
            case JobReply.Rejected rejected -> throw new Faulted(rejected.fault(), "file");
        };
    }

    private Uni<Fetched> checked(Lines lines) {
        return lines.check(identity).chain(reply -> switch (reply) {
            case Rejected rejected -> {
                lines.part().refuse(ofTheLines(rejected.fault()));
                yield kept(lines, "");
            }
            case Taken checked -> {
                Set<Integer> patients = lines.part().checked(checked.json());
                String token = checked.json().path("token").asText("");
                yield (patients.isEmpty() ? Uni.createFrom().voidItem() : stored(lines, patients))
                        .chain(() -> kept(lines, token));
            }
        });
    }

    private Uni<Void> stored(Lines lines, Set<Integer> patients) {
        return lines.commit(identity, patients)
                .invoke(reply -> {
                    switch (reply) {
                        case Rejected rejected -> lines.part().refusePatients(patients, ofTheLines(rejected.fault()));
                        case Taken committed -> lines.part().committed(patients, committed.json());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Fetched> kept(Lines lines, String token) {
        Filing filing = lines.filing();
        return Xml.onWorker(
                        vertx,
                        () -> lines.part()
                                .body(
                                        filing.last() + 1,
                                        lines.read().last(),
                                        lines.read().message().json()))
                .chain(body -> records.keepLines(filing.job(), body, filing.permit(), token, filing.requester()))
                .map(reply -> switch (reply) {
                    case Rejected rejected -> throw new Faulted(rejected.fault(), "lines");
                    case Taken _ -> {
                        filing.handedOn(lines.read().last());
                        yield Content.stored(200, "", "");
                    }
                });
    }

    /** What is wrong with the caller, or with us, ends the file; what is wrong with the lines does not. */
    private static Fault ofTheLines(Fault fault) {
        if (!OF_THE_LINES.contains(fault.kind())) {
            throw new Faulted(fault, "lines");
        }
        return fault;
    }

    /** Says that the file is complete; nothing that is no line is one. */
    Uni<JobReply> complete(Filing filing, Granted granted) {
        return filing.job().isEmpty()
                ? Uni.createFrom().item(new JobReply.Rejected(Fault.of(Kind.INVALID_CONTENT)))
                : records.completeFile(filing.job(), granted.permitFor(Services.RECORD), filing.requester());
    }

    /** Gives a file up that broke off; when that fails too, record-service does so by itself after a while. */
    Uni<Void> giveUp(Filing filing) {
        return filing.job().isEmpty()
                ? Uni.createFrom().voidItem()
                : records.cancelJob("/imports/" + filing.job(), filing.permit(), filing.requester())
                        .onFailure(Faulted.class)
                        .recoverWithNull()
                        .replaceWithVoid();
    }
}
