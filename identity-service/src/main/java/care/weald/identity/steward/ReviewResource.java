package care.weald.identity.steward;

import care.weald.identity.operation.OperationBody;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.FhirBase;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Reviewer.Ruling;
import care.weald.identity.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The work list of possible duplicates, as FHIR Tasks. */
@Path("/tasks")
public class ReviewResource {

    private static final String FHIR = "application/fhir+json";

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final Pool pool;
    private final ReviewRepository reviews;
    private final Reviewer reviewer;
    private final FhirBase base;

    ReviewResource(
            SecurityIdentity identity,
            PermitReader permits,
            Pool pool,
            ReviewRepository reviews,
            Reviewer reviewer,
            FhirBase base) {
        this.identity = identity;
        this.permits = permits;
        this.pool = pool;
        this.reviews = reviews;
        this.reviewer = reviewer;
        this.base = base;
    }

    @GET
    @Authenticated
    @Produces(FHIR)
    @Operation(summary = "A searchset of possible duplicates, the most likely first")
    public Uni<Response> list(
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String priority,
            @RestQuery("_count") @Nullable String count,
            @RestQuery("_cursor") @Nullable String cursor,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(
                permit,
                () -> ReviewQuery.read(status, priority, count, cursor)
                        .map(query -> reviews.find(pool, query).map(found -> page(query, found)))
                        .orElseGet(() ->
                                problem(Kind.INVALID_PARAMETER, "status, priority, _count or _cursor is not valid")));
    }

    private Response page(ReviewQuery query, List<Review> found) {
        boolean more = found.size() > query.count();
        List<Review> shown = more ? found.subList(0, query.count()) : found;
        String next = more ? query.next(shown.getLast()) : "";
        return Response.ok(ReviewFhir.bundle(shown, base.publicBase(), next).toString())
                .header("Weald-Disclosure", disclosure(shown))
                .build();
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Produces(FHIR)
    @Operation(summary = "One possible duplicate, with its version as ETag")
    public Uni<Response> read(@RestPath String id, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(
                permit,
                () -> OperationBody.uuid(id, "")
                        .map(uuid -> reviews.find(pool, uuid)
                                .map(found -> found.map(ReviewResource::show).orElseGet(ReviewResource::absent)))
                        .orElseGet(() -> Uni.createFrom().item(ReviewResource::absent)));
    }

    @PUT
    @Path("/{id}")
    @Authenticated
    @Consumes({FHIR, "application/json"})
    @Produces(FHIR)
    @Operation(summary = "Accepts, rejects or defers a possible duplicate; If-Match is wanted")
    public Uni<Response> decide(
            @RestPath String id,
            @HeaderParam("If-Match") @Nullable String tag,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit,
            byte[] body) {
        Steward by = Steward.of((Caller) identity.getPrincipal());
        return permitted(permit, () -> {
            Optional<UUID> uuid = OperationBody.uuid(id, "");
            Optional<Integer> version = Verdict.version(tag);
            if (uuid.isEmpty()) {
                return Uni.createFrom().item(ReviewResource::absent);
            }
            if (version.isEmpty()) {
                return problem(Kind.INVALID_PARAMETER, "If-Match with the ETag of the task is wanted");
            }
            return Verdict.read(uuid.get(), version.get(), by, body)
                    .map(verdict -> reviewer.decide(verdict).map(ReviewResource::answer))
                    .orElseGet(() -> problem(
                            Kind.INVALID_CONTENT, "A Task with status accepted, rejected or on-hold is wanted"));
        });
    }

    private static Response answer(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Held held -> show(held.review());
            case Ruling.Barred(Outcome.Refused refused) -> {
                Problem problem = Problem.of(refused.kind(), refused.detail());
                yield (refused.rule().isEmpty() ? problem : problem.with("rule", refused.rule())).toResponse();
            }
        };
    }

    private static Response show(Review review) {
        return Response.ok(ReviewFhir.task(review).toString())
                .header("ETag", "W/\"" + review.state().version() + "\"")
                .header("Weald-Disclosure", disclosure(List.of(review)))
                .build();
    }

    private static String disclosure(List<Review> reviews) {
        return StewardFhir.disclosure(
                reviews.stream()
                        .flatMap(review ->
                                Stream.of(review.a().person(), review.b().person()))
                        .distinct()
                        .toList(),
                Set.of());
    }

    private Uni<Response> permitted(@Nullable String permit, Supplier<Uni<Response>> then) {
        return permits.read((Caller) identity.getPrincipal(), permit)
                .chain(held -> held.filter(given -> given.interaction().equals("steward"))
                        .map(_ -> then.get())
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to steward is wanted")));
    }

    private static Response absent() {
        return Problem.of(Kind.NOT_FOUND, "There is no such task").toResponse();
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
