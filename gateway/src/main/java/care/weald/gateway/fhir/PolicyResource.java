package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.Nobody;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why something is shown or hidden, and what another matrix would change (rows C9 and D9). */
@Path("/fhir")
public class PolicyResource {

    private static final Act EXPLAIN = new Act("operation", "E", "$explain-access", "");
    private static final Act SIMULATE = new Act("operation", "E", "$simulate-policy", "");

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;
    private final String base;

    PolicyResource(Desk desk, Objections work, OperationBody bodies, FhirConfig config) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
        this.base = config.publicBase();
    }

    @POST
    @Authenticated
    @Path("/$explain-access")
    @Operation(
            summary = "Why a decision was, or would be, as it is: its rules, without anything of the record",
            description =
                    "Parameters: decision (valueId), one that was made; or patient (valueReference or valueIdentifier) and"
                            + " perhaps interaction, category, purpose, at (valueDateTime). It is about the caller; with user, client or role"
                            + " it is about somebody of the same organisation, for its privacy officers and Caldicott guardians")
    public Uni<Response> explain(@Context RoutingContext context, byte[] body) {
        return desk.serve(context, "/fhir/$explain-access", EXPLAIN, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return bodies.json(context, body).chain(fhir -> {
                OperationParameters parameters = OperationParameters.without("patient", fhir, base);
                return work.handle(
                        inquiry(enquiry, "explain", parameters.whom(), EXPLAIN),
                        new Request("/explanations", parameters.rest()));
            });
        });
    }

    @POST
    @Authenticated
    @Path("/$simulate-policy")
    @Operation(
            summary = "Which decisions another version of the access matrix would have changed",
            description =
                    "Parameters: matrix (valueString, the version), from, until (valueDateTime). For the privacy officers"
                            + " of the organisation that runs the service")
    public Uni<Response> simulate(@Context RoutingContext context, byte[] body) {
        return desk.serve(context, "/fhir/$simulate-policy", SIMULATE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return bodies.json(context, body)
                    .chain(fhir -> work.handle(
                            inquiry(enquiry, "policy", new Nobody(), SIMULATE), new Request("/simulations", fhir)));
        });
    }

    private static Inquiry inquiry(Enquiry enquiry, String interaction, Whom whom, Act act) {
        return new Inquiry(
                enquiry.requester(), interaction, whom, List.of(), enquiry.act(act.path(), new Parameters(List.of())));
    }
}
