package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.upstream.Disclosure;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.JobReply;
import care.weald.gateway.upstream.JobReply.Over;
import care.weald.gateway.upstream.JobReply.Rejected;
import care.weald.gateway.upstream.JobReply.Running;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;

/** Files of resources in the background: each question about one is decided, audited and proved as a feed is. */
@ApplicationScoped
class ImportJobs {

    private static final String FILES = "/imports/";

    private final DisclosureGate gate;
    private final RecordClient records;
    private final String base;

    ImportJobs(DisclosureGate gate, RecordClient records, FhirConfig config) {
        this.gate = gate;
        this.records = records;
        this.base = config.publicBase() + "/";
    }

    /** Where the file that was taken can be followed. */
    Fetched begun(JobReply reply) {
        return switch (reply) {
            case Running running -> Content.accepted(base + path(IdentityClient.job(running.json())), "");
            case Over _ -> new Fetched.Missing();
            case Rejected rejected -> new Invalid(rejected.fault());
        };
    }

    private static String path(String job) {
        return ImportResource.STATUS + "/" + job;
    }

    /** How far a file is, or what became of it; refused lines after the line {@code after}. */
    Uni<Answer> follow(Enquiry enquiry, String job, String after) {
        return ask(
                enquiry,
                job,
                (permit, requester) -> records.followJob(FILES + job + "?_after=" + after, permit, requester)
                        .map(reply -> switch (reply) {
                            case Running running -> Content.accepted("", running.progress());
                            case Over over ->
                                new Content(
                                        BulkOutcome.ofFile(over.json(), Services.RECORD, base + path(job)),
                                        Disclosure.NOTHING,
                                        "",
                                        "",
                                        -1);
                            case Rejected rejected -> new Invalid(rejected.fault());
                        }));
    }

    /** Ends a file; what is stored stays. */
    Uni<Answer> cancel(Enquiry enquiry, String job) {
        return ask(
                enquiry,
                job,
                (permit, requester) -> records.cancelJob(FILES + job, permit, requester)
                        .map(reply -> switch (reply) {
                            case Running _, Over _ -> Content.accepted("", "");
                            case Rejected rejected -> new Invalid(rejected.fault());
                        }));
    }

    private Uni<Answer> ask(
            Enquiry enquiry,
            String job,
            BiFunction<String, care.weald.gateway.partner.Requester, Uni<Fetched>> question) {
        Inquiry inquiry = new Inquiry(
                enquiry.requester(),
                "feed",
                new Nobody(),
                List.of(Services.RECORD),
                enquiry.act(path(job), new Parameters(List.of())));
        return gate.disclose(
                inquiry, granted -> question.apply(granted.permitFor(Services.RECORD), enquiry.requester()));
    }
}
