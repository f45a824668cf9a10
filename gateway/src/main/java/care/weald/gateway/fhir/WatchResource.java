package care.weald.gateway.fhir;

import care.weald.gateway.upstream.AuditClient.Watched;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Alerts of monitoring ({@code DetectedIssue}) and the cases they are made into (Tasks whose ids begin with {@code case-}). */
@Path("/fhir")
public class WatchResource {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String ID = "{id: " + UUID + "}";
    private static final String CASE = "{id: case-" + UUID + "}";
    private static final String PREFIX = "case-";
    private static final Act READ = new Act("read", "R", "DetectedIssue/{id}", "");
    private static final Act OPEN = new Act("operation", "E", "DetectedIssue/{id}/$open-case", "");
    private static final Act READ_CASE = new Act("read", "R", "Task/{id}", "");
    private static final Act STEP = new Act("operation", "E", "Task/{id}/$step", "");

    private final Desk desk;
    private final Watch watch;
    private final OperationBody bodies;

    WatchResource(Desk desk, Watch watch, OperationBody bodies) {
        this.desk = desk;
        this.watch = watch;
        this.bodies = bodies;
    }

    @GET
    @Authenticated
    @Path("/DetectedIssue/" + ID)
    @Operation(summary = "One alert with the user and the person it is about")
    public Uni<Response> alert(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/DetectedIssue/{id}", READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return watch.read(enquiry, act(enquiry, "DetectedIssue/" + id), "/alerts/" + id);
        });
    }

    @POST
    @Authenticated
    @Path("/DetectedIssue/" + ID + "/$open-case")
    @Operation(summary = "Make a case of an alert; the Task that there is when it has one")
    public Uni<Response> open(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/DetectedIssue/{id}/$open-case", OPEN, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return watch.change(
                    enquiry,
                    act(enquiry, "DetectedIssue/" + id + "/$open-case"),
                    Watched.post("/alerts/" + id + "/$open-case", Map.of()),
                    Watch.nothing());
        });
    }

    @GET
    @Authenticated
    @Path("/Task/" + CASE)
    @Operation(summary = "Read a privacy case with every step, with its ETag")
    public Uni<Response> task(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}", READ_CASE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return watch.read(enquiry, act(enquiry, "Task/" + id), path(id));
        });
    }

    @POST
    @Authenticated
    @Path("/Task/" + CASE + "/{step: [$](assign|note|follow-up|close)}")
    @Operation(
            summary = "Take a privacy case a step further, perhaps as it was read (If-Match)",
            description = "$assign (owner, without it who asks; note), $note (note), $follow-up (until, a date; note),"
                    + " $close (outcome: justified, training, referred-to-employer, breach-reported; note), as Parameters or"
                    + " a JSON object of these names. Nobody takes a step with a case about themselves; the owner follows"
                    + " it up and closes it; one about an officer is closed by another role or organisation.")
    public Uni<Response> step(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("step") String step, byte[] body) {
        return desk.serve(context, "/fhir/Task/{id}/{step}", STEP, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Uni<byte[]> content = body.length == 0 ? Watch.nothing() : bodies.json(context, body);
            return watch.change(
                    enquiry,
                    act(enquiry, "Task/" + id + "/" + step),
                    Watched.post(path(id) + "/" + step, StewardResource.version(context)),
                    content);
        });
    }

    private static Act act(Enquiry enquiry, String path) {
        return enquiry.act(path, new Parameters(List.of()));
    }

    private static String path(String id) {
        return "/cases/" + id.substring(PREFIX.length());
    }
}
