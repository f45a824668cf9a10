package care.weald.identity.bulk;

import care.weald.identity.bulk.ImportIntake.Outcome;
import care.weald.identity.feed.FeedScope;
import care.weald.identity.feed.PatientLines.Sender;
import care.weald.identity.operation.Jobs;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Files of Patients, one a line (NDJSON), in the shape of FHIR's asynchronous pattern. Only who sent a file sees it. */
@Path("/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final int PAGE = 1_000;

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final ImportIntake intake;
    private final ImportRepository jobs;

    ImportResource(SecurityIdentity identity, PermitReader permits, ImportIntake intake, ImportRepository jobs) {
        this.identity = identity;
        this.permits = permits;
        this.intake = intake;
        this.jobs = jobs;
    }

    @POST
    @Authenticated
    @Consumes({"application/fhir+ndjson", "application/ndjson", "application/x-ndjson"})
    @Operation(summary = "Takes a file of Patients, one a line, to be stored in the background")
    public Uni<Response> take(
            @HeaderParam(PermitReader.HEADER) @Nullable String permit, @Context RoutingContext context) {
        Multi<Buffer> body = MultiHelper.toMulti(context.request());
        return permitted(permit, caller -> intake.take(Sender.of(caller), body).map(ImportResource::answer));
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken ->
                Response.accepted(ImportAnswer.taken(taken.job())).build();
            case Outcome.TooMany _ ->
                Problem.of(Kind.TOO_MANY, "Other files of this organisation wait")
                        .toResponse();
            case Outcome.TooLarge _ ->
                Problem.of(Kind.TOO_LARGE, "The file is over the limit").toResponse();
            case Outcome.Empty _ ->
                Problem.of(Kind.INVALID_CONTENT, "There is no line in the file").toResponse();
            case Outcome.Cancelled _ ->
                Problem.of(Kind.CONFLICT, "The file was cancelled").toResponse();
        };
    }

    @GET
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "How far a file is (202), or what became of it and of each line that was refused (200)")
    public Uni<Response> follow(
            @RestPath String job,
            @RestQuery("_after") @Nullable Long after,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(
                permit,
                caller -> Jobs.follow(
                        job,
                        id -> jobs.find(id, caller.organisation()),
                        known -> state(known, after == null ? 0 : after)));
    }

    private Uni<Response> state(ImportJob job, long after) {
        return job.status().isOver()
                ? jobs.faults(job.id(), after, PAGE)
                        .map(faults ->
                                Response.ok(ImportAnswer.outcome(job, faults)).build())
                : Uni.createFrom().item(() -> Jobs.running(ImportAnswer.progress(job)));
    }

    @DELETE
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "Cancels a file; what is stored stays")
    public Uni<Response> cancel(@RestPath String job, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, caller -> Jobs.cancel(job, id -> jobs.cancel(id, caller.organisation())));
    }

    private Uni<Response> permitted(@Nullable String permit, Function<Caller, Uni<Response>> then) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!FeedScope.covers(caller)) {
            return problem(Kind.REFUSED, "Only a system with a scope to write Patients may feed");
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("feed"))
                        .map(given -> then.apply(caller))
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to feed is wanted")));
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
