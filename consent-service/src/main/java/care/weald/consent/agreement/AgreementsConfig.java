package care.weald.consent.agreement;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the agreements come from. */
@ConfigMapping(prefix = "weald.consent.agreements")
public interface AgreementsConfig {

    /**
     * The JSON file of the agreements, read at start and again when it changes. Default: none, and those that the
     * database holds are used.
     */
    Optional<Path> file();
}
