package care.weald.record.freshness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What partners have promised of their feeds. */
@ConfigMapping(prefix = "weald.feed-contracts")
public interface FreshnessConfig {

    /**
     * The JSON file of the feed contracts, read at start and again when it changes. Default: none, and then nothing is
     * said about feeds that are late.
     */
    Optional<Path> file();

    /** How often is looked which feeds are late, a duration as the scheduler writes it. Default 10s. */
    @WithDefault("10s")
    String every();
}
