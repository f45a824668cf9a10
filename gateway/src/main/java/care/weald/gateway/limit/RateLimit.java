package care.weald.gateway.limit;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Token buckets in memory: one a client, and one an address for whoever is not known yet. */
@ApplicationScoped
public class RateLimit {

    /** The identity's attribute that holds its OAuth client id. */
    public static final String CLIENT = "client";

    /** After authentication (200), before authorisation (100). */
    private static final int BETWEEN = 150;

    private final LimitConfig config;
    private final Cache<String, Bucket> clients = buckets();
    private final Cache<String, Bucket> addresses = buckets();

    RateLimit(LimitConfig config) {
        this.config = config;
    }

    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BETWEEN);
    }

    /** Counts a token that was not seen before from this address. Throws {@link Faulted} over the limit. */
    public void checkUnverified(String address) {
        if (take(address) > 0) {
            throw new Faulted(Fault.of(Kind.TOO_MANY), "address:over-the-limit");
        }
    }

    private void check(RoutingContext context) {
        String client = context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getAttribute(CLIENT)
                : null;
        long wait = client == null
                ? take(Exchange.of(context).remote())
                : client(client).take(System.nanoTime());
        if (wait == 0) {
            context.next();
        } else {
            context.response().putHeader("Retry-After", Long.toString(wait));
            Faults.send(context, Fault.of(Kind.TOO_MANY));
        }
    }

    private Bucket client(String id) {
        return clients.get(id, key -> {
            Double own = config.clients().get(key);
            return own == null
                    ? new Bucket(config.requestsPerSecond(), config.burst(), System.nanoTime())
                    : new Bucket(own, Math.max(1, own * 2), System.nanoTime());
        });
    }

    private long take(String address) {
        return addresses
                .get(
                        address,
                        key -> new Bucket(config.unverifiedPerSecond(), config.unverifiedBurst(), System.nanoTime()))
                .take(System.nanoTime());
    }
}
