package care.weald.gateway.fhir;

import care.weald.gateway.enforcement.Answer;
import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A copy of all that is held of a patient, for the patient, and the review before it. */
@Path("/fhir")
public class SubjectAccessResource {

    private static final String ASK = "Patient/{id}/$subject-access";
    private static final String REVIEW = "Patient/{id}/$subject-access-review";
    private static final String REVIEWS = "/subject-access-reviews";
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Desk desk;
    private final SubjectAccess access;
    private final OperationBody bodies;

    SubjectAccessResource(Desk desk, SubjectAccess access, OperationBody bodies) {
        this.desk = desk;
        this.access = access;
        this.bodies = bodies;
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$subject-access")
    @Operation(
            summary =
                    "Ask for a copy of all that is held of a patient: the patient, a proxy, or an officer on their behalf",
            description =
                    "Answers a Task to follow (Location). A health professional reviews what is held before the copy is"
                            + " made")
    public Uni<Response> open(@Context RoutingContext context, @PathParam("id") String id) {
        return serve(context, ASK, enquiry -> access.open(enquiry, id));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$subject-access")
    @Operation(summary = "The own requests for a copy of a patient's record")
    public Uni<Response> all(@Context RoutingContext context, @PathParam("id") String id) {
        return serve(context, ASK, enquiry -> access.told(enquiry, id, ""));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$subject-access/{job}")
    @Operation(summary = "How far a request for a copy is")
    public Uni<Response> one(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(context, ASK + "/{job}", enquiry -> access.told(enquiry, id, job(job)));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$subject-access/{job}/$cancel")
    @Operation(summary = "Withdraw a request for a copy")
    public Uni<Response> cancel(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(context, ASK + "/{job}/$cancel", enquiry -> access.cancel(enquiry, id, job(job)));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$subject-access/{job}/$fetch")
    @Operation(
            summary = "Fetch a copy, once",
            description = "A ZIP archive: record.html, record.pdf, record.json (a FHIR document) and access-log.html")
    public Uni<Response> fetch(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(context, ASK + "/{job}/$fetch", enquiry -> access.fetch(enquiry, id, job(job)));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$subject-access-review")
    @Operation(summary = "Copies of a patient's record that wait for a review by a health professional")
    public Uni<Response> reviews(@Context RoutingContext context, @PathParam("id") String id) {
        return serve(context, REVIEW, enquiry -> access.review(enquiry, id, REVIEWS));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$subject-access-review/{job}")
    @Operation(summary = "What of a copy must be looked at, why, and what is decided")
    public Uni<Response> review(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(context, REVIEW + "/{job}", enquiry -> access.review(enquiry, id, REVIEWS + job(job)));
    }

    @GET
    @Authenticated
    @Path("/Patient/{id}/$subject-access-review/{job}/items")
    @Operation(summary = "What a copy would have in it, page by page")
    public Uni<Response> items(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(
                context,
                REVIEW + "/{job}/items",
                enquiry -> access.review(
                        enquiry,
                        id,
                        REVIEWS + job(job) + "/items"
                                + enquiry.parameters().without(Set.of()).toQuery()));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$subject-access-review/{job}/$decide")
    @Operation(
            summary = "Decide what of a copy is released and what is withheld",
            description = "Parameters: item, any number of times, with the parts reference (valueReference), decision"
                    + " (valueCode release or withhold) and, of what is withheld, ground (valueCode third-party,"
                    + " serious-harm or other-exemption)")
    public Uni<Response> decide(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job, byte[] body) {
        return serve(
                context,
                REVIEW + "/{job}/$decide",
                enquiry -> bodies.json(context, body)
                        .chain(fhir -> access.decide(enquiry, id, REVIEWS + job(job) + "/$decide", fhir)));
    }

    @POST
    @Authenticated
    @Path("/Patient/{id}/$subject-access-review/{job}/$complete")
    @Operation(summary = "Complete the review of a copy, which is then made")
    public Uni<Response> complete(
            @Context RoutingContext context, @PathParam("id") String id, @PathParam("job") String job) {
        return serve(
                context,
                REVIEW + "/{job}/$complete",
                enquiry -> access.decide(enquiry, id, REVIEWS + job(job) + "/$complete", new byte[0]));
    }

    private Uni<Response> serve(RoutingContext context, String path, Function<Enquiry, Uni<Answer>> work) {
        return desk.serve(context, "/fhir/" + path, new Act("operation", "E", path, ""), work);
    }

    private static String job(String job) {
        if (!JOB.matcher(job).matches()) {
            throw new Faulted(Fault.of(Kind.INVALID_PARAMETER).at("job"), "job");
        }
        return "/" + job;
    }
}
