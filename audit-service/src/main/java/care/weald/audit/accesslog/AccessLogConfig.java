package care.weald.audit.accesslog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a person is told about who has used the record. */
@ConfigMapping(prefix = "weald.audit.access-log")
public interface AccessLogConfig {

    /** Whether members of staff are named, besides organisation and role. Default false. */
    @WithDefault("false")
    boolean staffNames();

    /** Lines a page when the request does not say. Default 50. */
    @WithDefault("50")
    int count();

    /** Lines a page at most. Default 200. */
    @WithDefault("200")
    int maxCount();
}
