package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.Fetched.Content;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.RecordClient.Sent;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.ByPerson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The copy that a person may have of all that is held, and the review before it (UK GDPR article 15; row X5). */
@ApplicationScoped
class SubjectAccess {

    private static final String ASKING = "subject-access";
    private static final String REVIEWING = "disclosure-review";

    private final DisclosureGate gate;
    private final RecordClient records;
    private final IdentityClient identity;
    private final AuditClient audit;

    SubjectAccess(DisclosureGate gate, RecordClient records, IdentityClient identity, AuditClient audit) {
        this.gate = gate;
        this.records = records;
        this.identity = identity;
        this.audit = audit;
    }

    /** Opens a request, with who the person is. */
    Uni<Answer> open(Enquiry enquiry, String id) {
        return asking(
                enquiry,
                id,
                granted -> identity.patient(granted.person(), granted.permitFor(Services.IDENTITY), enquiry.requester())
                        .chain(patient -> patient instanceof Content who
                                ? records.send(
                                        Sent.fhir("/subject-access", who.json()),
                                        granted.permitFor(Services.RECORD),
                                        enquiry.requester())
                                : Uni.createFrom().item(patient)));
    }

    /** What the asker is told of the own requests: all of them, or how far one is. */
    Uni<Answer> told(Enquiry enquiry, String id, String job) {
        return asking(
                enquiry,
                id,
                granted -> records.fetch(
                        "/subject-access" + job, granted.permitFor(Services.RECORD), enquiry.requester()));
    }

    /** Withdraws a request. */
    Uni<Answer> cancel(Enquiry enquiry, String id, String job) {
        return asking(
                enquiry, id, granted -> post(enquiry, granted, "/subject-access" + job + "/$cancel", new byte[0]));
    }

    /** The pack, with the person's access log of now. */
    Uni<Answer> fetch(Enquiry enquiry, String id, String job) {
        return asking(
                enquiry,
                id,
                granted -> audit.accessLog("?_count=200", true, granted.permitFor(Services.AUDIT), enquiry.requester())
                        .chain(log -> log instanceof Content page
                                ? records.send(
                                        new Sent("/subject-access" + job + "/$fetch", "text/html", page.json()),
                                        granted.permitFor(Services.RECORD),
                                        enquiry.requester())
                                : Uni.createFrom().item(log)));
    }

    /** What a reviewer reads. */
    Uni<Answer> review(Enquiry enquiry, String id, String path) {
        return reviewing(
                enquiry, id, granted -> records.fetch(path, granted.permitFor(Services.RECORD), enquiry.requester()));
    }

    /** What a reviewer decides. */
    Uni<Answer> decide(Enquiry enquiry, String id, String path, byte[] content) {
        return reviewing(enquiry, id, granted -> post(enquiry, granted, path, content));
    }

    private Uni<Fetched> post(Enquiry enquiry, Granted granted, String path, byte[] content) {
        return records.send(Sent.fhir(path, content), granted.permitFor(Services.RECORD), enquiry.requester());
    }

    private Uni<Answer> asking(Enquiry enquiry, String id, Function<Granted, Uni<Fetched>> work) {
        enquiry.parameters().mustBeAmong(Set.of());
        return gate.disclose(inquiry(enquiry, ASKING, id, List.of(Services.RECORD, Services.IDENTITY)), work);
    }

    private Uni<Answer> reviewing(Enquiry enquiry, String id, Function<Granted, Uni<Fetched>> work) {
        enquiry.parameters().mustBeAmong(Set.of("_cursor"));
        return gate.disclose(inquiry(enquiry, REVIEWING, id, List.of(Services.RECORD)), work);
    }

    private static Inquiry inquiry(Enquiry enquiry, String interaction, String id, List<String> from) {
        return new Inquiry(
                enquiry.requester(),
                interaction,
                new ByPerson(PatientReference.person(id, "id")),
                from,
                enquiry.act(enquiry.act().path().replace("{id}", id), new Parameters(List.of())));
    }
}
