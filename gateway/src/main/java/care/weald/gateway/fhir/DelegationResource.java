package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom.ByPerson;
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
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who may see a patient's record as a proxy: for staff where the patient is registered (row X4). */
@Path("/fhir")
public class DelegationResource {

    private static final Act DELEGATE = new Act("operation", "E", "Patient/{id}/$delegate", "");
    private static final Act LIST = new Act("operation", "E", "Patient/{id}/$delegates", "");
    private static final Act END = new Act("operation", "E", "Patient/{id}/$end-delegation", "");
    private static final byte[] NONE = {};

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;
    private final String base;

    DelegationResource(Desk desk, Objections work, OperationBody bodies, FhirConfig config) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
        this.base = config.publicBase();
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$delegate")
    @Operation(
            summary = "Record who may see a patient's record as a proxy, and for how long",
            description =
                    "Parameters: proxy (valueIdentifier, such as the NHS number, or valueReference), kind (parent, carer,"
                            + " attorney, deputy), authority (valueString), from, until (valueDateTime), birth-date (valueDate, of a parent's"
                            + " child alone: it is not kept)")
    public Uni<Response> delegate(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return serve(
                context,
                DELEGATE,
                id,
                (enquiry, inquiry) -> bodies.json(context, body).chain(fhir -> {
                    OperationParameters parameters =
                            OperationParameters.without("proxy", fhir, base).named("proxy");
                    return work.handle(inquiry, parameters.whom(), new Request("/delegations", parameters.rest()));
                }));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$delegates")
    @Operation(summary = "The proxies of a patient, those that have ended too")
    public Uni<Response> list(@Context RoutingContext context, @PathParam("id") String id) {
        return serve(context, LIST, id, (enquiry, inquiry) -> work.handle(inquiry, new Request("/delegations", NONE)));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$end-delegation")
    @Operation(
            summary = "End a proxy of a patient, at once",
            description = "Parameters: delegation (valueId, as $delegates tells it)")
    public Uni<Response> end(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return serve(
                context,
                END,
                id,
                (enquiry, inquiry) -> bodies.json(context, body)
                        .chain(fhir -> work.handle(inquiry, new Request("/delegations/$end", fhir))));
    }

    private Uni<Response> serve(
            RoutingContext context, Act act, String id, BiFunction<Enquiry, Inquiry, Uni<Answer>> operation) {
        return desk.serve(context, "/fhir/" + act.path(), act, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            ByPerson whom = new ByPerson(PatientReference.person(id, "id"));
            Act told = enquiry.act(act.path().replace("{id}", id), new Parameters(List.of()));
            return operation.apply(enquiry, new Inquiry(enquiry.requester(), "delegate", whom, List.of(), told));
        });
    }
}
