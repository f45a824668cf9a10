package care.weald.record.subjectaccess;

import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.subjectaccess.Request.Asker;
import care.weald.record.subjectaccess.Request.Status;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Asking for a copy of all that is held of a person, following it and fetching it (UK GDPR article 15). */
@Path("/subject-access")
public class RequestResource {

    private static final Set<String> ASKING = Set.of("subject-access");
    private static final List<String> CITIZEN = List.of("CIT");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final PermitReader permits;
    private final RequestRepository requests;
    private final SubjectAccessConfig config;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final String publicBase;

    RequestResource(
            PermitReader permits,
            RequestRepository requests,
            SubjectAccessConfig config,
            SecurityIdentity identity,
            Clock clock,
            PublicBase base) {
        this.permits = permits;
        this.requests = requests;
        this.config = config;
        this.identity = identity;
        this.clock = clock;
        this.publicBase = base.url();
    }

    /** Opens a request; the content is the person's Patient. 409 {@code open} while the asker has one that is not over. */
    @POST
    @Authenticated
    @Consumes("application/fhir+json")
    @Produces("application/fhir+json")
    @Operation(summary = "Ask for a copy of all that is held of a person")
    public Uni<Response> open(@HeaderParam("Weald-Permit") @Nullable String permit, byte[] patient) {
        return granted(permit, (granted, asker) -> {
            Instant now = clock.instant();
            LocalDate due = LocalDate.ofInstant(now, ZONE).plusMonths(1);
            Request request = new Request(
                    new UUID(0, 0), granted.person(), granted.sourcePatients(), asker, Status.REVIEW, now, due);
            return requests.open(request, patient)
                    .map(opened ->
                            opened.map(this::created).orElseGet(() -> conflict("A request is not over yet", "open")));
        });
    }

    /** The requests that the asker may follow, the newest first. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The requests for a copy of a person's record")
    public Uni<Response> all(@HeaderParam("Weald-Permit") @Nullable String permit) {
        return granted(
                permit,
                (granted, asker) -> requests.of(granted.person())
                        .map(found -> Response.ok(RequestTask.bundle(
                                                found.stream()
                                                        .filter(one -> one.by().is(asker))
                                                        .map(RequestTask::of)
                                                        .toList(),
                                                publicBase)
                                        .toString())
                                .build()));
    }

    /** How far a request is. */
    @GET
    @Path("{job}")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "How far a request for a copy is")
    public Uni<Response> one(@HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job) {
        return own(permit, job, request -> Uni.createFrom().item(task(request)));
    }

    /** Withdraws a request; 409 {@code over} when it is. */
    @POST
    @Path("{job}/$cancel")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Withdraw a request for a copy")
    public Uni<Response> cancel(@HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job) {
        return own(
                permit,
                job,
                request -> requests.cancel(request.job(), clock.instant())
                        .map(done ->
                                done ? task(request.as(Status.CANCELLED)) : conflict("The request is over", "over")));
    }

    /** The pack, once; the content is the person's access log as a page. 409 {@code not-ready} or {@code over}. */
    @POST
    @Path("{job}/$fetch")
    @Authenticated
    @Consumes("text/html")
    @Operation(summary = "Fetch the pack of a request, once")
    public Uni<Response> fetch(
            @HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job, byte[] accessLog) {
        return own(permit, job, request -> {
            Instant now = clock.instant();
            return requests.fetch(request.job(), now, now.minus(config.again()))
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(files -> files.isEmpty() ? nothing(request) : pack(Zip.of(files, accessLog)));
        });
    }

    private static Response nothing(Request request) {
        boolean waits = request.status() == Status.REVIEW || request.status() == Status.MAKING;
        return waits ? conflict("There is no pack yet", "not-ready") : conflict("The request is over", "over");
    }

    private static Response pack(byte[] zip) {
        Disclosure disclosure = new Disclosure(new TreeSet<>(Set.of("cat-01")), 1, 0, List.of());
        return Response.ok(zip)
                .type("application/zip")
                .header("Weald-Content-Type", "application/zip")
                .header(Disclosure.HEADER, disclosure.toJson())
                .build();
    }

    private Uni<Response> own(
            @Nullable String permit, String job, java.util.function.Function<Request, Uni<Response>> work) {
        return granted(
                permit,
                (granted, asker) -> requests.of(granted.person())
                        .chain(found -> found.stream()
                                .filter(one -> one.job().toString().equals(job)
                                        && one.by().is(asker))
                                .findFirst()
                                .map(work)
                                .orElseGet(RequestResource::absent)));
    }

    private Uni<Response> granted(@Nullable String permit, BiFunction<Permit, Asker, Uni<Response>> work) {
        Caller caller = (Caller) identity.getPrincipal();
        Asker asker = new Asker(
                caller.organisation(), caller.subject(), caller.roles().equals(CITIZEN));
        return permits.read(caller, permit, ASKING).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> work.apply(granted.permit(), asker);
        });
    }

    private Response created(Request request) {
        return Response.status(201)
                .entity(RequestTask.of(request).toString())
                .header("Location", publicBase + "/Patient/" + request.person() + "/$subject-access/" + request.job())
                .build();
    }

    private static Response task(Request request) {
        return Response.ok(RequestTask.of(request).toString()).build();
    }

    static Response conflict(String detail, String rule) {
        return Problem.of(Kind.CONFLICT, detail).with("rule", rule).toResponse();
    }

    static Uni<Response> absent() {
        return Uni.createFrom()
                .item(Problem.of(Kind.NOT_FOUND, "There is no such request to be seen")
                        .toResponse());
    }
}
