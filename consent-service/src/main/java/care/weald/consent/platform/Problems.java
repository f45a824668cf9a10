package care.weald.consent.platform;

import care.weald.consent.platform.Problem.Kind;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where what went wrong becomes an answer. Nothing from below is shown. */
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Classes of SQLSTATE that pass: connection, rolled back, resources, not in state, operator, system (appendix A). */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    @ServerExceptionMapper
    Response http(WebApplicationException failure) {
        return switch (failure.getResponse().getStatus()) {
            case 400 ->
                Problem.of(Kind.INVALID_CONTENT, "The request cannot be read").toResponse();
            case 404 -> Problem.of(Kind.NOT_FOUND, "No such path").toResponse();
            case 405, 406, 415 ->
                Problem.of(Kind.NOT_SUPPORTED, "No such method or media type here")
                        .toResponse();
            case 413 ->
                Problem.of(Kind.TOO_LARGE, "The content is over the limit").toResponse();
            default -> other(failure);
        };
    }

    @ServerExceptionMapper
    Response other(Throwable failure) {
        boolean passing = isPassing(failure);
        LOG.errorf(
                "event=request-failed kind=%s state=%s passing=%s at=%s",
                failure.getClass().getName(),
                failure instanceof PgException refused ? refused.getSqlState() : "none",
                passing,
                failure.getStackTrace().length > 0 ? failure.getStackTrace()[0] : "unknown");
        return passing
                ? Problem.of(Kind.UNAVAILABLE, "Try again shortly").toResponse()
                : Problem.of(Kind.INTERNAL, "The failure is in the log under this request's id")
                        .toResponse();
    }

    private static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case PgException refused
            when refused.getSqlState() != null ->
                PASSING.contains(refused.getSqlState().substring(0, 2));
            case TimeoutException _, IOException _, VertxException _ -> true;
            default -> failure.getClass().getPackageName().startsWith("io.vertx.pgclient");
        };
    }
}
