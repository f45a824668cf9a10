package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faults;
import care.weald.gateway.platform.Exchange;
import care.weald.gateway.platform.Format;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Messages that were refused for what is in them, for who sent them; listed by {@code Task?code=feed-message}. */
@Path("/fhir")
public class FailedMessageResource {

    private static final String ID = "{id: message-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
    private static final Act READ = new Act("read", "R", "Task/{id}", "");
    private static final Act ORIGINAL = new Act("read", "R", "Binary/{id}", "");
    private static final Act REPLAY = new Act("operation", "E", "Task/{id}/$replay", "");
    private static final Act DISMISS = new Act("operation", "E", "Task/{id}/$dismiss", "");

    private final Desk desk;
    private final FailedMessages messages;

    FailedMessageResource(Desk desk, FailedMessages messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @GET
    @Authenticated
    @Path("/Task/" + ID)
    @Operation(summary = "Read why a message of the caller's organisation was refused")
    public Uni<Response> read(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}", READ, enquiry -> messages.read(enquiry, id));
    }

    @GET
    @Authenticated
    @Path("/Binary/" + ID)
    @Operation(summary = "Read a refused message of the caller's organisation as it came")
    public Uni<Response> original(@Context RoutingContext context, @PathParam("id") String id) {
        Exchange.of(context).routed("/fhir/Binary/{id}");
        Optional<DocumentForm> form = DocumentForm.of(context.request());
        return form.isEmpty()
                ? Uni.createFrom().item(() -> Faults.response(context, Fault.of(Kind.NOT_ACCEPTABLE)))
                : desk.in(
                        form.get().fhir().orElse(Format.JSON),
                        context,
                        ORIGINAL,
                        enquiry -> messages.original(enquiry, id, form.get()));
    }

    @POST
    @Authenticated
    @Path("/Task/" + ID + "/$replay")
    @Operation(
            summary = "Send a refused message on as if it had just come",
            description = "The Task is completed when it is stored, and says why where it is refused again")
    public Uni<Response> replay(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}/$replay", REPLAY, enquiry -> messages.replay(enquiry, id));
    }

    @POST
    @Authenticated
    @Path("/Task/" + ID + "/$dismiss")
    @Operation(summary = "Give a refused message up; its bytes are forgotten")
    public Uni<Response> dismiss(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}/$dismiss", DISMISS, enquiry -> messages.dismiss(enquiry, id));
    }
}
