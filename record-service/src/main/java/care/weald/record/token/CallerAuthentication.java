package care.weald.record.token;

import care.weald.record.token.Verification.Reason;
import care.weald.record.token.Verification.Refused;
import care.weald.record.token.Verification.Verified;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Every request carries a caller token as its bearer token; nothing else says who asks. */
@ApplicationScoped
public class CallerAuthentication implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    private final TokenVerifier tokens;

    CallerAuthentication(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().optional(Optional.empty());
        }
        return caller(header.substring(BEARER.length()).trim())
                .map(caller ->
                        QuarkusSecurityIdentity.builder().setPrincipal(caller).build());
    }

    private Uni<Caller> caller(String token) {
        return tokens.verify(TokenType.CALLER, token)
                .map(result -> switch (result) {
                    case Verified verified ->
                        Caller.from(verified.claims()).orElseThrow(() -> refusal(Reason.MISSING_CLAIM));
                    case Refused refused -> throw refusal(refused.reason());
                })
                .invoke(caller -> {
                    if (!Caller.PURPOSES.containsAll(caller.purposes())) {
                        throw refusal(Reason.UNKNOWN_PURPOSE);
                    }
                });
    }

    private static AuthenticationFailedException refusal(Reason reason) {
        return new AuthenticationFailedException("caller token refused: " + reason);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public int getPriority() {
        return 2_000;
    }
}
