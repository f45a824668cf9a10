package care.weald.gateway.fhir;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the API describes itself. */
@ConfigMapping(prefix = "weald.gateway.fhir")
public interface FhirConfig {

    /**
     * The public base URL of the FHIR API, without a slash at its end. Default: {@code weald.public-base}, which record- and
     * audit-service read too; without it {@code http://localhost:8080/fhir}.
     */
    @WithDefault("${weald.public-base:http://localhost:8080/fhir}")
    String publicBase();

    /** The OIDC issuer that apps are sent to (SMART App Launch 2.2). Default "-": not said. */
    @WithDefault("-")
    String issuer();

    /** The issuer's authorisation endpoint. Default "-": not said. */
    @WithDefault("-")
    String authorizationEndpoint();

    /** The issuer's token endpoint. Default "-": not said. */
    @WithDefault("-")
    String tokenEndpoint();
}
