package care.weald.consent.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How decisions are kept so that they can be explained, and tried with another matrix. */
@ConfigMapping(prefix = "weald.consent.log")
public interface LogConfig {

    /** How often what was decided is stored; {@code off} for never. Default 1 s. */
    @WithDefault("1s")
    String every();

    /** How many decisions may wait to be stored; beyond it the next ones wait too. Default 10,000. */
    @WithDefault("10000")
    int waiting();

    /** Days for which decisions are kept. Default 30. */
    @WithDefault("30")
    int retentionDays();
}
