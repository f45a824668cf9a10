package care.weald.record.subjectaccess;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Copies for the people whom records are about. */
@ConfigMapping(prefix = "weald.subject-access")
public interface SubjectAccessConfig {

    /** How often is looked for packs to make and to erase, a duration as the scheduler writes it. Default 5s. */
    @WithDefault("5s")
    String every();

    /** How long a pack waits to be fetched before it is erased. Default 30 days. */
    @WithDefault("P30D")
    Duration keep();

    /** For how long a pack that was fetched can be fetched again, should the connection have broken. Default 10 minutes. */
    @WithDefault("PT10M")
    Duration again();
}
