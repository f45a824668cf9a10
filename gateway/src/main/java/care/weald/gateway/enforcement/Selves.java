package care.weald.gateway.enforcement;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.upstream.IdentityClient;
import care.weald.gateway.upstream.Resolved;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Who a citizen is: identity-service's word about the NHS number that the access token proves (row X4). */
@ApplicationScoped
class Selves {

    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";

    private final IdentityClient identity;

    Selves(IdentityClient identity) {
        this.identity = identity;
    }

    /** The person token of the citizen who asks; empty of everybody else, and of a number that can be nobody's. */
    Uni<String> token(Requester requester) {
        String number = requester.partner().ownNumber();
        return number.isEmpty()
                ? Uni.createFrom().item("")
                : identity.resolve(new ByIdentifier(NHS_NUMBER, number), requester)
                        .map(resolved -> switch (resolved) {
                            case Resolved.Person person -> person.token();
                            case Resolved.Invalid _ -> "";
                        });
    }
}
