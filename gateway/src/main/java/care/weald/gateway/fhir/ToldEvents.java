package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What partners tell of use in their own systems (ITI-20): decided like a feed, kept as their word. */
@ApplicationScoped
class ToldEvents {

    /** What audit-service takes at once, in bytes. */
    private static final int MOST = 60_000;

    private final DisclosureGate gate;
    private final AuditClient audit;

    ToldEvents(DisclosureGate gate, AuditClient audit) {
        this.gate = gate;
        this.audit = audit;
    }

    /** What becomes of an AuditEvent, or of a batch of them. */
    Uni<Answer> report(Enquiry enquiry, Uni<byte[]> content) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), "feed", new Nobody(), List.of(), enquiry.act());
        return gate.disclose(
                inquiry,
                granted -> content.chain(json -> {
                    if (json.length > MOST) {
                        throw new Faulted(Fault.of(Kind.TOO_LARGE), "content");
                    }
                    return audit.report(json, granted.permitFor(Services.AUDIT), enquiry.requester());
                }));
    }
}
