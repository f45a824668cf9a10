package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.platform.Format;
import care.weald.gateway.upstream.AuditClient.Watched;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rules of monitoring, whom to look out for, and statistics, for officers. */
@Path("/monitoring")
public class MonitoringResource {

    private static final Act READ = new Act("read", "R", "monitoring", "");
    private static final Act UPDATE = new Act("update", "U", "monitoring", "");
    private static final Act DELETE = new Act("delete", "D", "monitoring", "");

    private final Desk desk;
    private final Watch watch;
    private final OperationBody bodies;

    MonitoringResource(Desk desk, Watch watch, OperationBody bodies) {
        this.desk = desk;
        this.watch = watch;
        this.bodies = bodies;
    }

    @GET
    @Authenticated
    @Path("/rules")
    @Operation(summary = "The 30 rules of monitoring with their thresholds")
    public Uni<Response> rules(@Context RoutingContext context) {
        return read(context, "/monitoring/rules", Set.of());
    }

    @PUT
    @Authenticated
    @Path("/rules/{id: [a-z-]{3,40}}")
    @Operation(
            summary =
                    "Change a rule's threshold, least, windowMinutes or enabled, for a reason; the version as it was read")
    public Uni<Response> rule(@Context RoutingContext context, @PathParam("id") String id, byte[] body) {
        return change(context, "/monitoring/rules/{id}", "/monitoring/rules/" + id, body);
    }

    @GET
    @Authenticated
    @Path("/statistics")
    @Operation(
            summary =
                    "Counts of events, alerts and cases by organisation, hour, category, rule and outcome, from and to")
    public Uni<Response> statistics(@Context RoutingContext context) {
        return read(context, "/monitoring/statistics", Set.of("from", "to"));
    }

    @GET
    @Authenticated
    @Path("/retention")
    @Operation(summary = "What of the audit trail has come to the end of its keeping: counts by month")
    public Uni<Response> retention(@Context RoutingContext context) {
        return read(context, "/monitoring/retention", Set.of());
    }

    @GET
    @Authenticated
    @Path("/watch-list")
    @Operation(summary = "Whom the organisation's officers have asked to look out for")
    public Uni<Response> list(@Context RoutingContext context) {
        return read(context, "/monitoring/watch-list", Set.of());
    }

    @PUT
    @Authenticated
    @Path("/watch-list")
    @Operation(
            summary =
                    "Look out for a person: members kind (pair, investigated, marked, news), user, person, until, reason")
    public Uni<Response> put(@Context RoutingContext context, byte[] body) {
        return change(context, "/monitoring/watch-list", "/monitoring/watch-list", body);
    }

    @DELETE
    @Authenticated
    @Path("/watch-list/{id: [0-9a-f-]{36}}")
    @Operation(summary = "Look out no longer")
    public Uni<Response> delete(@Context RoutingContext context, @PathParam("id") String id) {
        return desk.plain(context, "/monitoring/watch-list/{id}", DELETE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            String path = "/monitoring/watch-list/" + id;
            return watch.change(
                    enquiry,
                    act(enquiry, path),
                    new Watched(HttpMethod.DELETE, path, Map.of(), new byte[0]),
                    Watch.nothing());
        });
    }

    private Uni<Response> read(RoutingContext context, String path, Set<String> names) {
        return desk.plain(context, path, READ, enquiry -> {
            Parameters asked = enquiry.parameters().without(Set.of());
            asked.mustBeAmong(names);
            return watch.read(enquiry, act(enquiry, path), path + asked.toQuery());
        });
    }

    private Uni<Response> change(RoutingContext context, String route, String path, byte[] body) {
        return desk.plain(context, route, UPDATE, enquiry -> change(context, enquiry, path, body));
    }

    private Uni<Answer> change(RoutingContext context, Enquiry enquiry, String path, byte[] body) {
        enquiry.parameters().mustBeAmong(Set.of());
        if (Desk.sent(context) == Format.XML) {
            throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
        }
        return watch.change(
                enquiry,
                act(enquiry, path),
                new Watched(HttpMethod.PUT, path, Map.of(), new byte[0]),
                bodies.json(context, body));
    }

    private static Act act(Enquiry enquiry, String path) {
        return enquiry.act(path.substring(1), new Parameters(List.of()));
    }
}
