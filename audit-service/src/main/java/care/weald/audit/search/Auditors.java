package care.weald.audit.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;

/** Who sees every organisation's events: some job roles, at some organisations. */
@ApplicationScoped
public class Auditors {

    private final SearchConfig config;

    Auditors(SearchConfig config) {
        this.config = config;
    }

    /** Whether a caller of this organisation with these job roles does. */
    public boolean seeAll(String organisation, Collection<String> roles) {
        return config.allOrganisations().orElse(Set.of()).contains(organisation)
                && roles.stream().anyMatch(config.allOrganisationsRoles()::contains);
    }
}
