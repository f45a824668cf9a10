package care.weald.consent.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Where keys are kept and found. */
@ConfigMapping(prefix = "weald.token")
public interface TokenConfig {

    /** The name of this service, which is the last part of its issuer and audience. */
    String service();

    /** Where each service whose tokens are read here publishes its keys, by service name. */
    Map<String, URI> jwks();

    /** The folder of the signing keys, one private JWK a file; made at first start. Default {@code keys}. */
    @WithDefault("keys")
    Path keyDirectory();

    /** Age at which a signing key gets a successor. Default 30 days. */
    @WithDefault("P30D")
    Duration rotateAfter();

    /** How long fetched keys are used before they are fetched again. Default 4 minutes. */
    @WithDefault("PT4M")
    Duration keysMaxAge();
}
