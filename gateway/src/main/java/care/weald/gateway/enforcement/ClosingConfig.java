package care.weald.gateway.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the audit trail is told how disclosures ended. */
@ConfigMapping(prefix = "weald.gateway.closings")
public interface ClosingConfig {

    /** How often; {@code off} for never. Default 1 s. */
    @WithDefault("1s")
    String every();

    /** How many may wait to be told; what comes beyond is not told. Default 200,000. */
    @WithDefault("200000")
    int waiting();
}
