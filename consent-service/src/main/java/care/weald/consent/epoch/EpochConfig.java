package care.weald.consent.epoch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

    /**
     * Whether objections that an older copy lacks are being put right: then they may be lodged and decided, and nothing else is.
     * Take it back, and the file away, when they are. Default false.
     */
    @WithDefault("false")
    boolean mending();
}
