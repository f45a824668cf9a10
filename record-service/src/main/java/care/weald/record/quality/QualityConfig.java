package care.weald.record.quality;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Who reads about the quality of feeds. */
@ConfigMapping(prefix = "weald.quality")
public interface QualityConfig {

    /**
     * ODS codes of the organisations whose records administrators read the reports and work lists of all others too: the
     * programme's. Default: none, and everybody reads its own.
     */
    Optional<Set<String>> organisations();
}
