package care.weald.audit.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of the other services, fetched when the first token of a service comes and again when they are old
 * or a {@code kid} is unknown (at most once a second a service). A key that a service no longer publishes is refused
 * once the fetched set is old.
 */
@ApplicationScoped
public class PeerKeys {

    private static final Duration FETCH_PAUSE = Duration.ofSeconds(1);

    /** How many times their usual age keys are used while their service cannot be reached. */
    private static final int OUTAGE = 15;

    static {
        FastSignatures.install();
    }

    private final TokenConfig config;
    private final Clock clock;
    private final HttpClient http;
    private final Map<String, KeySet> sets = new ConcurrentHashMap<>();
    private final Map<String, Uni<KeySet>> fetching = new ConcurrentHashMap<>();

    PeerKeys(TokenConfig config, Clock clock, Vertx vertx) {
        this.config = config;
        this.clock = clock;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setMaxPoolSize(2));
    }

    private record KeySet(Map<String, PublicKey> keys, Instant triedAt, Instant fetchedAt) {}

    /** The key that {@code service} publishes under {@code kid}; empty when it publishes none, or cannot be reached. */
    Uni<Optional<PublicKey>> key(String service, String kid) {
        KeySet known = sets.get(service);
        Instant now = clock.instant();
        if (known != null) {
            boolean fresh = now.isBefore(known.fetchedAt().plus(config.keysMaxAge()));
            boolean usable =
                    now.isBefore(known.fetchedAt().plus(config.keysMaxAge().multipliedBy(OUTAGE)));
            boolean paused = now.isBefore(known.triedAt().plus(FETCH_PAUSE));
            if (paused || (fresh && known.keys().containsKey(kid))) {
                return Uni.createFrom()
                        .item(usable ? Optional.ofNullable(known.keys().get(kid)) : Optional.empty());
            }
        }
        Context asking = Vertx.currentContext();
        return fetch(service)
                .emitOn(then -> goOn(asking, then))
                .map(set -> Optional.ofNullable(set.keys().get(kid)));
    }

    /** Callers that wait for one fetch MUST each go on in their own context, or they would answer as one another. */
    private static void goOn(@Nullable Context asking, Runnable then) {
        if (asking == null) {
            then.run();
        } else {
            asking.runOnContext(ignored -> then.run());
        }
    }

    private Uni<KeySet> fetch(String service) {
        URI uri = config.jwks().get(service);
        if (uri == null) {
            return Uni.createFrom().item(new KeySet(Map.of(), clock.instant(), Instant.EPOCH));
        }
        return fetching.computeIfAbsent(
                service,
                name -> get(uri).map(body -> new KeySet(parse(body), clock.instant(), clock.instant()))
                        .onFailure()
                        .recoverWithItem(() -> unreachable(name))
                        .invoke(set -> sets.put(name, set))
                        .onTermination()
                        .invoke(() -> fetching.remove(name))
                        .memoize()
                        .indefinitely());
    }

    private KeySet unreachable(String service) {
        KeySet old = sets.get(service);
        Instant now = clock.instant();
        return old == null
                        || now.isAfter(old.fetchedAt().plus(config.keysMaxAge().multipliedBy(OUTAGE)))
                ? new KeySet(Map.of(), now, Instant.EPOCH)
                : new KeySet(old.keys(), now, old.fetchedAt());
    }

    private Uni<String> get(URI uri) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(uri.toString())
                .setTimeout(2_000);
        return Uni.createFrom()
                .completionStage(() -> http.request(request)
                        .compose(sent -> sent.send())
                        .compose(answer -> answer.body())
                        .map(Object::toString)
                        .toCompletionStage());
    }

    /** The ES256 keys of a JWK set (RFC 7517) by {@code kid}; whatever else it holds is passed over. */
    public static Map<String, PublicKey> parse(String jwks) {
        Map<String, PublicKey> keys = new HashMap<>();
        try {
            for (var jwk : new JsonWebKeySet(jwks).getJsonWebKeys()) {
                if (jwk.getKeyId() != null
                        && "EC".equals(jwk.getKeyType())
                        && jwk instanceof PublicJsonWebKey publicKey) {
                    keys.put(jwk.getKeyId(), publicKey.getPublicKey());
                }
            }
        } catch (JoseException e) {
            throw new IllegalStateException("not a JWK set", e);
        }
        return Map.copyOf(keys);
    }
}
