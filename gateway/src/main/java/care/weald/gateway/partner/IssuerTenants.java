package care.weald.gateway.partner;

import io.quarkus.oidc.TenantResolver;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OIDC tenant by the token's issuer from configuration alone. Quarkus' own search asks a provider that was
 * away at start only once more; this one asks whenever a token of that issuer comes.
 */
@ApplicationScoped
class IssuerTenants implements TenantResolver {

    private static final String DEFAULT_TENANT = "Default";

    private final Map<String, String> tenants;

    IssuerTenants(PartnerConfig config) {
        this.tenants = config.issuers().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    @Override
    public @Nullable String resolve(RoutingContext context) {
        if (tenants.isEmpty()) {
            return null;
        }
        AccessToken token = AccessToken.of(context.request().getHeader("Authorization"));
        return tenants.getOrDefault(token.claims().path("iss").asText(""), DEFAULT_TENANT);
    }
}
