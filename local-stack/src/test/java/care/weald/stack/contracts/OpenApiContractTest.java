package care.weald.stack.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each service's interface as built is the one that was reviewed: {@code docs/contracts/<service>.openapi.yaml}. With
 * {@code -Dcontracts.update=true} the files are written anew instead, for the reviewer to see.
 */
class OpenApiContractTest {

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "identity-service", "record-service", "consent-service", "audit-service"})
    void theInterfaceIsTheReviewedOne(String service) throws IOException {
        Path built = Path.of("..", service, "target", "openapi", "openapi.yaml");
        Path reviewed = Path.of("..", "docs", "contracts", service + ".openapi.yaml");
        assertTrue(Files.exists(built), service + " is not built: mvn -pl " + service + " package");

        if (Boolean.getBoolean("contracts.update")) {
            Path written = Files.copy(built, reviewed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertTrue(Files.exists(written));
        }

        assertEquals(
                Files.readString(reviewed),
                Files.readString(built),
                "the interface of " + service + " changed: review it, then run with -Dcontracts.update=true");
    }
}
