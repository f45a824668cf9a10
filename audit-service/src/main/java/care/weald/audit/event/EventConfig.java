package care.weald.audit.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events are written. */
@ConfigMapping(prefix = "weald.audit.event")
public interface EventConfig {

    /** The FHIR base that the outside sees. Default: that of {@code weald.public-base}. */
    @WithDefault("${weald.public-base}")
    String publicBase();

    /** The identifier system of a user's {@code sub}. Default: NHS spine user id. */
    @WithDefault("https://fhir.nhs.uk/Id/sds-user-id")
    String userIdentifierSystem();

    /** The identifier system of an OAuth client id. Default {@code https://weald.care/Id/oauth-client}. */
    @WithDefault("https://weald.care/Id/oauth-client")
    String clientIdentifierSystem();
}
