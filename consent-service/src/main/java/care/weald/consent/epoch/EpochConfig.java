package care.weald.consent.epoch;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where it is kept, besides the database, how much was written about objections. */
@ConfigMapping(prefix = "weald.consent.epoch")
public interface EpochConfig {

    /**
     * A file on a volume that is not restored with the database; its folder MUST be there. Without it an older copy of the
     * database is not noticed. Default none.
     */
    Optional<Path> file();
}
