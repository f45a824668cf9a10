package care.weald.audit.watch;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The watcher runs when a test says so. */
public class Unwatched implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("weald.audit.watch.enabled", "false", "weald.audit.search.all-organisations", "KZ099");
    }
}
