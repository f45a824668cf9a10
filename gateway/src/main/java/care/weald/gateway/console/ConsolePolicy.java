package care.weald.gateway.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a browser may do with the console: its own files, the gateway, and the OIDC provider to sign in. */
@ApplicationScoped
public class ConsolePolicy {

    private final String header;

    ConsolePolicy(ConsoleConfig config) {
        String origins = Stream.of(config.issuer(), config.tokenEndpoint())
                .filter(address -> !address.equals("-"))
                .map(ConsolePolicy::origin)
                .distinct()
                .map(origin -> " " + origin)
                .collect(Collectors.joining());
        header = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
                + origins + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Whether {@code target} (path and query) is the console or a file of it. */
    public boolean holdsFor(String target) {
        return target.equals("/console") || target.startsWith("/console/") || target.startsWith("/console?");
    }

    /** The {@code Content-Security-Policy}. */
    public String header() {
        return header;
    }

    private static String origin(String address) {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
