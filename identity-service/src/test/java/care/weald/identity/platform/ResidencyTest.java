package care.weald.identity.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.StartupEvent;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the service may not run it does not start (S167, D15). */
class ResidencyTest {

    private static Residency in(Set<String> allowed, String region) {
        return new Residency(new Residency.Regions() {

            @Override
            public Optional<Set<String>> regions() {
                return allowed.isEmpty() ? Optional.empty() : Optional.of(allowed);
            }

            @Override
            public Optional<String> region() {
                return region.isEmpty() ? Optional.empty() : Optional.of(region);
            }
        });
    }

    @Test
    void outsideItsRegionsTheServiceSaysSoAndDoesNotStart() {
        Set<String> british = Set.of("uksouth", "eu-west-2");

        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> in(british, "eu-west-1").start(new StartupEvent()));
        assertTrue(String.valueOf(refusal.getMessage()).contains("eu-west-1"));
        assertThrows(IllegalStateException.class, () -> in(british, "").start(new StartupEvent()));
        assertDoesNotThrow(() -> in(british, "eu-west-2").start(new StartupEvent()));
        assertDoesNotThrow(() -> in(Set.of(), "").start(new StartupEvent()));
    }
}
