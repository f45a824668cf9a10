package care.weald.consent.relationship;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How claimed relationships work. */
@ConfigMapping(prefix = "weald.consent.relationship")
public interface RelationshipConfig {

    /** How long a claimed relationship holds. Default 8 hours. */
    @WithDefault("PT8H")
    Duration claimLife();
}
