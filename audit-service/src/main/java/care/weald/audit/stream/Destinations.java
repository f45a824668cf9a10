package care.weald.audit.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The destinations that are configured: none, unless somebody has asked for one. Without TLS only to a sidecar. */
@ApplicationScoped
class Destinations {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

    private final StreamConfig config;
    private final TlsConfigurationRegistry tls;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Clock clock;

    Destinations(StreamConfig config, TlsConfigurationRegistry tls, MeterRegistry meters, Vertx vertx, Clock clock) {
        this.config = config;
        this.tls = tls;
        this.meters = meters;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** All of them. Throws {@link IllegalArgumentException} when one would leave the machine in the clear. */
    List<Destination> all() {
        return Stream.of(
                        config.syslog().host().map(this::syslog),
                        config.otlp().endpoint().map(this::otlp))
                .flatMap(Optional::stream)
                .toList();
    }

    private Destination syslog(String host) {
        StreamConfig.Syslog syslog = config.syslog();
        boolean plain = syslog.transport() == StreamConfig.Transport.TCP;
        mustBeLoopback(plain, host, "weald.audit.stream.syslog.host");
        return new SyslogDestination(
                InetSocketAddress.createUnresolved(host, syslog.port()),
                SyslogMessage.from(config.publicBase(), syslog.enterprise()),
                plain
                        ? new SyslogDestination.Security.None()
                        : new SyslogDestination.Security.Tls(() -> context(syslog.tls())),
                config.timeout(),
                vertx);
    }

    private Destination otlp(URI endpoint) {
        boolean plain = "http".equals(endpoint.getScheme());
        mustBeLoopback(plain, String.valueOf(endpoint.getHost()), "weald.audit.stream.otlp.endpoint");
        if (!plain && !"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("weald.audit.stream.otlp.endpoint is no URL of https");
        }
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                .setMaxPoolSize(1);
        named(config.otlp().tls())
                .ifPresent(named -> options.setTrustOptions(named.getTrustStoreOptions())
                        .setKeyCertOptions(named.getKeyStoreOptions()));
        return new OtlpDestination(
                new OtlpDestination.Receiver(
                        endpoint,
                        config.otlp().authorization(),
                        SyslogMessage.from(config.publicBase(), 0).host()),
                config.timeout(),
                vertx.createHttpClient(options),
                vertx,
                clock,
                meters.counter("weald.audit.stream.rejected", "destination", "otlp"));
    }

    private SSLContext context(Optional<String> name) throws Exception {
        Optional<TlsConfiguration> named = named(name);
        return named.isPresent() ? named.get().createSSLContext() : SSLContext.getDefault();
    }

    private Optional<TlsConfiguration> named(Optional<String> name) {
        return name.map(asked -> tls.get(asked)
                .orElseThrow(() -> new IllegalArgumentException("quarkus.tls." + asked + " is not configured")));
    }

    private static void mustBeLoopback(boolean plain, String host, String key) {
        if (plain && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(key + ": without TLS only to a sidecar on the loopback address");
        }
    }
}
