package care.weald.consent.platform;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/**
 * Stops the start where personal data may not be processed (S167, S168; row D15): it is said where that is allowed, and the
 * service runs somewhere else, or does not know where.
 */
@ApplicationScoped
public class Residency {

    private final Regions regions;

    Residency(Regions regions) {
        this.regions = regions;
    }

    /** Where the service may run, and where it does. */
    @ConfigMapping(prefix = "weald.residency")
    public interface Regions {

        /** The regions in which the service may run, by the names that its platform gives them. Default any. */
        Optional<Set<String>> regions();

        /** The region in which it runs, as its node's label says. Default not known. */
        Optional<String> region();
    }

    void start(@Observes StartupEvent event) {
        if (!allows(regions.regions().orElse(Set.of()), regions.region().orElse(""))) {
            throw new IllegalStateException("this service may run in "
                    + regions.regions().orElse(Set.of()) + " only (weald.residency.regions), and runs in \""
                    + regions.region().orElse("") + "\" (weald.residency.region)");
        }
    }

    /** Whether a service of {@code region} may start; where nothing is said it may. */
    static boolean allows(Set<String> allowed, String region) {
        return allowed.isEmpty() || allowed.contains(region);
    }
}
