package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.partner.Requester;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.upstream.ConsentClient;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Dated privacy notices: open to everybody; drafted and approved by two of those who run the service (row X15). */
@Path("/")
public class NoticeResource {

    private static final String DRAFTS = "/privacy-notice-drafts";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,32}");

    private final Register register;
    private final ConsentClient consent;

    NoticeResource(Register register, ConsentClient consent) {
        this.register = register;
        this.consent = consent;
    }

    @GET
    @PermitAll
    @Path("privacy-notices")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The privacy notices, with the day from which each holds")
    public Uni<byte[]> published(@Context RoutingContext context) {
        Exchange.of(context).routed("/privacy-notices");
        return asked(context, "");
    }

    @GET
    @PermitAll
    @Path("privacy-notices/{version}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What a privacy notice says; current is the one in force")
    public Uni<byte[]> one(@Context RoutingContext context, @PathParam("version") String version) {
        Exchange.of(context).routed("/privacy-notices/{version}");
        return VERSION.matcher(version).matches()
                ? asked(context, "/" + version)
                : Uni.createFrom().failure(new Faulted(Fault.of(Kind.NOT_FOUND), "version"));
    }

    private Uni<byte[]> asked(RoutingContext context, String path) {
        return consent.published("/privacy-notices" + path, Requester.gateway(Exchange.of(context)))
                .map(found -> found.orElseThrow(() -> new Faulted(Fault.of(Kind.NOT_FOUND), "version")));
    }

    @GET
    @Authenticated
    @Path("privacy-notice-drafts")
    @Operation(summary = "All privacy notices, drafts too, with who drafted and approved them")
    public Uni<Response> list(@Context RoutingContext context) {
        return register.list(context, DRAFTS);
    }

    @POST
    @Authenticated
    @Path("privacy-notice-drafts")
    @Operation(
            summary = "Draft a privacy notice, which nobody is told until somebody else has approved it",
            description = "JSON: version, title, content, from (a day, today or later), reason")
    public Uni<Response> draft(@Context RoutingContext context, byte[] body) {
        return register.add(context, DRAFTS, body);
    }

    @POST
    @Authenticated
    @Path("privacy-notice-drafts/{version}/$approve")
    @Operation(summary = "Approve a privacy notice that somebody else has drafted; member reason")
    public Uni<Response> approve(@Context RoutingContext context, @PathParam("version") String version, byte[] body) {
        return register.step(context, DRAFTS, version, "$approve", body);
    }
}
