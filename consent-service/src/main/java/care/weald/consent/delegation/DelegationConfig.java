package care.weald.consent.delegation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long somebody may be a proxy. */
@ConfigMapping(prefix = "weald.consent.delegation")
public interface DelegationConfig {

    /** The age in years at which a parent stops being a child's proxy by being its parent. Default 11. */
    @WithDefault("11")
    int childAge();

    /** Years for which anybody may be recorded at the longest before it is looked at again. Default 5. */
    @WithDefault("5")
    int years();
}
