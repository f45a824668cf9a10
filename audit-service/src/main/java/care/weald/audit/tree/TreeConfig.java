package care.weald.audit.tree;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How the tree over the log is made and signed. */
@ConfigMapping(prefix = "weald.audit.tree")
public interface TreeConfig {

    /**
     * The log's name for ever: in every checkpoint, and the name of its keys. A URL without its scheme, which need not
     * lead anywhere. Default: {@code weald.public-base} without its scheme. Another name is another log.
     */
    Optional<String> origin();

    /** The FHIR base that the outside sees. Default: that of {@code weald.public-base}. */
    @WithDefault("${weald.public-base}")
    URI publicBase();

    /** The folder of the log's keys, {@code *.notekey}; made at first start. Default: that of {@code weald.token}. */
    @WithDefault("${weald.token.key-directory:keys}")
    Path keyDirectory();

    /** How many leaves one turn of the sequencer takes at most. Default 16,384. */
    @WithDefault("16384")
    int turn();
}
