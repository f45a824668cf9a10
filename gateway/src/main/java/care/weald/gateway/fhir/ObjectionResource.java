package care.weald.gateway.fhir;

import care.weald.gateway.upstream.Event.Act;
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

/** Objections to sharing (UK GDPR Article 21) as cases: FHIR Tasks whose ids begin with {@code objection-}. */
@Path("/fhir")
public class ObjectionResource {

    /** What the id of such a Task begins with. */
    static final String PREFIX = "objection-";

    private static final String ID = "{id: objection-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final Act READ = new Act("read", "R", "Task/{id}", "");
    private static final Act LODGE = new Act("operation", "E", "Patient/{id}/$object", "");
    private static final Act STEP = new Act("operation", "E", "Task/{id}/$step", "");

    private final Desk desk;
    private final ObjectionReads objections;
    private final OperationBody bodies;

    ObjectionResource(Desk desk, ObjectionReads objections, OperationBody bodies) {
        this.desk = desk;
        this.objections = objections;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$object")
    @Operation(
            summary = "Lodge a patient's objection to sharing, where the patient is registered (UK GDPR Article 21)",
            description =
                    "Parameters: reason (valueString), on-behalf-of (self, parent, carer, attorney, deputy), authority"
                            + " (valueString, unless self), category (0..*, such as cat-20; none: the whole record),"
                            + " excepted-organization (0..*, ODS code), interim (valueBoolean: hold sharing back until it is decided)")
    public Uni<Response> lodge(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Patient/{id}/$object",
                LODGE,
                enquiry -> objections.lodge(enquiry, id, bodies.json(context, body)));
    }

    @GET
    @Authenticated
    @Path("/Task/" + ID)
    @Operation(summary = "Read an objection of the caller's organisation, with its ETag")
    public Uni<Response> read(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}", READ, enquiry -> objections.read(enquiry, id));
    }

    @POST
    @Authenticated
    @Path("/Task/" + ID + "/{step: [$](ask-information|give-information|decide|appeal|review|withdraw)}")
    @Operation(
            summary = "Take an objection a step further",
            description = "$ask-information (question), $give-information (information), $appeal, $review, $withdraw"
                    + " (reason); $decide, by a doctor who has not taken it in (outcome: upheld, upheld-in-part, not-upheld;"
                    + " reason; category, excepted-organization, from, until, review)")
    public Uni<Response> step(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("step") String step, byte[] body) {
        return desk.serve(
                context,
                "/fhir/Task/{id}/{step}",
                STEP,
                enquiry -> objections.step(enquiry, id, step, bodies.json(context, body)));
    }
}
