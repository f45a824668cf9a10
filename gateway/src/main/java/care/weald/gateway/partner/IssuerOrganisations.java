package care.weald.gateway.partner;

import io.quarkus.oidc.runtime.OidcConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For which organisations each OIDC provider may speak: where there are several, one partner's provider cannot make
 * itself another partner.
 *
 * @param tenants the names of the OIDC tenants in use, in lower case
 * @param codes ODS codes by tenant, in lower case
 * @param citizens the tenants that say who a citizen is, in lower case
 * @param ofCitizens ODS code of the organisation for which citizens come; empty when none is named
 */
record IssuerOrganisations(
        Set<String> tenants, Map<String, Set<String>> codes, Set<String> citizens, String ofCitizens) {

    private static final String DEFAULT = "default";
    private static final String ANY = "*";

    IssuerOrganisations {
        tenants = Set.copyOf(tenants);
        codes = Map.copyOf(codes);
        citizens = Set.copyOf(citizens);
    }

    /** The same without citizens. */
    IssuerOrganisations(Set<String> tenants, Map<String, Set<String>> codes) {
        this(tenants, codes, Set.of(), "");
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
                        .collect(Collectors.toMap(entry -> name(entry.getKey()), Map.Entry::getValue)),
                config.citizens().providers().orElse(Set.of()).stream()
                        .map(IssuerOrganisations::name)
                        .collect(Collectors.toSet()),
                config.citizens().organisation().orElse(""));
    }

    /** ODS code of the organisation for which citizens of {@code tenant} come; empty when it may not say who they are. */
    String ofCitizens(String tenant) {
        return citizens.contains(name(tenant)) ? ofCitizens : "";
    }

    /** Whether there are citizens' providers and no organisation. */
    boolean lacksCitizens() {
        return !citizens.isEmpty() && ofCitizens.isEmpty();
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
                        .filter(tenant -> !citizens.contains(tenant))
                        .sorted()
                        .findFirst();
    }

    /** A name for which there are codes but no tenant: a slip of the pen, which would bind nobody; empty when all are known. */
    Optional<String> unknown() {
        return Stream.concat(codes.keySet().stream(), citizens.stream())
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
