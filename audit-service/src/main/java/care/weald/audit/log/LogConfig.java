package care.weald.audit.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are committed. */
@ConfigMapping(prefix = "weald.audit.log")
public interface LogConfig {

    /** How many events one transaction takes at most. Default 512. */
    @WithDefault("512")
    int batch();

    /** How many events may wait for the next transaction; one more is refused. Default 4096. */
    @WithDefault("4096")
    int queue();

    /** After this long without a commit, those who wait are told to try again. Default 1.5 s. */
    @WithDefault("PT1.5S")
    Duration commitTimeout();

    /** How many months ahead of this one have their partition. Default 3, at most 24. */
    @WithDefault("3")
    int monthsAhead();
}
