package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.Fetched.Missing;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.JobReply;
import care.weald.gateway.upstream.JobReply.Over;
import care.weald.gateway.upstream.JobReply.Rejected;
import care.weald.gateway.upstream.JobReply.Running;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Work in the background: each question about it is decided, audited and proved as a feed or a steward's is. */
@ApplicationScoped
class BulkJobs {

    private static final String FILES = "/imports";
    private static final String SEARCHES = "/deduplications";

    private final DisclosureGate gate;
    private final IdentityClient identity;
    private final String base;

    BulkJobs(DisclosureGate gate, IdentityClient identity, FhirConfig config) {
        this.gate = gate;
        this.identity = identity;
        this.base = config.publicBase() + "/";
    }

    /** Hands {@code lines} on as they come in, once that is granted. */
    Uni<Answer> take(Enquiry enquiry, ReadStream<Buffer> lines) {
        return disclose(
                enquiry,
                "feed",
                enquiry.act(),
                permit -> identity.takeFile(lines, permit, enquiry.requester()).map(this::takenFile));
    }

    private Fetched takenFile(JobReply reply) {
        return begun(reply, BulkResource.IMPORTS);
    }

    Uni<Answer> followFile(Enquiry enquiry, String job, String after) {
        String at = BulkResource.IMPORTS + job;
        return disclose(
                enquiry,
                "feed",
                told(enquiry, at),
                permit -> identity.follow(FILES + job + "?_after=" + after, permit, enquiry.requester())
                        .map(reply ->
                                state(reply, outcome -> BulkOutcome.ofFile(outcome, Services.IDENTITY, base + at))));
    }

    Uni<Answer> cancelFile(Enquiry enquiry, String job) {
        return disclose(
                enquiry,
                "feed",
                told(enquiry, BulkResource.IMPORTS + job),
                permit -> identity.cancel(FILES + job, permit, enquiry.requester())
                        .map(BulkJobs::cancelled));
    }

    /** Begins to search for duplicates. */
    Uni<Answer> deduplicate(Enquiry enquiry) {
        return disclose(
                enquiry,
                "steward",
                enquiry.act(),
                permit -> identity.begin(SEARCHES, permit, enquiry.requester())
                        .map(reply -> begun(reply, BulkResource.DUPLICATES)));
    }

    Uni<Answer> followSearch(Enquiry enquiry, String job) {
        return disclose(
                enquiry,
                "steward",
                told(enquiry, BulkResource.DUPLICATES + job),
                permit -> identity.follow(SEARCHES + job, permit, enquiry.requester())
                        .map(reply -> state(reply, BulkOutcome::ofSearch)));
    }

    Uni<Answer> cancelSearch(Enquiry enquiry, String job) {
        return disclose(
                enquiry,
                "steward",
                told(enquiry, BulkResource.DUPLICATES + job),
                permit -> identity.cancel(SEARCHES + job, permit, enquiry.requester())
                        .map(BulkJobs::cancelled));
    }

    private Uni<Answer> disclose(Enquiry enquiry, String interaction, Act act, Function<String, Uni<Fetched>> fetch) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), interaction, new Nobody(), List.of(Services.IDENTITY), act);
        return gate.disclose(inquiry, granted -> fetch.apply(granted.permitFor(Services.IDENTITY)));
    }

    private static Act told(Enquiry enquiry, String path) {
        return enquiry.act(path, new Parameters(List.of()));
    }

    private Fetched begun(JobReply reply, String path) {
        return switch (reply) {
            case Running running -> Content.accepted(base + path + "/" + IdentityClient.job(running.json()), "");
            case Over _ -> new Missing();
            case Rejected rejected -> new Invalid(rejected.fault());
        };
    }

    private static Fetched state(JobReply reply, Function<JsonNode, byte[]> outcome) {
        return switch (reply) {
            case Running running -> Content.accepted("", running.progress());
            case Over over -> new Content(outcome.apply(over.json()), Disclosure.NOTHING, "", "", -1);
            case Rejected rejected -> new Invalid(rejected.fault());
        };
    }

    private static Fetched cancelled(JobReply reply) {
        return switch (reply) {
            case Running _, Over _ -> Content.accepted("", "");
            case Rejected rejected -> new Invalid(rejected.fault());
        };
    }
}
