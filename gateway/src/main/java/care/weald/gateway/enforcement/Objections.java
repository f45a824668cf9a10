package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.CaseClient;
import care.weald.gateway.upstream.CaseClient.Handled;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Resolved;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What is done about objections: decided by their owner, recorded and proved like any disclosure. */
@ApplicationScoped
public class Objections {

    private final IdentityClient identity;
    private final CaseClient cases;
    private final DisclosureGate gate;

    Objections(IdentityClient identity, CaseClient cases, DisclosureGate gate) {
        this.identity = identity;
        this.cases = cases;
        this.gate = gate;
    }

    /** Has {@code request} dealt with, about the person of the inquiry if it is about one. */
    public Uni<Answer> handle(Inquiry inquiry, Request request) {
        return inquiry.whom() instanceof Nobody
                ? handle(inquiry, request, null)
                : identity.resolve(inquiry.whom(), inquiry.requester()).chain(resolved -> switch (resolved) {
                    case Resolved.Person person -> handle(inquiry, request, person.token());
                    case Resolved.Invalid invalid -> gate.refuse(inquiry.requester(), inquiry.act(), invalid.fault());
                });
    }

    private Uni<Answer> handle(Inquiry inquiry, Request request, @Nullable String personToken) {
        return cases.handle(request, personToken, inquiry.requester()).chain(handled -> switch (handled) {
            case Handled.Denied denied -> gate.deny(inquiry, denied.deny());
            case Handled.Done done -> conclude(inquiry, done);
        });
    }

    private Uni<Answer> conclude(Inquiry inquiry, Handled.Done done) {
        if (!done.auditPermit().isEmpty()) {
            return gate.conclude(inquiry, done.auditPermit(), done.fetched());
        }
        if (done.fetched() instanceof Invalid invalid) {
            return gate.refuse(inquiry.requester(), inquiry.act(), invalid.fault());
        }
        throw Faulted.unavailable(Services.CONSENT, "incomplete-answer");
    }
}
