package care.weald.gateway.partner;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Fetches the keys of every OIDC provider again and again, so that one that is withdrawn verifies nothing soon after.
 * While a provider is away the keys that were fetched last go on.
 */
@ApplicationScoped
class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final TenantConfigBean tenants;

    IssuerKeys(TenantConfigBean tenants) {
        this.tenants = tenants;
    }

    /** Does so for all providers that have been reached before; a failure is tried again with the next turn. */
    @Scheduled(every = "5m", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        List<Uni<Void>> all = Stream.concat(
                        Stream.of(tenants.getDefaultTenant()), tenants.getStaticTenantsConfig().values().stream())
                .filter(TenantConfigContext::ready)
                .map(IssuerKeys::refresh)
                .toList();
        return Uni.join().all(all).andCollectFailures().replaceWithVoid();
    }

    /** OIDC replaces its keys by those of the provider whenever it verifies so; that no token is no token is no matter. */
    private static Uni<Void> refresh(TenantConfigContext tenant) {
        return Uni.createFrom()
                .deferred(() -> tenant.provider().refreshJwksAndVerifyJwtToken("", false, false, null))
                .replaceWithVoid()
                .onFailure(InvalidJwtException.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "event=issuer-keys-not-fetched tenant=%s kind=%s",
                        tenant.oidcConfig().tenantId().orElse(""),
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }
}
