package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Versions of the access matrix, for the privacy officers of whoever runs the service: two of them for each (row G3). */
@Path("/access-matrix/versions")
public class MatrixResource {

    private static final String PATH = "/access-matrix/versions";
    private static final Act READ = new Act("read", "R", "access-matrix/versions", "");
    private static final Act DRAFT = new Act("operation", "E", "access-matrix/$draft", "");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.-]{1,32}");
    private static final byte[] NONE = {};

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;

    MatrixResource(Desk desk, Objections work, OperationBody bodies) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
    }

    @GET
    @Authenticated
    @Operation(summary = "All versions of the access matrix, with who drafted and approved them")
    public Uni<Response> list(@Context RoutingContext context) {
        return desk.plain(context, PATH, READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return work.handle(inquiry(enquiry, READ), new Request(PATH, NONE));
        });
    }

    @POST
    @Authenticated
    @Operation(
            summary = "Draft a version of the access matrix, which has no effect",
            description = "The matrix as /access-matrix publishes it, with a new version and a reason")
    public Uni<Response> draft(@Context RoutingContext context, byte[] body) {
        return change(context, PATH, DRAFT, "", body);
    }

    @POST
    @Authenticated
    @Path("/{version}/{step: [$](approve|activate)}")
    @Operation(
            summary = "Approve a draft that somebody else has made, or put an approved version in force; member reason")
    public Uni<Response> step(
            @Context RoutingContext context,
            @PathParam("version") String version,
            @PathParam("step") String step,
            byte[] body) {
        String known = VERSION.matcher(version).matches() ? version : "{version}";
        Act act = new Act("operation", "E", "access-matrix/" + known + "/" + step, "");
        return change(context, PATH + "/{version}/" + step, act, "/" + known + "/" + step, body);
    }

    private Uni<Response> change(RoutingContext context, String route, Act act, String path, byte[] body) {
        return desk.plain(context, route, act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (path.contains("{")) {
                throw PatientReference.invalid("version");
            }
            if (Desk.sent(context) == Format.XML) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            return bodies.json(context, body)
                    .chain(json -> work.handle(inquiry(enquiry, act), new Request(PATH + path, json).asJson()));
        });
    }

    private static Inquiry inquiry(Enquiry enquiry, Act act) {
        return new Inquiry(enquiry.requester(), "policy", new Nobody(), List.of(), act);
    }
}
