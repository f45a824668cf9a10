package care.weald.record.search;

import care.weald.record.category.Category;
import care.weald.record.category.Classifier;
import care.weald.record.category.ItemType;
import care.weald.record.freshness.Freshness;
import care.weald.record.freshness.Warning;
import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.CursorSeal.Question;
import care.weald.record.search.SearchRepository.Found;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Searches one type of item in one person's record (FHIR R4 search; QEDm PCC-44). */
@Path("/items/{type}")
public class SearchResource {

    private static final Set<String> SEARCH = Set.of("search");
    private static final int MANY = 200;

    private final PermitReader permits;
    private final SearchRepository items;
    private final CursorKey key;
    private final SecurityIdentity identity;
    private final Vertx vertx;
    private final Clock clock;
    private final Freshness freshness;
    private final String publicBase;

    SearchResource(
            PermitReader permits,
            SearchRepository items,
            CursorKey key,
            SecurityIdentity identity,
            Vertx vertx,
            Clock clock,
            Freshness freshness,
            PublicBase base) {
        this.permits = permits;
        this.items = items;
        this.key = key;
        this.identity = identity;
        this.vertx = vertx;
        this.clock = clock;
        this.freshness = freshness;
        this.publicBase = base.url();
    }

    /** A page of the items that the permit shows, the newest first unless sorted otherwise. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Search items of one type")
    public Uni<Response> search(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("type") String type,
            @Context UriInfo uri) {
        return permits.read(identity.getPrincipal(), permit, SEARCH).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem());
            case Granted granted -> search(granted.permit(), ItemType.of(type), uri);
        });
    }

    private Uni<Response> search(Permit permit, Optional<ItemType> type, UriInfo uri) {
        return type.isEmpty()
                ? answer(Problem.of(Kind.NOT_FOUND, "There is no such type of item"))
                : key.get()
                        .chain(secret -> search(
                                permit,
                                SearchQuery.parse(type.get(), uri.getQueryParameters(), clock.instant()),
                                secret))
                        .onFailure(BadParameter.class)
                        .recoverWithUni(bad -> answer(bad.toProblem()));
    }

    private Uni<Response> search(Permit permit, SearchQuery query, byte[] secret) {
        Caller caller = (Caller) identity.getPrincipal();
        CursorSeal seal =
                CursorSeal.of(secret, new Question(caller, permit, query.type().name(), query.processed()));
        return items.search(permit, query, seal.open(query.cursor())).chain(found -> {
            boolean little = query.subset().isWhole()
                    && found.items().size() + found.included().size() < MANY;
            return little
                    ? Uni.createFrom().item(response(permit, query, found, seal))
                    : Uni.createFrom()
                            .completionStage(
                                    () -> vertx.executeBlocking(() -> response(permit, query, found, seal), false)
                                            .toCompletionStage());
        });
    }

    private Response response(Permit permit, SearchQuery query, Found found, CursorSeal seal) {
        SearchBundle bundle = new SearchBundle(publicBase, permit, query, late(permit, query));
        return Response.ok(bundle.write(found, seal))
                .header(
                        Disclosure.HEADER,
                        Disclosure.of(SearchBundle.disclosed(query, found), found.withheld())
                                .toJson())
                .build();
    }

    /** What to say of feeds that are late with what such a search may find and the caller's job role may see. */
    private List<Warning> late(Permit permit, SearchQuery query) {
        List<Category> open = Classifier.categories(query.type()).stream()
                .filter(category -> !permit.scope().closed().contains(category))
                .toList();
        return Warning.late(freshness.standing(), permit.scope().organisations(), open);
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
