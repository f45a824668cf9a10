package care.weald.identity.feed;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a feed may send, and what of it is read aside. */
@ConfigMapping(prefix = "weald.feed")
public interface FeedConfig {

    /** The largest Patient resource that is taken. Default 512 KiB. */
    @WithDefault("512K")
    MemorySize maxPatientSize();

    /** From this size on a Bundle is read on a worker thread. Default 32 KiB. */
    @WithDefault("32K")
    MemorySize readAsideFrom();
}
