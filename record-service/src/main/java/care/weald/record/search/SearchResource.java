package care.weald.record.search;

import care.weald.record.category.ItemType;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.SearchRepository.Found;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Searches one type of item in one person's record (FHIR R4 search; QEDm PCC-44). */
@Path("/items/{type}")
public class SearchResource {

    private static final Set<String> SEARCH = Set.of("search");

    private final PermitReader permits;
    private final SearchRepository items;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final String publicBase;

    SearchResource(
            PermitReader permits, SearchRepository items, SecurityIdentity identity, Clock clock, PublicBase base) {
        this.permits = permits;
        this.items = items;
        this.identity = identity;
        this.clock = clock;
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
            case Granted granted -> search(granted.permit(), type, uri);
        });
    }

    private Uni<Response> search(Permit permit, String type, UriInfo uri) {
        if (ItemType.of(type).isEmpty()) {
            return answer(Problem.of(Kind.NOT_FOUND, "There is no such type of item"));
        }
        try {
            SearchQuery query = SearchQuery.parse(uri.getQueryParameters(), clock.instant());
            return items.search(permit, type, query).map(found -> bundle(permit, type, query, found));
        } catch (BadParameter bad) {
            return answer(bad.toProblem());
        }
    }

    private Response bundle(Permit permit, String type, SearchQuery query, Found found) {
        List<ShownItem> page =
                found.items().subList(0, Math.min(query.count(), found.items().size()));
        Optional<Cursor> next = found.more()
                ? Optional.of(
                        new Cursor(page.getLast().time(), page.getLast().id().item()))
                : Optional.empty();
        List<Map.Entry<String, String>> processed = new ArrayList<>();
        processed.add(Map.entry("patient", permit.person().toString()));
        processed.addAll(query.processed());
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), page);
        bundle.begin(
                query.totalled() ? OptionalLong.of(found.total()) : OptionalLong.empty(),
                Links.of(publicBase + "/" + type, processed, next),
                page);
        if (!page.isEmpty()) {
            bundle.beginEntries();
            page.forEach(bundle::add);
            bundle.endEntries();
        }
        return Response.ok(bundle.end())
                .header(Disclosure.HEADER, Disclosure.of(page, found.withheld()).toJson())
                .build();
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
