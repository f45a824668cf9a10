package care.weald.record.feed.bulk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Files of resources. */
@ConfigMapping(prefix = "weald.import")
public interface ImportConfig {

    /** Files of one organisation that may be coming in or waiting at a time; one more is refused (429). Default 4. */
    @WithDefault("4")
    int jobsPerOrganisation();

    /** Files that one replica works on at a time. Default 2. */
    @WithDefault("2")
    int workers();

    /** Lines that one transaction stores, from 1 to 1,000. Default 500. */
    @WithDefault("500")
    int chunk();

    /** A file of which no line has come in for so long is given up. Default 10 minutes. */
    @WithDefault("PT10M")
    Duration abandonedAfter();

    /** How long the outcome of a file can be read after its end. Default 30 days. */
    @WithDefault("P30D")
    Duration keptFor();

    /** How many refused lines of a file are kept with their reason; of more only the number is known. Default 10,000. */
    @WithDefault("10000")
    int mostFaults();

    /** How long one transaction may take before it is given up and tried again in smaller parts. Default 20 seconds. */
    @WithDefault("PT20S")
    Duration timeout();
}
