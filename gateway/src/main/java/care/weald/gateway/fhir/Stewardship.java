package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Standing.Granted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Fetched;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.IdentityClient.Change;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Putting right who is who, for those who keep the index: each step decided, audited and proved like a disclosure. */
@ApplicationScoped
class Stewardship {

    private final DisclosureGate gate;
    private final IdentityClient identity;

    Stewardship(DisclosureGate gate, IdentityClient identity) {
        this.gate = gate;
        this.identity = identity;
    }

    /** What stands under a path of identity-service. */
    Uni<Answer> read(Enquiry enquiry, Act act, String path) {
        return disclose(
                enquiry,
                act,
                granted -> identity.find(path, granted.permitFor(Services.IDENTITY), enquiry.requester()));
    }

    /** What becomes of a change, which is asked for with {@code content} once it is granted. */
    Uni<Answer> change(Enquiry enquiry, Act act, Uni<byte[]> content, Function<byte[], Change> change) {
        return disclose(
                enquiry,
                act,
                granted -> content.chain(fhir -> identity.change(
                        change.apply(fhir), granted.permitFor(Services.IDENTITY), enquiry.requester())));
    }

    private Uni<Answer> disclose(Enquiry enquiry, Act act, Function<Granted, Uni<Fetched>> fetch) {
        Inquiry inquiry = new Inquiry(enquiry.requester(), "steward", new Nobody(), List.of(Services.IDENTITY), act);
        return gate.disclose(inquiry, fetch);
    }
}
