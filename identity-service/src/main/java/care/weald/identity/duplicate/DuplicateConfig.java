package care.weald.identity.duplicate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bulk de-duplication. */
@ConfigMapping(prefix = "weald.deduplicate")
public interface DuplicateConfig {

    /** ODS codes of the organisations whose stewards may search the whole index. Default: none, so nobody. */
    Optional<List<String>> organisations();

    /** Ranges that one replica compares at a time. Default 2. */
    @WithDefault("2")
    int workers();

    /** Links in a range, and registrations that one transaction settles, from 1 to 1,000. Default 200. */
    @WithDefault("200")
    int chunk();

    /** While a read waits longer than this for the database, nothing is done. Default 100 ms. */
    @WithDefault("PT0.1S")
    Duration busyFrom();

    /** For how long then. Default 1 second. */
    @WithDefault("PT1S")
    Duration pause();
}
