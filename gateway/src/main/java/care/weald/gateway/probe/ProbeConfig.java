package care.weald.gateway.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the live services are asked about people who object. */
@ConfigMapping(prefix = "weald.gateway.probes")
public interface ProbeConfig {

    /** How often the next people are asked about; {@code off} for never. Default 1 min. */
    @WithDefault("1m")
    String every();

    /** How many groups of 20 people are asked about at most before the next time. Default 50. */
    @WithDefault("50")
    int groups();
}
