package care.weald.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How often a client may ask. */
@ConfigMapping(prefix = "weald.gateway.limit")
public interface LimitConfig {

    /** Requests a second that a client may sustain. Default 200. */
    @WithDefault("200")
    double requestsPerSecond();

    /** Requests that a client may send at once after a pause. Default 400. */
    @WithDefault("400")
    int burst();

    /** Clients that may sustain another rate, by client id: requests a second; the burst is twice that. */
    Map<String, Double> clients();

    /** Requests a second without a token, or with one not seen before, from one network address. Default 100. */
    @WithDefault("100")
    double unverifiedPerSecond();

    /** How many of these may come at once. Default 400. */
    @WithDefault("400")
    int unverifiedBurst();
}
