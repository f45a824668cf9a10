package care.weald.audit.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are watched. */
@ConfigMapping(prefix = "weald.audit.watch")
public interface WatchConfig {

    /** Whether this replica watches; of all that do one at a time has the turn. Default true. */
    @WithDefault("true")
    boolean enabled();

    /** How many events a rule looks at in one turn at most; each look has the time of one statement. Default 5,000. */
    @WithDefault("5000")
    int batch();

    /** How often rules run that are not urgent. Default 15 minutes. */
    @WithDefault("15m")
    Duration unhurried();

    /**
     * How many days of events the rules can look back on: as many as the widest window and the time that an override has
     * to be followed up. Default 45.
     */
    @WithDefault("45")
    int days();
}
