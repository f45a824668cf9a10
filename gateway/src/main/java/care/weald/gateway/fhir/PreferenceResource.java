package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
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

/** What a person prefers for services that are none of ours, kept apart from objections (row C6). */
@Path("/fhir")
public class PreferenceResource {

    private static final Act RECORD = new Act("operation", "E", "Consent/$record-preference", "");
    private static final Act WITHDRAW = new Act("operation", "E", "Consent/$withdraw-preference", "");

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;
    private final String base;

    PreferenceResource(Desk desk, Objections work, OperationBody bodies, FhirConfig config) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
        this.base = config.publicBase();
    }

    @POST
    @Authenticated
    @Path("/Consent/$record-preference")
    @Operation(
            summary = "Record a patient's Summary Care Record preference or national data opt-out",
            description =
                    "Parameters: patient (valueReference or valueIdentifier), kind (summary-care-record-preference,"
                            + " national-data-opt-out), choice (implied-consent, express-consent, opted-out), from (valueDateTime). By a"
                            + " partner's system or staff where the patient is registered, or by the patient. Neither is enforced for"
                            + " direct care; the national data opt-out is for every other use. GET /fhir/Consent with this category"
                            + " shows them")
    public Uni<Response> record(@Context RoutingContext context, byte[] body) {
        return serve(context, RECORD, "/preferences", body);
    }

    @POST
    @Authenticated
    @Path("/Consent/$withdraw-preference")
    @Operation(
            summary = "End a patient's Summary Care Record preference or national data opt-out, at once",
            description = "Parameters: patient (valueReference or valueIdentifier), kind")
    public Uni<Response> withdraw(@Context RoutingContext context, byte[] body) {
        return serve(context, WITHDRAW, "/preferences/$withdraw", body);
    }

    private Uni<Response> serve(RoutingContext context, Act act, String path, byte[] body) {
        return desk.serve(context, "/fhir/" + act.path(), act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return bodies.json(context, body).chain(fhir -> {
                OperationParameters parameters =
                        OperationParameters.without("patient", fhir, base).named("patient");
                boolean system = enquiry.requester().partner().caller().isSystem();
                Inquiry inquiry =
                        new Inquiry(enquiry.requester(), system ? "feed" : "object", parameters.whom(), List.of(), act);
                return work.handle(inquiry, new Request(path, parameters.rest()));
            });
        });
    }
}
