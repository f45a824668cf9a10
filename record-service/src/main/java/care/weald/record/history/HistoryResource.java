package care.weald.record.history;

import care.weald.record.category.ItemType;
import care.weald.record.history.HistoryRepository.Asked;
import care.weald.record.history.HistoryRepository.Found;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ItemBytes;
import care.weald.record.item.ItemId;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.search.Values;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one item under the permit of now (FHIR R4 http, 3.1.0.3 and 3.1.0.9): a version is shown at the lower of
 * the levels that its own labels and those of the current version allow.
 */
@Path("/items/{type}/{id}/_history")
public class HistoryResource {

    private static final Set<String> READ = Set.of("read");
    private static final int MOST = 1_000;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final PermitReader permits;
    private final HistoryRepository items;
    private final SecurityIdentity identity;
    private final String publicBase;

    HistoryResource(PermitReader permits, HistoryRepository items, SecurityIdentity identity, PublicBase base) {
        this.permits = permits;
        this.items = items;
        this.identity = identity;
        this.publicBase = base.url();
    }

    /** A history Bundle, the newest version first; 404 when there is none that the permit shows. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The versions of an item")
    public Uni<Response> history(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @Context UriInfo uri) {
        return answer(
                permit,
                type,
                id,
                (granted, item) -> items.read(granted, asked(type, item, uri.getQueryParameters()))
                        .map(found -> found.versions().isEmpty()
                                ? absent(found)
                                : bundle(granted, type + "/" + item, found)));
    }

    /** One version, or 404 when there is none that the permit shows. */
    @GET
    @Path("{version}")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Read a version of an item")
    public Uni<Response> version(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("type") String type,
            @PathParam("id") String id,
            @PathParam("version") String version) {
        OptionalInt number =
                version.matches("[1-9][0-9]{0,8}") ? OptionalInt.of(Integer.parseInt(version)) : OptionalInt.of(0);
        return answer(
                permit,
                type,
                id,
                (granted, item) -> items.read(granted, new Asked(type, item, number, Optional.empty(), 1))
                        .map(found -> found.versions().isEmpty()
                                ? absent(found)
                                : shown(found.versions().getFirst(), granted)));
    }

    private Uni<Response> answer(
            @Nullable String token, String type, String id, BiFunction<Permit, ItemId, Uni<Response>> read) {
        Optional<ItemId> item = ItemType.of(type).flatMap(known -> ItemId.parse(id));
        return permits.read(identity.getPrincipal(), token, READ)
                .chain(permission -> switch (permission) {
                    case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
                    case Granted granted ->
                        item.map(known -> read.apply(granted.permit(), known))
                                .orElseGet(() -> Uni.createFrom().item(absent(new Found(List.of(), 0, 0))));
                })
                .onFailure(BadParameter.class)
                .recoverWithItem(bad -> bad.toProblem().toResponse());
    }

    private static Asked asked(String type, ItemId id, MultivaluedMap<String, String> parameters) {
        parameters.forEach((name, values) -> {
            if (!Set.of("_count", "_since").contains(name) || values.size() > 1) {
                throw new BadParameter(name, "There is no such parameter here, or it may come once");
            }
        });
        return new Asked(
                type,
                id,
                OptionalInt.empty(),
                Optional.ofNullable(parameters.getFirst("_since"))
                        .map(value -> Values.since("_since", value.replace(' ', '+'))),
                Optional.ofNullable(parameters.getFirst("_count"))
                        .map(value -> Values.number("_count", value, 1, MOST))
                        .orElse(MOST));
    }

    private Response bundle(Permit permit, String reference, Found found) {
        String url = publicBase + "/" + reference + "/_history";
        return Response.ok(HistoryBundle.write(publicBase, url, permit.person(), found.total(), found.versions()))
                .header(
                        Disclosure.HEADER,
                        Disclosure.of(found.versions(), found.withheld()).toJson())
                .build();
    }

    private static Response shown(ShownItem version, Permit permit) {
        return Response.ok(ItemBytes.of(version, permit.person()))
                .header("ETag", "W/\"" + version.version() + "\"")
                .header("Last-Modified", HTTP_DATE.format(version.receivedAt().atZone(ZoneOffset.UTC)))
                .header(Disclosure.HEADER, Disclosure.of(List.of(version), 0).toJson())
                .build();
    }

    private static Response absent(Found found) {
        Response problem = Problem.of(Kind.NOT_FOUND, "There is no such version to be seen")
                .toResponse();
        return Response.fromResponse(problem)
                .header(
                        Disclosure.HEADER,
                        Disclosure.of(List.of(), found.withheld()).toJson())
                .build();
    }
}
