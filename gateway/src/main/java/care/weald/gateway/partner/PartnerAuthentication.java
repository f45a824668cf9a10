package care.weald.gateway.partner;

import care.weald.gateway.limit.RateLimit;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Bearer tokens by OIDC. A token that verified is remembered by its hash until it ends, and for four minutes at most,
 * so that its signature is not paid for on each request and a withdrawn key is soon felt.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class PartnerAuthentication implements HttpAuthenticationMechanism {

    /** The identity's attribute in which OIDC names the tenant that verified its token. */
    private static final String TENANT = "tenant-id";

    private static final long SKEW_SECONDS = 60;
    private static final Duration MEMORY = Duration.ofMinutes(4);

    private final OidcAuthenticationMechanism oidc;
    private final PartnerConfig config;
    private final IssuerOrganisations organisations;
    private final RateLimit limit;
    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(MEMORY).build();

    private record Verified(SecurityIdentity identity, long endsAt) {}

    PartnerAuthentication(
            OidcAuthenticationMechanism oidc,
            PartnerConfig config,
            OidcConfig providers,
            RateLimit limit,
            Clock clock) {
        this.oidc = oidc;
        this.config = config;
        this.organisations = IssuerOrganisations.of(providers, config);
        this.limit = limit;
        this.clock = clock;
    }

    /** Stops the start when it is not said for whom each of several providers speaks. */
    void start(@Observes StartupEvent event) {
        if (organisations.lacksCitizens()) {
            throw new IllegalStateException(
                    "weald.gateway.citizens.organisation is missing: citizens need an agreement");
        }
        organisations.unknown().ifPresent(name -> {
            throw new IllegalStateException(
                    "weald.gateway.organisations." + name + " names no OIDC provider: it would bind nobody");
        });
        organisations.unbound().ifPresent(tenant -> {
            throw new IllegalStateException("weald.gateway.organisations." + tenant
                    + " is missing: with several OIDC providers each needs the ODS codes it may speak for, or *");
        });
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        AccessToken token = AccessToken.of(context.request().getHeader("Authorization"));
        if (!token.isPresent()) {
            return Uni.createFrom().nullItem();
        }
        String id = token.id();
        Verified known = verified.getIfPresent(id);
        if (known != null && clock.instant().getEpochSecond() < known.endsAt()) {
            return Uni.createFrom().item(known.identity());
        }
        if (!config.algorithms().contains(token.header().path("alg").asText(""))) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        limit.checkUnverified(Exchange.of(context).remote());
        return oidc.authenticate(context, providers).map(identity -> remember(id, token, identity));
    }

    private SecurityIdentity remember(String id, AccessToken token, SecurityIdentity byOidc) {
        String tenant = byOidc.getAttribute(TENANT) instanceof String name ? name : "";
        Partner partner = ofItsIssuer(
                PartnerClaims.read(id, token.claims(), config.claims(), organisations.ofCitizens(tenant)), tenant);
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(partner)
                .addAttribute(RateLimit.CLIENT, partner.client())
                .build();
        verified.put(id, new Verified(identity, token.claims().path("exp").asLong() + SKEW_SECONDS));
        return identity;
    }

    /** A citizen's organisation is not the provider's to name. */
    private Partner ofItsIssuer(Partner partner, String tenant) {
        return partner instanceof Partner.Known known
                        && known.ownNumber().isEmpty()
                        && !organisations.allow(tenant, known.caller().organisation())
                ? new Partner.Unfit(known.client(), Fault.of(Kind.REFUSED).because("issuer-organisation"))
                : partner;
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Faults.send(context, Fault.of(Kind.UNAUTHENTICATED));
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"weald\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
