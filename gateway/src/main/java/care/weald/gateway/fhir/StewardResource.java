package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import care.weald.gateway.upstream.IdentityClient.Change;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Merge, unlink and the list of possible duplicates, for demographic and records administrators. */
@Path("/fhir")
public class StewardResource {

    /** The parameters of the list. */
    static final List<String> LISTED = List.of("code", "status", "priority", "_count", "_cursor");

    private static final Act MERGE = new Act("operation", "E", "Patient/$merge", "");
    private static final Act UNLINK = new Act("operation", "E", "Patient/{id}/$unlink", "");
    private static final Act LIST = new Act("search", "E", "Task", "");
    private static final Act READ = new Act("read", "R", "Task/{id}", "");
    private static final Act UPDATE = new Act("update", "U", "Task/{id}", "");
    private static final String KEY = "Idempotency-Key";
    private static final String MATCH = "If-Match";
    private static final Pattern KEY_TEXT = Pattern.compile("[!-~]{1,128}");
    private static final Pattern MATCH_TEXT = Pattern.compile("(W/)?\"[A-Za-z0-9._-]{1,64}\"");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final Desk desk;
    private final Stewardship stewardship;
    private final OperationBody bodies;
    private final TaskKinds kinds;

    StewardResource(Desk desk, Stewardship stewardship, OperationBody bodies, TaskKinds kinds) {
        this.desk = desk;
        this.stewardship = stewardship;
        this.bodies = bodies;
        this.kinds = kinds;
    }

    @POST
    @Authenticated
    @Path("/Patient/$merge")
    @Operation(summary = "Make two patients one, or show what would become of it (FHIR R5 Patient/$merge)")
    public Uni<Response> merge(@Context RoutingContext context, byte[] body) {
        return desk.serve(context, "/fhir/Patient/$merge", MERGE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Map<String, String> key = given(context, KEY, KEY_TEXT);
            return stewardship.change(
                    enquiry,
                    MERGE,
                    bodies.json(context, body),
                    fhir -> new Change(HttpMethod.POST, "/patients/$merge", key, fhir));
        });
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$unlink")
    @Operation(summary = "Take registrations out of a patient, for a stated reason; nothing links them again by itself")
    public Uni<Response> unlink(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Patient/{id}/$unlink", UNLINK, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            Map<String, String> key = given(context, KEY, KEY_TEXT);
            String path = "/" + PatientReference.person(id, "id") + "/$unlink";
            return stewardship.change(
                    enquiry,
                    enquiry.act("Patient" + path, new Parameters(List.of())),
                    bodies.json(context, body),
                    fhir -> new Change(HttpMethod.POST, "/patients" + path, key, fhir));
        });
    }

    @GET
    @Authenticated
    @Path("/Task")
    @Operation(
            summary =
                    "The possible duplicates that wait for somebody to decide; with code=correct-data faults of items,"
                            + " with code=article-21-objection objections, with code=override-follow-up overrides,"
                            + " with code=feed-message refused messages, with code=privacy-case privacy cases")
    public Uni<Response> tasks(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Task", LIST, enquiry -> {
            return kinds.search(enquiry).orElseGet(() -> {
                Parameters asked = enquiry.parameters().without(Set.of());
                asked.mustBeAmong(Set.copyOf(LISTED));
                return stewardship.read(enquiry, enquiry.act("Task", asked), "/tasks" + asked.toQuery());
            });
        });
    }

    @GET
    @Authenticated
    @Path("/Task/{id}")
    @Operation(summary = "Read a possible duplicate, with its ETag, or a fault of an item")
    public Uni<Response> task(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.serve(context, "/fhir/Task/{id}", READ, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return kinds.read(enquiry, id).orElseGet(() -> {
                String path = path(id);
                return stewardship.read(
                        enquiry, enquiry.act("Task" + path, new Parameters(List.of())), "/tasks" + path);
            });
        });
    }

    @PUT
    @Authenticated
    @Path("/Task/{id}")
    @Operation(summary = "Accept, reject or defer a possible duplicate, as it was read (If-Match)")
    public Uni<Response> decide(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return desk.serve(context, "/fhir/Task/{id}", UPDATE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            String path = path(id);
            Map<String, String> version = version(context);
            if (version.isEmpty()) {
                throw new Faulted(Fault.of(Kind.PRECONDITION_REQUIRED).at(MATCH), "header");
            }
            return stewardship.change(
                    enquiry,
                    enquiry.act("Task" + path, new Parameters(List.of())),
                    bodies.json(context, body),
                    fhir -> new Change(HttpMethod.PUT, "/tasks" + path, version, fhir));
        });
    }

    /** The version that a change is meant for, where the request names one. */
    static Map<String, String> version(RoutingContext context) {
        return given(context, MATCH, MATCH_TEXT);
    }

    private static String path(String id) {
        if (!ID.matcher(id).matches()) {
            throw PatientReference.invalid("id");
        }
        return "/" + id;
    }

    /** A header that may be there once in a fixed form. */
    private static Map<String, String> given(RoutingContext context, String name, Pattern form) {
        List<String> values = context.request().headers().getAll(name);
        if (values.size() > 1
                || values.stream().anyMatch(value -> !form.matcher(value).matches())) {
            throw header(name);
        }
        return values.isEmpty() ? Map.of() : Map.of(name, values.getFirst());
    }

    private static Faulted header(String name) {
        return new Faulted(Fault.of(Kind.BAD_HEADER).at(name), "header");
    }
}
