package care.weald.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The services behind the gateway, and how long it waits for them. */
@ConfigMapping(prefix = "weald.gateway")
public interface UpstreamConfig {

    /** Base URL of each service by name: {@code weald.gateway.upstream.identity-service} and so on. */
    Map<String, URI> upstream();

    /** How long one waits. */
    Calls calls();

    /** Limits of the calls to the services. */
    interface Calls {

        /** To get a connection. Default 1 s. */
        @WithDefault("1S")
        Duration connect();

        /** One call to identity-, consent- or record-service. Default 4 s. */
        @WithDefault("4S")
        Duration call();

        /** One call to audit-service: no receipt by then is no disclosure. Default 1.5 s. */
        @WithDefault("1.5S")
        Duration audit();

        /** One call that carries a feed. Default 30 s. */
        @WithDefault("30S")
        Duration feed();

        /** One call that carries a file of Patients. Default 10 minutes. */
        @WithDefault("10M")
        Duration bulk();

        /** A whole request that is neither a feed nor a file; past it nothing more is asked. Default 10 s. */
        @WithDefault("10S")
        Duration request();

        /** Connections to one service. Default 64. */
        @WithDefault("64")
        int connections();

        /** Calls to one service that may wait for a connection; more are refused at once. Default 1,000. */
        @WithDefault("1000")
        int waiting();
    }
}
