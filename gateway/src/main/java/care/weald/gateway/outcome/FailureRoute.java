package care.weald.gateway.outcome;

import care.weald.gateway.outcome.Fault.Kind;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What fails outside the resource methods, and what no route takes. */
@ApplicationScoped
class FailureRoute {

    private static final Logger LOG = Logger.getLogger(FailureRoute.class);

    void register(@Observes Router router) {
        router.route().order(-20_000).failureHandler(FailureRoute::fail);
        for (int status : new int[] {400, 404}) {
            router.errorHandler(status, FailureRoute::fail);
        }
        router.route().order(Integer.MAX_VALUE).handler(context -> Faults.send(context, Fault.of(Kind.NO_SUCH_PATH)));
    }

    private static void fail(RoutingContext context) {
        Faults.send(
                context,
                context.failure() instanceof Faulted faulted
                        ? faulted.fault()
                        : Fault.of(kind(context.statusCode(), context.failure())));
    }

    private static Kind kind(int status, @Nullable Throwable failure) {
        return switch (failure) {
            case AuthenticationFailedException _, UnauthorizedException _ -> Kind.UNAUTHENTICATED;
            case ForbiddenException _ -> Kind.REFUSED;
            case OIDCException _ -> Kind.UNAVAILABLE;
            case null, default -> kind(status).orElseGet(() -> broken(failure));
        };
    }

    /** The kind that an HTTP status means when no more is known. */
    static java.util.Optional<Kind> kind(int status) {
        return java.util.Optional.ofNullable(
                switch (status) {
                    case 400 -> Kind.INVALID_CONTENT;
                    case 401 -> Kind.UNAUTHENTICATED;
                    case 403 -> Kind.REFUSED;
                    case 404 -> Kind.NO_SUCH_PATH;
                    case 405 -> Kind.NOT_SUPPORTED;
                    case 406 -> Kind.NOT_ACCEPTABLE;
                    case 413 -> Kind.TOO_LARGE;
                    case 415 -> Kind.UNSUPPORTED_MEDIA;
                    default -> null;
                });
    }

    /** Logs where something broke, without what its message says. */
    static Kind broken(@Nullable Throwable failure) {
        StackTraceElement[] trace = failure == null ? new StackTraceElement[0] : failure.getStackTrace();
        LOG.errorf(
                "event=request-failed kind=%s at=%s",
                failure == null ? "unknown" : failure.getClass().getName(), trace.length > 0 ? trace[0] : "unknown");
        return Kind.INTERNAL;
    }
}
