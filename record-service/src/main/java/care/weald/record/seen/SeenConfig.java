package care.weald.record.seen;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is kept of answers, so that they can be made again. */
@ConfigMapping(prefix = "weald.seen")
public interface SeenConfig {

    /** How often what answers rested on is stored, a duration as the scheduler writes it; {@code off} for never. Default 1s. */
    @WithDefault("1s")
    String every();

    /** How many days it is kept. Default 400. */
    @WithDefault("400")
    int retentionDays();

    /** How many answers may wait to be stored; of more, nothing is kept, and they are counted. Default 20000. */
    @WithDefault("20000")
    int waiting();
}
