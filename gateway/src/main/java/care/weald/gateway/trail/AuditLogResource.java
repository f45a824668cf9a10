package care.weald.gateway.trail;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.partner.Partner;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.AuditClient;
import care.weald.gateway.upstream.Fetched;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The tree over the audit log (C2SP tlog-tiles, RFC 9162). Heads, tiles and consistency are open to all: they are salted
 * hashes, and say nothing but how many events there are. That an event is in it is proved to the organisation whose
 * event it is, and to auditors of all.
 */
@Path("/audit")
public class AuditLogResource {

    private static final String TEXT = "text/plain;charset=utf-8";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final Pattern TILE = Pattern.compile("[0-7]/(x[0-9]{3}/){0,5}[0-9]{3}(\\.p/[1-9][0-9]{0,2})?");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final AuditClient audit;

    AuditLogResource(AuditClient audit) {
        this.audit = audit;
    }

    @GET
    @PermitAll
    @Path("checkpoint")
    @Operation(summary = "The newest signed head of the audit log (C2SP tlog-checkpoint)")
    public Uni<Response> checkpoint(@Context RoutingContext context) {
        return open(context, "/audit/checkpoint", "/checkpoint", TEXT, "no-cache");
    }

    @GET
    @PermitAll
    @Path("checkpoint/witnessed")
    @Operation(summary = "The newest head with the cosignatures of enough witnesses (C2SP tlog-cosignature)")
    public Uni<Response> witnessed(@Context RoutingContext context) {
        return open(context, "/audit/checkpoint/witnessed", "/checkpoint/witnessed", TEXT, "no-cache");
    }

    @GET
    @PermitAll
    @Path("witnesses")
    @Operation(summary = "Who witnesses the log, how far each has come, and how many are wanted")
    public Uni<Response> witnesses(@Context RoutingContext context) {
        return open(context, "/audit/witnesses", "/witnesses", MediaType.APPLICATION_JSON, "no-cache");
    }

    @GET
    @PermitAll
    @Path("keys")
    @Operation(summary = "The public keys that verify the log's heads (C2SP signed-note), one a line")
    public Uni<Response> keys(@Context RoutingContext context) {
        return open(context, "/audit/keys", "/log-keys", TEXT, "no-cache");
    }

    @GET
    @PermitAll
    @Path("tile/{path:.+}")
    @Operation(summary = "A tile of the log's hashes: level, number, and for a partial one .p/ and its width")
    public Uni<Response> tile(@Context RoutingContext context, @PathParam("path") String path) {
        String route = "/audit/tile/{path}";
        return TILE.matcher(path).matches()
                ? open(context, route, "/tile/" + path, MediaType.APPLICATION_OCTET_STREAM, IMMUTABLE)
                : fault(context, route, Fault.of(Kind.NOT_FOUND));
    }

    @GET
    @PermitAll
    @Path("proofs/consistency")
    @Operation(summary = "Prove that one signed head is the beginning of another (RFC 9162 section 2.1.4)")
    public Uni<Response> consistency(
            @Context RoutingContext context,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        String route = "/audit/proofs/consistency";
        if (from == null || !NUMBER.matcher(from).matches()) {
            return parameter(context, route, "from");
        }
        if (to == null || !NUMBER.matcher(to).matches()) {
            return parameter(context, route, "to");
        }
        String path = "/proofs/consistency?from=" + from + "&to=" + to;
        return open(context, route, path, MediaType.APPLICATION_JSON, IMMUTABLE);
    }

    @GET
    @Authenticated
    @Path("proofs/inclusion")
    @Operation(summary = "Prove that an event, such as a receipt's, is in the log (RFC 9162 section 2.1.3)")
    public Uni<Response> inclusion(
            @Context RoutingContext context,
            @QueryParam("event") @Nullable String event,
            @QueryParam("size") @Nullable String size) {
        String route = "/audit/proofs/inclusion";
        if (event == null || !ID.matcher(event).matches()) {
            return parameter(context, route, "event");
        }
        if (size != null && !NUMBER.matcher(size).matches()) {
            return parameter(context, route, "size");
        }
        String path = "/proofs/inclusion?event=" + event + (size == null ? "" : "&size=" + size);
        Exchange.of(context).routed(route);
        return switch (Partner.of(context).orElse(null)) {
            case Partner.Known partner -> {
                Exchange.of(context).actingFor(partner.caller().organisation());
                Requester requester = new Requester(partner, Exchange.of(context));
                yield pass(context, requester, path, new Form(MediaType.APPLICATION_JSON, "no-store"));
            }
            case Partner.Unfit unfit -> fault(context, route, unfit.fault());
            case null -> fault(context, route, Fault.of(Kind.UNAUTHENTICATED));
        };
    }

    private record Form(String type, String caching) {}

    private Uni<Response> open(RoutingContext context, String route, String path, String type, String caching) {
        Exchange.of(context).routed(route);
        return pass(context, Requester.gateway(Exchange.of(context)), path, new Form(type, caching));
    }

    private Uni<Response> pass(RoutingContext context, Requester requester, String path, Form form) {
        return audit.tree(path, requester).map(fetched -> switch (fetched) {
            case Fetched.Content content -> answer(content, form);
            case Fetched.Missing _ -> Faults.response(context, Fault.of(Kind.NOT_FOUND));
            case Fetched.Invalid invalid -> Faults.response(context, invalid.fault());
        });
    }

    private static Response answer(Fetched.Content content, Form form) {
        Response.ResponseBuilder answer =
                Response.ok(content.json()).type(form.type()).header("Cache-Control", form.caching());
        return content.lastModified().isEmpty()
                ? answer.build()
                : answer.header("Last-Modified", content.lastModified()).build();
    }

    private static Uni<Response> parameter(RoutingContext context, String route, String name) {
        return fault(context, route, Fault.of(Kind.INVALID_PARAMETER).at(name));
    }

    private static Uni<Response> fault(RoutingContext context, String route, Fault fault) {
        Exchange.of(context).routed(route);
        return Uni.createFrom().item(() -> Faults.response(context, fault));
    }
}
