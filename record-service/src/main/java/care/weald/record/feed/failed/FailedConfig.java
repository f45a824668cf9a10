package care.weald.record.feed.failed;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Messages that were refused and are set aside. */
@ConfigMapping(prefix = "weald.failed-messages")
public interface FailedConfig {

    /** How many of one organisation are kept; what comes then is refused and not set aside. Default 1,000. */
    @WithDefault("1000")
    int maxMessages();

    /** How many bytes of one organisation are kept, as they are stored (gzip). Default 64 MiB. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** How long one is kept after it came, or after it was stored or dismissed. Default 30 days. */
    @WithDefault("P30D")
    Duration keptFor();
}
