package care.weald.gateway.enforcement;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.CaseClient;
import care.weald.gateway.upstream.CaseClient.Handled;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Fetched.Invalid;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Resolved;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * What consent-service does itself, such as what is done about objections: decided by their owner, recorded and proved like
 * any disclosure (ADR 0014).
 */
@ApplicationScoped
public class Objections {

    private static final String PERSON = "Weald-Person";
    private static final String OWN = "Weald-Own";
    private static final String PROXY = "Weald-Proxy";

    private final IdentityClient identity;
    private final Selves selves;
    private final CaseClient cases;
    private final DisclosureGate gate;

    Objections(IdentityClient identity, Selves selves, CaseClient cases, DisclosureGate gate) {
        this.identity = identity;
        this.selves = selves;
        this.cases = cases;
        this.gate = gate;
    }

    /** Has {@code request} dealt with, about the person of the inquiry if it is about one. */
    public Uni<Answer> handle(Inquiry inquiry, Request request) {
        return handle(inquiry, new Nobody(), request);
    }

    /** The same where it is about somebody else besides: who may look at the person's record as a proxy. */
    public Uni<Answer> handle(Inquiry inquiry, Whom proxy, Request request) {
        return selves.token(inquiry.requester())
                .chain(own -> named(inquiry, inquiry.whom(), PERSON, of(own)).chain(one -> switch (one) {
                    case Named.Persons persons ->
                        named(inquiry, proxy, PROXY, persons.tokens()).chain(both -> handle(inquiry, both, request));
                    case Named.Invalid _ -> handle(inquiry, one, request);
                }));
    }

    private sealed interface Named {

        record Persons(Map<String, String> tokens) implements Named {}

        record Invalid(Fault fault) implements Named {}
    }

    private static Map<String, String> of(String own) {
        return own.isEmpty() ? Map.of() : Map.of(OWN, own);
    }

    private Uni<Named> named(Inquiry inquiry, Whom whom, String header, Map<String, String> before) {
        return whom instanceof Nobody
                ? Uni.createFrom().item(new Named.Persons(before))
                : identity.resolve(whom, inquiry.requester()).map(resolved -> switch (resolved) {
                    case Resolved.Person person -> {
                        Map<String, String> all = new HashMap<>(before);
                        all.put(header, person.token());
                        yield new Named.Persons(all);
                    }
                    case Resolved.Invalid invalid -> new Named.Invalid(invalid.fault());
                });
    }

    private Uni<Answer> handle(Inquiry inquiry, Named named, Request request) {
        return switch (named) {
            case Named.Invalid invalid -> gate.refuse(inquiry.requester(), inquiry.act(), invalid.fault());
            case Named.Persons persons ->
                cases.handle(request, persons.tokens(), inquiry.requester()).chain(handled -> switch (handled) {
                    case Handled.Denied denied -> gate.deny(inquiry, denied.deny());
                    case Handled.Done done -> conclude(inquiry, done);
                });
        };
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
