package care.weald.audit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import care.weald.audit.support.Peers;
import care.weald.audit.support.PostgresResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Streaming.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(Peers.class)
class DestinationsTest {

    @Inject
    TlsConfigurationRegistry tls;

    @Inject
    Vertx vertx;

    private List<String> names(Map<String, String> configured) {
        StreamConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(StreamConfig.class)
                .withDefaultValues(configured)
                .withDefaultValue("weald.public-base", "https://record.example.org/fhir")
                .build()
                .getConfigMapping(StreamConfig.class);
        return new Destinations(config, tls, new SimpleMeterRegistry(), vertx, Clock.systemUTC())
                .all().stream().map(Destination::name).toList();
    }

    @Test
    void nothingIsToldAnywhereUnlessSomebodyHasAsked() {
        assertEquals(List.of(), names(Map.of()));
    }

    @Test
    void bothMayBeAskedFor() {
        assertEquals(
                List.of("syslog", "otlp"),
                names(Map.of(
                        "weald.audit.stream.syslog.host", "soc.example.org",
                        "weald.audit.stream.otlp.endpoint", "https://soc.example.org/v1/logs")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void aSidecarMayBeToldInTheClear(String host) {
        assertEquals(
                List.of("syslog"),
                names(Map.of("weald.audit.stream.syslog.host", host, "weald.audit.stream.syslog.transport", "tcp")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soc.example.org", "localhost.example.org", "10.0.0.1", "127.example.org"})
    void nobodyElseIsToldInTheClear(String host) {
        assertThrows(
                IllegalArgumentException.class,
                () -> names(
                        Map.of("weald.audit.stream.syslog.host", host, "weald.audit.stream.syslog.transport", "tcp")));
        assertThrows(
                IllegalArgumentException.class,
                () -> names(Map.of("weald.audit.stream.otlp.endpoint", "http://" + host + ":4318/v1/logs")));
    }

    @Test
    void otherSchemesAndTransportsAreNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> names(Map.of("weald.audit.stream.otlp.endpoint", "file:///tmp/logs")));
        assertThrows(
                RuntimeException.class,
                () -> names(Map.of(
                        "weald.audit.stream.syslog.host", "localhost", "weald.audit.stream.syslog.transport", "udp")));
    }
}
