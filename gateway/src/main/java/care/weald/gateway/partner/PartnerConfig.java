package care.weald.gateway.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How access tokens are read. The providers themselves are {@code quarkus.oidc.*}. */
@ConfigMapping(prefix = "weald.gateway")
public interface PartnerConfig {

    /** The names of the claims. */
    Claims claims();

    /**
     * The {@code iss} of each further OIDC tenant, by tenant name: {@code weald.gateway.issuers.<tenant>}. A tenant
     * that is listed here is found whatever the order of starts; another issuer goes to the default tenant.
     */
    Map<String, String> issuers();

    /**
     * The ODS codes of the organisations for which each OIDC tenant may speak, by tenant name, {@code default} for the
     * one without a name; {@code *} for any. With one provider it may be left out: any. With several each one MUST have
     * its list, or the gateway does not start.
     */
    Map<String, Set<String>> organisations();

    /** Citizens who sign in for themselves. */
    Citizens citizens();

    /** Who may say who a citizen is. */
    interface Citizens {

        /**
         * The OIDC tenants, {@code default} for the one without a name, whose tokens with an NHS number are a citizen's own.
         * Default none: nobody's are.
         */
        Optional<Set<String>> providers();

        /** ODS code of the organisation under whose agreement citizens see their records. It MUST be there with providers. */
        Optional<String> organisation();
    }

    /** The signature algorithms that an access token may have. Default: the asymmetric ones of RFC 7518. */
    @WithDefault("RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512")
    Set<String> algorithms();

    /** Claim names; a value is a string, or an array of strings for role and purpose. */
    interface Claims {

        /** ODS code of the organisation the caller acts for. */
        @WithDefault("organization_id")
        String organisation();

        /** Name of that organisation. */
        @WithDefault("organization_name")
        String organisationName();

        /** National job role codes. */
        @WithDefault("job_role")
        String role();

        /** Purpose of use codes. */
        @WithDefault("purpose_of_use")
        String purpose();

        /** The user's name. */
        @WithDefault("name")
        String name();

        /** A citizen's NHS number. */
        @WithDefault("nhs_number")
        String nhsNumber();

        /** How well a citizen's identity is proved, as a vector of trust (RFC 8485), such as {@code P9.Cp.Cd}. */
        @WithDefault("vot")
        String proofing();

        /** OAuth client id; where the first is missing the next is read. */
        @WithDefault("azp,client_id")
        List<String> client();
    }
}
