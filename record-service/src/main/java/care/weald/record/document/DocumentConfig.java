package care.weald.record.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What documents may be. */
@ConfigMapping(prefix = "weald.document")
public interface DocumentConfig {

    /** The largest content of a document, in bytes. Default 16 MiB. {@code weald.feed.max-bytes} holds it as base64. */
    @WithDefault("16777216")
    int maxBytes();
}
