package care.weald.gateway.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the console for privacy officers signs in. */
@ConfigMapping(prefix = "weald.gateway.console")
public interface ConsoleConfig {

    /** Its public OIDC client. Default {@code weald-console}; {@code -}: there is no console. */
    @WithDefault("weald-console")
    String client();

    /** The OIDC issuer. Default: that of {@code weald.gateway.fhir.issuer}; without one there is no console. */
    @WithDefault("${weald.gateway.fhir.issuer:-}")
    String issuer();

    /** The issuer's token endpoint. Default: that of {@code weald.gateway.fhir.token-endpoint}. */
    @WithDefault("${weald.gateway.fhir.token-endpoint:-}")
    String tokenEndpoint();

    /** The scopes it asks for. Default {@code openid}; what it may do comes with its client. */
    @WithDefault("openid")
    String scope();
}
