package care.weald.audit.witness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who witnesses the log, and how they are asked. */
@ConfigMapping(prefix = "weald.audit.witness")
public interface WitnessConfig {

    /**
     * A file that names the witnesses and the quorum (C2SP tlog-policy); read again when it changes. One that cannot be
     * read leaves the former in force. Default: none, and no witnesses.
     */
    Optional<Path> policy();

    /** How often a witness is shown the newest head at most. Default 10 seconds. */
    @WithDefault("10S")
    Duration pace();

    /** After how long a head that has not grown is shown again, so that its cosignature stays fresh. Default 5 minutes. */
    @WithDefault("5M")
    Duration renew();

    /** The longest pause after answers that were none; it begins with the pace and doubles. Default 5 minutes. */
    @WithDefault("5M")
    Duration longestPause();

    /** How long a witness may take to answer. Default 5 seconds. */
    @WithDefault("5S")
    Duration timeout();
}
