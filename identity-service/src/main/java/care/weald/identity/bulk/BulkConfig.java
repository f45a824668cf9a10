package care.weald.identity.bulk;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Files of registrations. */
@ConfigMapping(prefix = "weald.bulk")
public interface BulkConfig {

    /** The largest file that is taken. Default 512 MiB. */
    @WithDefault("512M")
    MemorySize maxBody();

    /** Files of one organisation that may be coming in or waiting at a time; one more is refused (429). Default 4. */
    @WithDefault("4")
    int jobsPerOrganisation();

    /** Files that one replica works on at a time. Default 2. */
    @WithDefault("2")
    int workers();

    /** Lines that one transaction stores, from 1 to 1,000. Default 200. */
    @WithDefault("200")
    int chunk();

    /** A file of which no line has come in for so long is given up. Default 10 minutes. */
    @WithDefault("PT10M")
    Duration abandonedAfter();
}
