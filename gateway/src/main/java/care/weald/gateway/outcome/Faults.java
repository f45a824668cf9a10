package care.weald.gateway.outcome;

import care.weald.gateway.platform.Format;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Faults as HTTP answers, in the form the caller asked for. */
public final class Faults {

    private Faults() {}

    /** Ends the request with {@code fault}. */
    public static void send(RoutingContext context, Fault fault) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        Format format = format(context);
        context.response().setStatusCode(fault.status()).putHeader("Content-Type", format.mediaType());
        if (fault.status() == 401) {
            context.response().putHeader("WWW-Authenticate", challenge(context));
        }
        if ((fault.status() == 503 || fault.status() == 429)
                && !context.response().headers().contains("Retry-After")) {
            context.response().putHeader("Retry-After", "2");
        }
        context.end(Buffer.buffer(Outcome.of(fault, format)));
    }

    /** {@code fault} as the answer of a resource method. */
    public static Response response(RoutingContext context, Fault fault) {
        Format format = format(context);
        Response.ResponseBuilder answer =
                Response.status(fault.status()).type(format.mediaType()).entity(Outcome.of(fault, format));
        return switch (fault.status()) {
            case 401 -> answer.header("WWW-Authenticate", challenge(context)).build();
            case 503 -> answer.header("Retry-After", "2").build();
            default -> answer.build();
        };
    }

    /** The form of an error: the one asked for, or JSON. */
    private static Format format(RoutingContext context) {
        HttpServerRequest request = context.request();
        String query = request.query();
        String parameter = query != null && query.contains("_format=") ? request.getParam("_format") : null;
        return Format.wanted(request.getHeader("Accept"), parameter).orElse(Format.JSON);
    }

    private static String challenge(RoutingContext context) {
        return context.request().getHeader("Authorization") == null
                ? "Bearer realm=\"weald\""
                : "Bearer realm=\"weald\", error=\"invalid_token\"";
    }
}
