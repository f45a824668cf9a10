package care.weald.gateway.fhir;

import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where partners' systems record use of shared information in systems of their own (RESTful ATNA, ITI-20). */
@Path("/fhir")
public class ToldEventResource {

    private static final Act TELL = new Act("create", "C", "AuditEvent", "");

    private final Desk desk;
    private final ToldEvents told;
    private final OperationBody bodies;

    ToldEventResource(Desk desk, ToldEvents told, OperationBody bodies) {
        this.desk = desk;
        this.told = told;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/AuditEvent")
    @Operation(
            summary = "Record what happened in a partner's own system (IHE ITI-20), as that partner's word",
            description = "An AuditEvent whose observer and agents are of the partner's own organisation, of at most"
                    + " 16 KiB. Persons are named by their id here, Patient/<id>; nothing is said of whether it is known."
                    + " The same id with the same content is answered 200, with another 409. A batch of at most 100 is"
                    + " sent to the base as any feed.")
    public Uni<Response> tell(@Context RoutingContext context, byte[] body) {
        return desk.serve(context, "/fhir/AuditEvent", TELL, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return told.report(enquiry, bodies.json(context, body));
        });
    }
}
