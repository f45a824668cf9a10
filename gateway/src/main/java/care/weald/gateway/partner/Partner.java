package care.weald.gateway.partner;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.token.Caller;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.security.Principal;
import java.util.Optional;

/** Who holds a verified access token. */
public sealed interface Partner extends Principal {

    /** OAuth client id, which the rate limit counts. */
    String client();

    /**
     * A caller that every service will understand.
     *
     * @param tokenId SHA-256 of the access token, which stands for it in caches
     * @param organisationName name of the organisation, empty when the token has none
     * @param ownNumber of a citizen, the NHS number that the token proves; empty of everybody else
     */
    record Known(String tokenId, Caller caller, String organisationName, String ownNumber) implements Partner {

        /** Anybody but a citizen. */
        public Known(String tokenId, Caller caller, String organisationName) {
            this(tokenId, caller, organisationName, "");
        }

        @Override
        public String client() {
            return caller.client();
        }

        @Override
        public String getName() {
            return caller.subject();
        }

        @Override
        public String toString() {
            return "Known[***]";
        }
    }

    /** A token that verified but lacks what a caller must say. */
    record Unfit(String client, Fault fault) implements Partner {

        @Override
        public String getName() {
            return client;
        }
    }

    /** The partner of an authenticated request; empty when there is none. */
    static Optional<Partner> of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof Partner partner
                ? Optional.of(partner)
                : Optional.empty();
    }
}
