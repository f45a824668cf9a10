package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Files of resources of any type that a feed may hold (FHIR R4, asynchronous pattern). */
@Path("/fhir")
public class ImportResource {

    /** Where files are sent. */
    static final String IMPORT = "$import";

    /** Where files are followed. */
    static final String STATUS = "$import-status";

    private static final Act TAKE = new Act("operation", "C", IMPORT, "");
    private static final Act FOLLOW = new Act("operation", "R", STATUS, "");
    private static final Act CANCEL = new Act("operation", "D", STATUS, "");
    private static final String ROUTE = "/fhir/$import-status/{job}";
    private static final String CURSOR = "_cursor";

    private final Desk desk;
    private final NdjsonFeed feed;
    private final ImportJobs jobs;

    ImportResource(Desk desk, NdjsonFeed feed, ImportJobs jobs) {
        this.desk = desk;
        this.feed = feed;
        this.jobs = jobs;
    }

    @POST
    @Authenticated
    @Path("/$import")
    @Operation(
            summary = "Send a file of resources, one a line (NDJSON)",
            description =
                    "202 with Content-Location once all lines are kept; they are stored in the background. Patients are"
                            + " registered while the file comes in")
    public Uni<Response> take(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/$import", TAKE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (!BulkResource.isLines(context.request().getHeader("Content-Type"))) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            return feed.take(enquiry, MultiHelper.toMulti(context.request()));
        });
    }

    @GET
    @Authenticated
    @Path("/$import-status/{job}")
    @Operation(summary = "How far a file is, or what became of it, with an OperationOutcome for each line refused")
    public Uni<Response> follow(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, ROUTE, FOLLOW, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of(CURSOR));
            String after = enquiry.parameters().one(CURSOR).orElse("0");
            if (!after.matches("[0-9]{1,15}")) {
                throw PatientReference.invalid(CURSOR);
            }
            return jobs.follow(enquiry, id(job), after);
        });
    }

    @DELETE
    @Authenticated
    @Path("/$import-status/{job}")
    @Operation(summary = "Cancel a file; what is stored stays")
    public Uni<Response> cancel(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, ROUTE, CANCEL, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return jobs.cancel(enquiry, id(job));
        });
    }

    private static String id(String job) {
        return PatientReference.person(job, "job").toString();
    }
}
