package care.weald.record.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one feed message may hold. */
@ConfigMapping(prefix = "weald.feed")
public interface FeedConfig {

    /** The largest message, in bytes. Default 32 MiB. {@code quarkus.http.limits.max-body-size} MUST be larger. */
    @WithDefault("33554432")
    int maxBytes();

    /** The most entries of a message. Default 20,000. */
    @WithDefault("20000")
    int maxEntries();

    /** How many messages are worked on at a time; one more is answered 503. Default 8. */
    @WithDefault("8")
    int maxConcurrent();
}
