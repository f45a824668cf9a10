package care.weald.gateway.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import care.weald.gateway.support.GatewayTest;
import care.weald.gateway.support.Peers;
import care.weald.gateway.support.Services;
import care.weald.gateway.support.Services.Reply;
import care.weald.gateway.support.Usual;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row D5: in an emergency a record is shown without the audit trail, and never without its event on the disk. */
@QuarkusTest
class SpoolTest extends GatewayTest {

    private static final String EVENTS = "audit-service POST /events";
    private static final String SPOOLED = "audit-service POST /spooled-events";
    private static final String READ = "/fhir/Patient/" + Usual.ALICE;

    @Inject
    SpoolConfig config;

    @Inject
    SpoolReplay replay;

    @BeforeEach
    void nothingWaits() {
        Services.instead(SPOOLED, asked -> new Reply(201, Map.of(), "{}"));
        replayed();
        Services.reset();
    }

    private static void trailIsAway() {
        Services.instead(EVENTS, asked -> Reply.problem(503, "unavailable", ""));
    }

    private static void decidedBy(String decision, String basis, String interaction) {
        String permit = Peers.sign(
                "consent-service",
                "weald-permit+jwt",
                "audit-service",
                "user",
                Map.of("weald", Map.of("decision", decision, "basis", basis, "interaction", interaction)));
        Services.instead(
                "consent-service POST /decisions",
                asked -> Reply.ok("{\"decision\":\"permit\",\"decisionId\":\"" + UUID.randomUUID()
                        + "\",\"permits\":{\"identity-service\":\"p\",\"record-service\":\"p\",\"audit-service\":\""
                        + permit + "\"}}"));
    }

    private List<Path> waiting() throws IOException {
        try (Stream<Path> files = Files.list(config.directory().orElseThrow())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void replayed() {
        Object _ = replay.replay().await().atMost(Duration.ofSeconds(10));
    }

    private static String payload(String jws) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.", 3)[1]), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsReadUnderAnOverrideIsShownOnceItsEventIsOnTheDisk() throws IOException {
        decidedBy("permit", "override", "read");
        trailIsAway();

        Response answer = doctor().get(READ);

        assertEquals(200, answer.statusCode());
        assertEquals(1, waiting().size());
        String event = waiting().getFirst().getFileName().toString().replace(".jws", "");
        String receipt = payload(answer.header("X-Weald-Receipt"));
        assertTrue(receipt.contains("\"sub\":\"" + event + "\""), receipt);
        assertFalse(receipt.contains("permit"), receipt);
    }

    @ParameterizedTest
    @CsvSource({
        "permit, source-patient, read, 503",
        "permit, claim, read, 503",
        "deny, override, read, 503",
        "permit, none, override, 200",
    })
    void nothingElseIsShownWithoutTheTrail(String decision, String basis, String interaction, int status)
            throws IOException {
        decidedBy(decision, basis, interaction);
        trailIsAway();

        assertEquals(status, doctor().get(READ).statusCode());

        assertEquals(status == 200 ? 1 : 0, waiting().size());
    }

    @Test
    void whatWaitsIsHandedOnInOrderWhenTheTrailIsBack() throws IOException {
        // Given three that wait, and a trail that is still away
        decidedBy("permit", "override", "read");
        trailIsAway();
        for (int i = 0; i < 3; i++) {
            assertEquals(200, doctor().get(READ).statusCode());
        }
        List<String> names = waiting().stream()
                .map(file -> file.getFileName().toString().replace(".jws", ""))
                .toList();
        Services.instead(SPOOLED, asked -> Reply.problem(503, "unavailable", ""));
        replayed();
        assertEquals(3, waiting().size());

        // When it is back
        Services.reset();
        Services.instead(SPOOLED, asked -> new Reply(201, Map.of(), "{}"));
        replayed();

        // Then
        assertEquals(List.of(), waiting());
        List<String> told = Services.ASKED.stream()
                .filter(asked -> asked.line().startsWith(SPOOLED))
                .map(asked -> payload(asked.body()))
                .toList();
        assertEquals(3, told.size());
        for (int i = 0; i < 3; i++) {
            assertTrue(told.get(i).contains("\"sub\":\"" + names.get(i) + "\""), told.get(i));
        }
    }

    @Test
    void whatTheTrailRefusesAtFirstIsOfferedAgain() throws IOException {
        // Given a trail that is back, and cannot fetch a key yet
        decidedBy("permit", "override", "read");
        trailIsAway();
        assertEquals(200, doctor().get(READ).statusCode());
        Services.instead(SPOOLED, asked -> Reply.problem(400, "invalid-token", ""));
        replayed();
        assertEquals(1, waiting().size());

        // When it can
        Services.instead(SPOOLED, asked -> new Reply(201, Map.of(), "{}"));
        replayed();

        // Then
        assertEquals(List.of(), waiting());
        assertTrue(Services.last(SPOOLED).body().contains("."));
    }

    @Test
    void whatTheTrailWillNeverTakeIsSetAsideInTheEndAndDoesNotStopTheOthers() throws IOException {
        // Given two that wait, one of them for long
        decidedBy("permit", "override", "read");
        trailIsAway();
        assertEquals(200, doctor().get(READ).statusCode());
        assertEquals(200, doctor().get(READ).statusCode());
        Path old = waiting().getFirst();
        String event = old.getFileName().toString().replace(".jws", "");
        Path _ = Files.setLastModifiedTime(
                old, FileTime.from(Instant.now().minus(config.patience()).minusSeconds(1)));

        // When it alone is refused
        Services.instead(
                SPOOLED,
                asked -> payload(asked.body()).contains("\"sub\":\"" + event + "\"")
                        ? Reply.problem(400, "invalid-token", "")
                        : new Reply(201, Map.of(), "{}"));
        replayed();

        // Then
        assertEquals(List.of(), waiting());
        assertTrue(Files.exists(old.resolveSibling("refused").resolve(old.getFileName())));
    }

    @Test
    void anEventThatTheTrailRefusesIsNotPutBy() throws IOException {
        decidedBy("permit", "override", "read");
        Services.instead(EVENTS, asked -> Reply.problem(403, "refused", ""));

        assertEquals(503, doctor().get(READ).statusCode());

        assertEquals(List.of(), waiting());
    }
}
