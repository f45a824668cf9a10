package care.weald.gateway.fhir;

import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.ConsentClient;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The access matrix for everybody: asked for in the gateway's own name, and kept for a minute. */
@ApplicationScoped
class PublicMatrix {

    private static final String KEY = "matrix";

    private final ConsentClient consent;
    private final Cache<String, byte[]> kept = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    PublicMatrix(ConsentClient consent) {
        this.consent = consent;
    }

    /** The matrix in force. */
    Uni<byte[]> current(Exchange exchange) {
        byte[] known = kept.getIfPresent(KEY);
        return known != null
                ? Uni.createFrom().item(known)
                : consent.matrix(Requester.gateway(exchange)).invoke(matrix -> kept.put(KEY, matrix));
    }
}
