package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Inquiry;
import care.weald.gateway.enforcement.Objections;
import care.weald.gateway.upstream.CaseClient.Request;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByPerson;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What follows an override (row D4): a second person's word, and a Task for whoever looks into it. */
@Path("/fhir")
public class OverrideResource {

    /** What the id of such a Task begins with. */
    static final String PREFIX = "override-";

    private static final String ID = "{id: override-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final Act CONFIRM = new Act("operation", "E", "Patient/{id}/$confirm-override", "");
    private static final Act READ = new Act("read", "R", "Task/{id}", "");
    private static final Act CLOSE = new Act("operation", "E", "Task/{id}/$close", "");
    private static final byte[] NONE = {};

    private final Desk desk;
    private final Objections work;
    private final OperationBody bodies;

    OverrideResource(Desk desk, Objections work, OperationBody bodies) {
        this.desk = desk;
        this.work = work;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$confirm-override")
    @Operation(
            summary = "Confirm a colleague's override, so that very restricted items are shown while it holds",
            description =
                    "Parameters: override (valueId, as $override answered it) and reason (valueString); by somebody of"
                            + " the same organisation who may override too")
    public Uni<Response> confirm(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Patient/{id}/$confirm-override", CONFIRM, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Whom whom = new ByPerson(PatientReference.person(id, "id"));
            Act act = enquiry.act("Patient/" + id + "/$confirm-override", new Parameters(List.of()));
            return bodies.json(context, body)
                    .chain(fhir -> work.handle(inquiry(enquiry, whom, act), new Request("/overrides/$confirm", fhir)));
        });
    }

    @GET
    @Authenticated
    @Path("/Task/" + ID)
    @Operation(summary = "Read the follow-up of an override, for privacy officers of the user's organisation")
    public Uni<Response> read(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}", READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Act act = enquiry.act("Task/" + id, new Parameters(List.of()));
            return work.handle(inquiry(enquiry, new Nobody(), act), new Request(path(id), NONE));
        });
    }

    @POST
    @Authenticated
    @Path("/Task/" + ID + "/$close")
    @Operation(
            summary = "Close the follow-up of an override",
            description =
                    "Parameters: outcome (valueCode: justified or not-justified) and reason (valueString); by a privacy"
                            + " officer who did not override")
    public Uni<Response> close(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Task/{id}/$close", CLOSE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Act act = enquiry.act("Task/" + id + "/$close", new Parameters(List.of()));
            return bodies.json(context, body)
                    .chain(fhir ->
                            work.handle(inquiry(enquiry, new Nobody(), act), new Request(path(id) + "/$close", fhir)));
        });
    }

    private static String path(String id) {
        return "/follow-ups/" + id.substring(PREFIX.length());
    }

    private static Inquiry inquiry(Enquiry enquiry, Whom whom, Act act) {
        return new Inquiry(enquiry.requester(), "overrides", whom, List.of(), act);
    }
}
