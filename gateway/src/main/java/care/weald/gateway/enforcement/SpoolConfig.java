package care.weald.gateway.enforcement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the events of emergencies wait while audit-service is away. */
@ConfigMapping(prefix = "weald.gateway.spool")
public interface SpoolConfig {

    /** The folder, on a volume that lasts and that this replica alone writes. Without it nothing is shown, not even then. */
    Optional<Path> directory();

    /** How many events may wait; beyond them nothing is shown. Default 10,000. */
    @WithDefault("10000")
    int most();

    /**
     * For how long an event that audit-service refuses is offered again before it is set aside: keys that it cannot fetch at
     * the moment make it refuse what it will take later. Default 1 hour.
     */
    @WithDefault("PT1H")
    Duration patience();

    /** How often what waits is handed on; {@code off} for never. Default 1 s. */
    @WithDefault("1s")
    String every();
}
