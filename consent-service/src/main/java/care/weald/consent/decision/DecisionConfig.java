package care.weald.consent.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How decisions are made and told. */
@ConfigMapping(prefix = "weald.consent.decision")
public interface DecisionConfig {

    /** How long a permit is good for, at most 60 seconds. Default 10 seconds. */
    @WithDefault("PT10S")
    Duration permitLife();

    /** How long the facts may take to come from the database before the answer is 503. Default 2 seconds. */
    @WithDefault("PT2S")
    Duration timeout();

    /**
     * ODS codes of the organisations that run the service for all partners: theirs alone are the match models. Default none:
     * nobody's.
     */
    Optional<Set<String>> programme();
}
