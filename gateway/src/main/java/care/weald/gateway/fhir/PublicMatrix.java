package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.ConsentClient;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.regex.Pattern;

/** The access matrix for everybody: asked for in the gateway's own name, and kept for a minute. */
@ApplicationScoped
class PublicMatrix {

    private static final int VERSIONS = 16;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{0,32}");

    private final ConsentClient consent;
    private final Cache<String, byte[]> kept = Caffeine.newBuilder()
            .maximumSize(VERSIONS)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    PublicMatrix(ConsentClient consent) {
        this.consent = consent;
    }

    /** The matrix of a version, or the one in force when that is empty. Fails with {@link Faulted} when there is none. */
    Uni<byte[]> version(String version, Exchange exchange) {
        if (!VERSION.matcher(version).matches()) {
            return Uni.createFrom()
                    .failure(new Faulted(Fault.of(Kind.INVALID_PARAMETER).at("version"), "version"));
        }
        byte[] known = kept.getIfPresent(version);
        return known != null
                ? Uni.createFrom().item(known)
                : consent.matrix(version, Requester.gateway(exchange)).map(found -> {
                    byte[] matrix = found.orElseThrow(() -> new Faulted(Fault.of(Kind.NOT_FOUND), "version"));
                    kept.put(version, matrix);
                    return matrix;
                });
    }
}
