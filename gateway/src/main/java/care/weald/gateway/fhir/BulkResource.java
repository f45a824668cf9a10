package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Event.Act;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What takes longer than a request: files of Patients, and the search for duplicates (FHIR R4, asynchronous pattern). */
@Path("/fhir")
public class BulkResource {

    /** Where files are sent and followed. */
    static final String IMPORTS = "Patient/$import";

    /** Where searches for duplicates are begun and followed. */
    static final String DUPLICATES = "Patient/$deduplicate";

    private static final Set<String> LINES =
            Set.of("application/fhir+ndjson", "application/ndjson", "application/x-ndjson");
    private static final Act IMPORT = new Act("operation", "C", IMPORTS, "");
    private static final Act DEDUPLICATE = new Act("operation", "E", DUPLICATES, "");
    private static final String CURSOR = "_cursor";

    private final Desk desk;
    private final BulkJobs jobs;

    BulkResource(Desk desk, BulkJobs jobs) {
        this.desk = desk;
        this.jobs = jobs;
    }

    @POST
    @Authenticated
    @Path("/Patient/$import")
    @Operation(summary = "Send a file of Patients, one a line (NDJSON); each is stored as if sent by itself (ITI-104)")
    public Uni<Response> take(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Patient/$import", IMPORT, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            if (!isLines(context.request().getHeader("Content-Type"))) {
                throw new Faulted(Fault.of(Kind.UNSUPPORTED_MEDIA), "content-type");
            }
            return jobs.take(enquiry, context.request());
        });
    }

    /** True for the content types of NDJSON. */
    static boolean isLines(@Nullable String type) {
        return type != null && LINES.contains(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
    }

    @GET
    @Authenticated
    @Path("/Patient/$import/{job}")
    @Operation(summary = "How far a file is, or what became of it, with an OperationOutcome for each line refused")
    public Uni<Response> followFile(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, "/fhir/Patient/$import/{job}", IMPORT, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of(CURSOR));
            String after = enquiry.parameters().one(CURSOR).orElse("0");
            if (!after.matches("[0-9]{1,15}")) {
                throw PatientReference.invalid(CURSOR);
            }
            return jobs.followFile(enquiry, id(job), after);
        });
    }

    @DELETE
    @Authenticated
    @Path("/Patient/$import/{job}")
    @Operation(summary = "Cancel a file; what is stored stays")
    public Uni<Response> cancelFile(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, "/fhir/Patient/$import/{job}", IMPORT, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return jobs.cancelFile(enquiry, id(job));
        });
    }

    @POST
    @Authenticated
    @Path("/Patient/$deduplicate")
    @Operation(summary = "Begin to search everybody who is registered for duplicates")
    public Uni<Response> deduplicate(@Context RoutingContext context) {
        return desk.serve(context, "/fhir/Patient/$deduplicate", DEDUPLICATE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return jobs.deduplicate(enquiry);
        });
    }

    @GET
    @Authenticated
    @Path("/Patient/$deduplicate/{job}")
    @Operation(summary = "How far a search for duplicates is, or what became of it")
    public Uni<Response> followSearch(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, "/fhir/Patient/$deduplicate/{job}", DEDUPLICATE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return jobs.followSearch(enquiry, id(job));
        });
    }

    @DELETE
    @Authenticated
    @Path("/Patient/$deduplicate/{job}")
    @Operation(summary = "Cancel a search for duplicates; what was linked or put on the list stays")
    public Uni<Response> cancelSearch(@Context RoutingContext context, @PathParam("job") String job) {
        return desk.serve(context, "/fhir/Patient/$deduplicate/{job}", DEDUPLICATE, enquiry -> {
            enquiry.parameters().mustBeAmong(Set.of());
            return jobs.cancelSearch(enquiry, id(job));
        });
    }

    private static String id(String job) {
        return "/" + PatientReference.person(job, "job");
    }
}
