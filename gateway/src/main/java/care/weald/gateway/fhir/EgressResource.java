package care.weald.gateway.fhir;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The register of agreements under which data of many people may leave, for those who run the service (row X13). */
@Path("/egress-agreements")
public class EgressResource {

    private static final String PATH = "/egress-agreements";

    private final Register register;

    EgressResource(Register register) {
        this.register = register;
    }

    @GET
    @Authenticated
    @Operation(summary = "The agreements under which data of many people may leave, and how many people did")
    public Uni<Response> list(@Context RoutingContext context) {
        return register.list(context, PATH);
    }

    @POST
    @Authenticated
    @Operation(
            summary = "Register an agreement, which lets nothing leave until somebody else has approved it",
            description =
                    "JSON: name, organisation, purpose (PUBHLTH, HRESCH, HQUALIMP, PATSFTY, PERFMSR or HSYSADMIN; no"
                            + " commercial one), categories, personsADay, from, to, reason")
    public Uni<Response> add(@Context RoutingContext context, byte[] body) {
        return register.add(context, PATH, body);
    }

    @POST
    @Authenticated
    @Path("/{name}/{step: [$](approve|end)}")
    @Operation(summary = "Approve an agreement that somebody else has registered, or end one; member reason")
    public Uni<Response> step(
            @Context RoutingContext context,
            @PathParam("name") String name,
            @PathParam("step") String step,
            byte[] body) {
        return register.step(context, PATH, name, step, body);
    }
}
