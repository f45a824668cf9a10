package care.weald.gateway.partner;

import io.quarkus.oidc.runtime.OidcConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For which organisations each OIDC provider may speak: where there are several, one partner's provider cannot make
 * itself another partner.
 *
 * @param tenants the names of the OIDC tenants in use, in lower case
 * @param codes ODS codes by tenant, in lower case
 */
record IssuerOrganisations(Set<String> tenants, Map<String, Set<String>> codes) {

    private static final String DEFAULT = "default";
    private static final String ANY = "*";

    IssuerOrganisations {
        tenants = Set.copyOf(tenants);
        codes = Map.copyOf(codes);
    }

    /** As configured. */
    static IssuerOrganisations of(OidcConfig oidc, PartnerConfig config) {
        Set<String> tenants = oidc.namedTenants().entrySet().stream()
                .filter(tenant -> tenant.getValue().tenantEnabled())
                .map(tenant -> name(tenant.getKey()))
                .collect(Collectors.toSet());
        return new IssuerOrganisations(
                tenants,
                config.organisations().entrySet().stream()
                        .collect(Collectors.toMap(entry -> name(entry.getKey()), Map.Entry::getValue)));
    }

    private static String name(String tenant) {
        return tenant.equals(OidcConfig.DEFAULT_TENANT_KEY) ? DEFAULT : tenant.toLowerCase(Locale.ROOT);
    }

    /** A tenant that lacks its list though there are several; empty when all is said that must be. */
    Optional<String> unbound() {
        return tenants.size() < 2
                ? Optional.empty()
                : tenants.stream()
                        .filter(tenant -> codes.getOrDefault(tenant, Set.of()).isEmpty())
                        .sorted()
                        .findFirst();
    }

    /** A name for which there are codes but no tenant: a slip of the pen, which would bind nobody; empty when all are known. */
    Optional<String> unknown() {
        return codes.keySet().stream()
                .filter(name -> !tenants.contains(name))
                .sorted()
                .findFirst();
    }

    /** Whether a token of {@code tenant} may name {@code organisation} as its own. */
    boolean allow(String tenant, String organisation) {
        Set<String> own = codes.get(name(tenant));
        return own == null ? tenants.size() < 2 : own.contains(ANY) || own.contains(organisation);
    }
}
