package care.weald.consent.override;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How overrides work. */
@ConfigMapping(prefix = "weald.consent.override")
public interface OverrideConfig {

    /** How long an override holds. Default 15 minutes. */
    @WithDefault("PT15M")
    Duration life();

    /** Days within which each override is to have been looked into. Default 7. */
    @WithDefault("7")
    int followUpDays();
}
