package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.DisclosureGate;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.RecordClient;
import care.weald.gateway.upstream.Services;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What is wrong with a resource, before it is sent (FHIR R4, Resource-validate). Nothing is stored. */
@Path("/fhir")
public class ValidationResource {

    private final Desk desk;
    private final DisclosureGate gate;
    private final RecordClient records;
    private final OperationBody bodies;

    ValidationResource(Desk desk, DisclosureGate gate, RecordClient records, OperationBody bodies) {
        this.desk = desk;
        this.gate = gate;
        this.records = records;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/{type}/$validate")
    @Operation(
            summary = "Say what is wrong with a resource, and store nothing",
            description =
                    "An OperationOutcome: an error for what a feed would be refused for, warnings for what UK Core and"
                            + " PRSB ask for and it lacks. At most 256 KiB; the resource itself or Parameters with it")
    public Uni<Response> validate(@Context RoutingContext context, @PathParam("type") String type, byte[] body) {
        boolean isTaken = Served.CLINICAL.containsKey(type) || Served.DIRECTORY.contains(type);
        Act act = new Act("operation", "E", (isTaken ? type : "{type}") + "/$validate", "");
        return desk.serve(context, "/fhir/{type}/$validate", act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (!isTaken) {
                throw new Faulted(Fault.of(Kind.NOT_FOUND), "type");
            }
            return validated(enquiry, type, bodies.json(context, body));
        });
    }

    private Uni<Answer> validated(Enquiry enquiry, String type, Uni<byte[]> resource) {
        Inquiry inquiry =
                new Inquiry(enquiry.requester(), "directory", new Nobody(), List.of(Services.RECORD), enquiry.act());
        return gate.disclose(
                inquiry,
                granted -> resource.chain(
                        json -> records.validate(type, json, granted.permitFor(Services.RECORD), enquiry.requester())));
    }
}
