package care.weald.gateway.console;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Fetched;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The web page for privacy officers. Its files are open to all and hold nothing; what it shows is asked for with a token. */
@Path("/console")
public class ConsoleResource {

    private static final String ROUTE = "/console/{file}";
    private static final String PAGE = "index.html";
    private static final int RETRY_SECONDS = 5;
    private static final String AWAY = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Not available – Weald privacy console</title></head>
            <body><main><h1>The privacy console is not available at the moment</h1>
            <p>The audit trail does not answer. While it is away no record is shown to anybody either, but in an emergency that
            is declared, and nothing of what was recorded is lost.</p>
            <p><a href="/console">Try again</a></p></main></body></html>
            """;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,40}(\\.[a-z]{1,8}){1,3}");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", MediaType.APPLICATION_JSON,
            "svg", "image/svg+xml");

    private final ConsoleConfig config;
    private final AuditClient audit;

    ConsoleResource(ConsoleConfig config, AuditClient audit) {
        this.config = config;
        this.audit = audit;
    }

    @GET
    @PermitAll
    @Operation(summary = "The console for privacy officers, a web page")
    public Uni<Response> page(@Context RoutingContext context) {
        return file(context, PAGE)
                .map(answer -> answer.getStatus() < 500 ? answer : away())
                .onFailure()
                .recoverWithItem(ConsoleResource::away);
    }

    /** What a browser shows while audit-service is away: a page of its own, for an OperationOutcome it would save. */
    private static Response away() {
        return Response.status(503)
                .type(TYPES.get("html"))
                .header("Retry-After", RETRY_SECONDS)
                .header("Cache-Control", "no-store")
                .entity(AWAY)
                .build();
    }

    @GET
    @PermitAll
    @Path("settings.json")
    @Operation(summary = "How the console signs in: issuer, client and scope")
    public Uni<Response> settings(@Context RoutingContext context) {
        Exchange.of(context).routed("/console/settings.json");
        return isAway()
                ? fault(context)
                : Uni.createFrom()
                        .item(() -> Response.ok(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("issuer", config.issuer())
                                        .put("client", config.client())
                                        .put("scope", config.scope())
                                        .toString())
                                .type(MediaType.APPLICATION_JSON)
                                .build());
    }

    @GET
    @PermitAll
    @Path("{file}")
    @Operation(summary = "A file of the console")
    public Uni<Response> file(@Context RoutingContext context, @PathParam("file") String name) {
        Exchange.of(context).routed(ROUTE);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (isAway() || type == null || !NAME.matcher(name).matches()) {
            return fault(context);
        }
        return audit.console(name, Requester.gateway(Exchange.of(context))).map(fetched -> switch (fetched) {
            case Fetched.Content content -> answer(context, content, type);
            case Fetched.Missing _ -> Faults.response(context, Fault.of(Kind.NOT_FOUND));
            case Fetched.Invalid invalid -> Faults.response(context, invalid.fault());
        });
    }

    private boolean isAway() {
        return config.client().equals("-") || config.issuer().equals("-");
    }

    /** The file, or that it is the one that the browser has (RFC 9110 section 13.1.2). */
    private static Response answer(RoutingContext context, Fetched.Content content, String type) {
        boolean known = content.etag().equals(context.request().getHeader("If-None-Match"));
        Response.ResponseBuilder answer =
                known ? Response.notModified() : Response.ok(content.json()).type(type);
        context.response().headers().remove("Cache-Control");
        return answer.header("ETag", content.etag())
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static Uni<Response> fault(RoutingContext context) {
        return Uni.createFrom().item(() -> Faults.response(context, Fault.of(Kind.NOT_FOUND)));
    }
}
