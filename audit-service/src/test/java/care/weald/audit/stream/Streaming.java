package care.weald.audit.stream;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Small lots, little patience, and a watcher that runs when a test says so. */
public class Streaming implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "weald.audit.watch.enabled", "false",
                "weald.audit.stream.batch", "7",
                "weald.audit.stream.timeout", "PT1.5S");
    }
}
