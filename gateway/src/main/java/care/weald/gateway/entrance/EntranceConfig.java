package care.weald.gateway.entrance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may come in at all. */
@ConfigMapping(prefix = "weald.gateway.entrance")
public interface EntranceConfig {

    /** The largest body that is taken, in bytes. Default 32 MiB. */
    @WithDefault("33554432")
    long maxBody();

    /** The largest file that is taken ({@code $import}, {@code Patient/$import}), in bytes. Default 512 MiB. */
    @WithDefault("536870912")
    long maxFile();
}
