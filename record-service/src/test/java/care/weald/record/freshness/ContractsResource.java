package care.weald.record.freshness;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Feed contracts of invented organisations: one is late at once, one is in time, one sends what it never sent. */
public class ContractsResource implements QuarkusTestResourceLifecycleManager {

    static final String LATE = "KZF01";
    static final String IN_TIME = "KZF02";

    private static final String FILE = """
            {"feeds":[
              {"organisation":"KZF01","feed":"pathology","cadence":"PT0.01S","lateAfter":"PT0.02S","categories":["cat-16"]},
              {"organisation":"KZF02","feed":"practice","cadence":"PT1H","lateAfter":"P1D","categories":["cat-07","cat-09"]},
              {"organisation":"KZF03","feed":"letters","source":"https://kzf03.example","cadence":"PT1H","lateAfter":"P1D",
               "categories":["cat-15"]}]}""";

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile("feed-contracts", ".json");
            Files.writeString(file, FILE);
            return Map.of("weald.feed-contracts.file", file.toString(), "weald.feed-contracts.every", "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
