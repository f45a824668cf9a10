package care.weald.gateway.outcome;

import care.weald.gateway.outcome.Fault.Kind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What fails in or before a resource method. */
class FailureMappers {

    @ServerExceptionMapper
    Response http(WebApplicationException failure, RoutingContext context) {
        Response cause = failure.getResponse();
        Kind kind = FailureRoute.kind(cause.getStatus()).orElseGet(() -> FailureRoute.broken(failure));
        Response answer = Faults.response(context, Fault.of(kind));
        Object allow = cause.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    Response unauthenticated(RoutingContext context) {
        return Faults.response(context, Fault.of(Kind.UNAUTHENTICATED));
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden(RoutingContext context) {
        return Faults.response(context, Fault.of(Kind.REFUSED));
    }

    @ServerExceptionMapper
    Response faulted(Faulted failure, RoutingContext context) {
        return Faults.response(context, failure.fault());
    }

    @ServerExceptionMapper
    Response other(Throwable failure, RoutingContext context) {
        return Faults.response(context, Fault.of(FailureRoute.broken(failure)));
    }
}
