package care.weald.record.feed.bulk;

import care.weald.record.feed.FeedConfig;
import care.weald.record.feed.FeedLines;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.token.Caller;
import care.weald.record.token.TokenType;
import care.weald.record.token.TokenVerifier;
import care.weald.record.token.Verification.Refused;
import care.weald.record.token.Verification.Verified;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Files of resources, one a line (NDJSON), in the shape of FHIR's asynchronous pattern: begun, handed on in parts, completed,
 * and stored in the background. Only who sent a file sees it.
 */
@Path("/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final int PAGE = 1_000;
    private static final Set<String> FEED = Set.of("feed");
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final TokenVerifier tokens;
    private final ImportRepository jobs;
    private final ImportConfig config;
    private final FeedConfig feeds;
    private final Vertx vertx;

    ImportResource(
            SecurityIdentity identity,
            PermitReader permits,
            TokenVerifier tokens,
            ImportRepository jobs,
            ImportConfig config,
            FeedConfig feeds,
            Vertx vertx) {
        this.identity = identity;
        this.permits = permits;
        this.tokens = tokens;
        this.jobs = jobs;
        this.config = config;
        this.feeds = feeds;
        this.vertx = vertx;
    }

    /** Begins a file: nothing of it is worked on before it is complete. */
    @POST
    @Authenticated
    @Operation(summary = "Begins a file of resources")
    public Uni<Response> begin(@HeaderParam("Weald-Permit") @Nullable String permit) {
        UUID job = UUID.randomUUID();
        return permitted(
                permit,
                "",
                (organisation, none) -> jobs.begin(job, organisation, config.jobsPerOrganisation())
                        .map(begun -> begun
                                ? Response.accepted(ImportAnswer.job(job)).build()
                                : problem(Kind.TOO_MANY, "Other files of this organisation wait")));
    }

    /** Keeps the next lines of a file; answers after commit. */
    @POST
    @Path("/{job}/parts")
    @Authenticated
    @Consumes("application/fhir+ndjson")
    @Operation(summary = "Keeps the next lines of a file, with the source patients that they may be about")
    public Uni<Response> part(
            @RestPath String job,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("Weald-Person") @Nullable String person,
            byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > feeds.maxBytes()) {
            return Uni.createFrom().item(() -> problem(Kind.TOO_LARGE, "These lines are over the limit"));
        }
        return permitted(
                permit,
                job,
                (organisation, id) -> patients(person, organisation)
                        .chain(patients -> patients.isEmpty()
                                ? Uni.createFrom()
                                        .item(() -> problem(Kind.INVALID_TOKEN, "The person token does not hold"))
                                : read(content).chain(part -> keep(id, organisation, part, patients.get()))));
    }

    private Uni<Optional<ImportPart>> read(byte[] content) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> ImportPart.read(content), false)
                        .toCompletionStage());
    }

    private Uni<Response> keep(UUID job, String organisation, Optional<ImportPart> part, byte[] patients) {
        return part.map(lines -> jobs.keep(job, organisation, lines, patients).map(ImportResource::kept))
                .orElseGet(
                        () -> Uni.createFrom().item(() -> problem(Kind.INVALID_CONTENT, "These lines cannot be read")));
    }

    private static Response kept(ImportRepository.Kept kept) {
        return switch (kept) {
            case KEPT -> Response.noContent().build();
            case ABSENT -> absent();
            case CLOSED -> problem(Kind.CONFLICT, "The file does not wait for these lines");
        };
    }

    /** Whom the person token names, to be kept; empty when it does not hold or is not for this organisation. */
    private Uni<Optional<byte[]>> patients(@Nullable String person, String organisation) {
        if (person == null || person.isEmpty()) {
            return Uni.createFrom().item(() -> Optional.of(FeedLines.nobody()));
        }
        return tokens.verify(TokenType.PERSON, person).map(result -> switch (result) {
            case Refused _ -> Optional.<byte[]>empty();
            case Verified verified -> FeedLines.patients(verified.claims(), organisation);
        });
    }

    /** All lines are there: they will be stored, whatever happens to this process. */
    @POST
    @Path("/{job}/$complete")
    @Authenticated
    @Operation(summary = "Says that a file is complete; from now on it is stored in the background")
    public Uni<Response> complete(@RestPath String job, @HeaderParam("Weald-Permit") @Nullable String permit) {
        return permitted(
                permit,
                job,
                (organisation, id) -> jobs.complete(id, organisation)
                        .map(complete -> complete
                                ? Response.accepted(ImportAnswer.job(id)).build()
                                : problem(Kind.CONFLICT, "The file has no line, was cancelled, or is complete")));
    }

    /** How far a file is (202), or what became of it (200). */
    @GET
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "How far a file is (202), or what became of it and of each line that was refused (200)")
    public Uni<Response> follow(
            @RestPath String job,
            @RestQuery("_after") @Nullable Long after,
            @HeaderParam("Weald-Permit") @Nullable String permit) {
        return permitted(
                permit,
                job,
                (organisation, id) -> jobs.find(id, organisation)
                        .chain(found -> found.map(known -> state(known, after == null ? 0 : after))
                                .orElseGet(() -> Uni.createFrom().item(ImportResource::absent))));
    }

    private Uni<Response> state(ImportJob job, long after) {
        return job.status().isOver()
                ? jobs.faults(job.id(), after, PAGE)
                        .map(faults ->
                                Response.ok(ImportAnswer.outcome(job, faults)).build())
                : Uni.createFrom()
                        .item(() -> Response.accepted()
                                .header("X-Progress", ImportAnswer.progress(job))
                                .header("Retry-After", 1)
                                .build());
    }

    /** Cancels a file: lines that are not done are forgotten. */
    @DELETE
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "Cancels a file; what is stored stays")
    public Uni<Response> cancel(@RestPath String job, @HeaderParam("Weald-Permit") @Nullable String permit) {
        return permitted(
                permit,
                job,
                (organisation, id) -> jobs.cancel(id, organisation)
                        .map(known -> known ? Response.accepted().build() : absent()));
    }

    /** What {@code work} answers about the job under a permit to feed; a job that is none is absent, as another's. */
    private Uni<Response> permitted(@Nullable String permit, String job, BiFunction<String, UUID, Uni<Response>> work) {
        return permits.read(identity.getPrincipal(), permit, FEED).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(() -> denied.problem().toResponse());
            case Granted _ -> {
                Caller caller = (Caller) identity.getPrincipal();
                yield !job.isEmpty() && !JOB.matcher(job).matches()
                        ? Uni.createFrom().item(ImportResource::absent)
                        : work.apply(caller.organisation(), job.isEmpty() ? new UUID(0, 0) : UUID.fromString(job));
            }
        });
    }

    private static Response absent() {
        return problem(Kind.NOT_FOUND, "There is no such job");
    }

    private static Response problem(Kind kind, String detail) {
        return Problem.of(kind, detail).toResponse();
    }
}
