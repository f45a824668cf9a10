package care.weald.record.item;

import care.weald.record.category.ItemType;
import care.weald.record.item.ItemRepository.Found;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.seen.SeenLog;
import care.weald.record.seen.Shown.Answered;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reads one item (FHIR R4 http, 3.1.0.2). */
@Path("/items/{type}/{id}")
public class ItemResource {

    private static final Set<String> READ = Set.of("read");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final PermitReader permits;
    private final ItemRepository items;
    private final SeenLog seen;
    private final SecurityIdentity identity;
    private final Clock clock;

    ItemResource(PermitReader permits, ItemRepository items, SeenLog seen, SecurityIdentity identity, Clock clock) {
        this.permits = permits;
        this.items = items;
        this.seen = seen;
        this.identity = identity;
        this.clock = clock;
    }

    /** The current version of an item, or 404 when there is none that the permit shows. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Read an item")
    public Uni<Response> read(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @HeaderParam("X-Request-ID") @Nullable String request,
            @PathParam("type") String type,
            @PathParam("id") String id) {
        return permits.read(identity.getPrincipal(), permit, READ).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted -> read(granted.permit(), type, ItemId.parse(id), request);
        });
    }

    private Uni<Response> read(Permit permit, String type, Optional<ItemId> id, @Nullable String request) {
        if (id.isEmpty() || ItemType.of(type).isEmpty()) {
            return Uni.createFrom().item(absent(0));
        }
        return items.read(permit, type, id.get())
                .invoke(found -> keep(permit, type + "/" + id.get(), found, request))
                .map(found -> answer(permit, found));
    }

    private void keep(Permit permit, String reference, Found found, @Nullable String request) {
        if (found.item().isPresent()) {
            Answered answered = new Answered("/items/" + reference, found.snapshot(), "");
            seen.keep((Caller) identity.getPrincipal(), request, clock.instant(), permit, answered);
        }
    }

    static Response answer(Permit permit, Found found) {
        return found.item().map(item -> shown(item, permit)).orElseGet(() -> absent(found.withheld()));
    }

    private static Response shown(ShownItem item, Permit permit) {
        return Response.ok(ItemBytes.of(item, permit.person()))
                .header("ETag", "W/\"" + item.version() + "\"")
                .header("Last-Modified", HTTP_DATE.format(item.receivedAt().atZone(ZoneOffset.UTC)))
                .header(Disclosure.HEADER, Disclosure.of(List.of(item), 0).toJson())
                .build();
    }

    private static Response absent(int withheld) {
        Response problem =
                Problem.of(Kind.NOT_FOUND, "There is no such item to be seen").toResponse();
        return Response.fromResponse(problem)
                .header(Disclosure.HEADER, Disclosure.of(List.of(), withheld).toJson())
                .build();
    }
}
