package care.weald.audit.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who may search what, and how much at once. */
@ConfigMapping(prefix = "weald.audit.search")
public interface SearchConfig {

    /** The FHIR base that the outside sees. Default: that of {@code weald.public-base}. */
    @WithDefault("${weald.public-base}")
    String publicBase();

    /**
     * Job roles that see every organisation's events, not only their own's, when their organisation is one of {@link
     * #allOrganisations}. Default R5100, audit manager.
     */
    @WithDefault("R5100")
    Set<String> allOrganisationsRoles();

    /**
     * ODS codes of the organisations whose {@link #allOrganisationsRoles} see every organisation's events: a role alone is
     * what a partner's own login says. Default none, so nobody does.
     */
    Optional<Set<String>> allOrganisations();

    /** Events a page when the request does not say. Default 50. */
    @WithDefault("50")
    int count();

    /** Events a page at most. Default 500. */
    @WithDefault("500")
    int maxCount();
}
