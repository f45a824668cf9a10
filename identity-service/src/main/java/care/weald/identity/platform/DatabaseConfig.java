package care.weald.identity.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the database is waited for. Afterwards the answer is 503, to be tried again. */
@ConfigMapping(prefix = "weald.database")
public interface DatabaseConfig {

    /** For a read. Default 2 seconds. */
    @WithDefault("PT2S")
    Duration readTimeout();

    /** For storing a whole feed message. Default 20 seconds. */
    @WithDefault("PT20S")
    Duration writeTimeout();
}
