package care.weald.record.subjectaccess;

import care.weald.record.item.Disclosure;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BundleWriter;
import care.weald.record.search.Links;
import care.weald.record.subjectaccess.Request.Status;
import care.weald.record.subjectaccess.ReviewRepository.After;
import care.weald.record.subjectaccess.ReviewRepository.Decided;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Deciding, as a health professional, what of a copy is kept back (Data Protection Act 2018, schedule 2 paragraph 16 and
 * schedule 3 part 2). Nobody decides on a copy that he or she has asked for.
 */
@Path("/subject-access-reviews")
public class ReviewResource {

    private static final Set<String> REVIEWING = Set.of("disclosure-review");
    private static final int PAGE = 100;

    private final PermitReader permits;
    private final RequestRepository requests;
    private final ReviewRepository reviews;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final String publicBase;

    ReviewResource(
            PermitReader permits,
            RequestRepository requests,
            ReviewRepository reviews,
            SecurityIdentity identity,
            Clock clock,
            PublicBase base) {
        this.permits = permits;
        this.requests = requests;
        this.reviews = reviews;
        this.identity = identity;
        this.clock = clock;
        this.publicBase = base.url();
    }

    /** The requests about the permit's person that wait for a review by the caller. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Copies of a person's record that wait for a review")
    public Uni<Response> all(@HeaderParam("Weald-Permit") @Nullable String permit) {
        return permitted(
                permit,
                (person, caller) -> requests.of(person)
                        .map(found -> Response.ok(RequestTask.bundle(
                                                found.stream()
                                                        .filter(one -> isFor(one, caller))
                                                        .map(RequestTask::of)
                                                        .toList(),
                                                publicBase)
                                        .toString())
                                .build()));
    }

    /** A request with what must be looked at, why, and what is decided. */
    @GET
    @Path("{job}")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "What of a copy must be looked at, and what is decided")
    public Uni<Response> one(@HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job) {
        return of(permit, job, (request, caller) -> task(request));
    }

    /** A page of all that the copy would have, as it was held when it was asked for; {@code _cursor} goes on. */
    @GET
    @Path("{job}/items")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "What a copy would have in it, page by page")
    public Uni<Response> items(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("job") String job,
            @QueryParam("_cursor") @Nullable String cursor) {
        Optional<After> after = after(cursor);
        return after.isEmpty()
                ? Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, "This is no cursor")
                                .with("place", "_cursor")
                                .toResponse())
                : of(
                        permit,
                        job,
                        (request, caller) -> reviews.items(request.job(), after.get(), true, PAGE)
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(page -> page(request, page)));
    }

    private Response page(Request request, List<ShownItem> page) {
        BundleWriter bundle = new BundleWriter(publicBase, request.person(), page);
        Optional<String> next = page.size() < PAGE
                ? Optional.empty()
                : Optional.of(
                        page.getLast().category() + "_" + page.getLast().id().item());
        String url =
                publicBase + "/Patient/" + request.person() + "/$subject-access-review/" + request.job() + "/items";
        bundle.begin(OptionalLong.empty(), Links.of(url, List.<Map.Entry<String, String>>of(), next), page);
        if (!page.isEmpty()) {
            bundle.beginEntries();
            page.forEach(bundle::add);
            bundle.endEntries();
        }
        return Response.ok(bundle.end())
                .header(Disclosure.HEADER, Disclosure.of(page, 0).toJson())
                .build();
    }

    /** Notes decisions; they can be changed until the review is completed. */
    @POST
    @Path("{job}/$decide")
    @Authenticated
    @Consumes("application/fhir+json")
    @Produces("application/fhir+json")
    @Operation(summary = "Decide what of a copy is released and what is withheld, and on what ground")
    public Uni<Response> decide(
            @HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job, byte[] parameters) {
        Optional<List<Decided>> decisions = Decisions.read(parameters);
        return of(
                permit,
                job,
                (request, caller) -> decisions.isEmpty()
                        ? Uni.createFrom()
                                .item(Problem.of(
                                                Kind.INVALID_CONTENT, "Items with a decision and its ground are wanted")
                                        .with("place", "Parameters.parameter")
                                        .toResponse())
                        : reviews.decide(request.job(), decisions.get(), caller.subject(), clock.instant())
                                .chain(known -> known == decisions.get().size()
                                        ? task(request)
                                        : Uni.createFrom()
                                                .item(RequestResource.conflict(
                                                        "Something of it is not in this copy, or the review is over",
                                                        "not-in-review"))));
    }

    /** Ends the review, and the pack is made; 409 {@code undecided} while something that must be looked at is not decided. */
    @POST
    @Path("{job}/$complete")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Complete the review of a copy, which is then made")
    public Uni<Response> complete(@HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("job") String job) {
        return of(
                permit,
                job,
                (request, caller) -> reviews.complete(request.job(), caller.subject(), clock.instant())
                        .chain(done -> switch (done) {
                            case DONE -> task(request.as(Status.MAKING));
                            case UNDECIDED -> conflict("Something that must be looked at is not decided", "undecided");
                            case OVER -> conflict("The review is over", "over");
                        }));
    }

    private static Uni<Response> conflict(String detail, String rule) {
        return Uni.createFrom().item(RequestResource.conflict(detail, rule));
    }

    private Uni<Response> task(Request request) {
        return reviews.toJudge(request.job())
                .map(judged -> Response.ok(RequestTask.of(request, judged).toString())
                        .header(
                                Disclosure.HEADER,
                                new Disclosure(
                                                judged.stream()
                                                        .map(Judged::category)
                                                        .collect(java.util.stream.Collectors.toCollection(
                                                                java.util.TreeSet::new)),
                                                judged.size(),
                                                0,
                                                List.of())
                                        .toJson())
                        .build());
    }

    private Uni<Response> of(@Nullable String permit, String job, BiFunction<Request, Caller, Uni<Response>> work) {
        return permitted(
                permit,
                (person, caller) -> requests.of(person)
                        .chain(found -> found.stream()
                                .filter(one -> one.job().toString().equals(job) && isFor(one, caller))
                                .findFirst()
                                .map(request -> work.apply(request, caller))
                                .orElseGet(RequestResource::absent)));
    }

    private static boolean isFor(Request request, Caller caller) {
        return request.mayBeReviewedBy(caller.organisation(), caller.subject())
                && (request.status() == Status.REVIEW || request.status() == Status.MAKING);
    }

    private Uni<Response> permitted(@Nullable String permit, BiFunction<UUID, Caller, Uni<Response>> work) {
        Caller caller = (Caller) identity.getPrincipal();
        return permits.read(caller, permit, REVIEWING).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> work.apply(granted.permit().person(), caller);
        });
    }

    private static Optional<After> after(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.of(After.START);
        }
        return cursor.matches("cat-[0-9]{2}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(new After(cursor.substring(0, 6), UUID.fromString(cursor.substring(7))))
                : Optional.empty();
    }
}
