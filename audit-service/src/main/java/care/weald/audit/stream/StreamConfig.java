package care.weald.audit.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where events and alerts are told besides: nowhere unless a host or an endpoint is set. */
@ConfigMapping(prefix = "weald.audit.stream")
public interface StreamConfig {

    /** A receiver of syslog (RFC 5424). */
    Syslog syslog();

    /** A receiver of OpenTelemetry logs (OTLP/HTTP with JSON). */
    Otlp otlp();

    /** How many events or alerts are sent at once, at most. Default 200. */
    @WithDefault("200")
    int batch();

    /** How long a receiver may take for them until they count as not sent. Default 4 s. */
    @WithDefault("PT4S")
    Duration timeout();

    /** Whether a receiver that is new is told the log from its beginning, not from now on. Default false. */
    @WithDefault("false")
    boolean fromTheBeginning();

    /** The FHIR base that the outside sees; its host is the sender's. Default: that of {@code weald.public-base}. */
    @WithDefault("${weald.public-base}")
    URI publicBase();

    /** How syslog goes over the wire, octet-counted either way. */
    enum Transport {
        /** RFC 5425. */
        TLS,
        /** RFC 6587 section 3.4.1, to a sidecar on the loopback address and to nobody else. */
        TCP
    }

    /** A receiver of syslog. */
    interface Syslog {

        /** The receiver's host. Default none: nothing is sent. */
        Optional<String> host();

        /** Its port. Default 6514 (RFC 5425). */
        @WithDefault("6514")
        int port();

        /** {@code tls}, or {@code tcp} to a sidecar. Default {@code tls}. */
        @WithDefault("tls")
        Transport transport();

        /** The {@code quarkus.tls.<name>} with trust, and perhaps a certificate to show. Default: Java's own trust. */
        Optional<String> tls();

        /** The private enterprise number in the name of the structured data. Default 32473, that of examples (RFC 5612). */
        @WithDefault("32473")
        int enterprise();
    }

    /** A receiver of OpenTelemetry logs. */
    interface Otlp {

        /** The whole URL, as {@code https://collector:4318/v1/logs}; {@code http} to a sidecar alone. Default none. */
        Optional<URI> endpoint();

        /** The value of the header {@code Authorization}. Default none. */
        Optional<String> authorization();

        /** The {@code quarkus.tls.<name>} with trust, and perhaps a certificate to show. Default: Java's own trust. */
        Optional<String> tls();
    }
}
