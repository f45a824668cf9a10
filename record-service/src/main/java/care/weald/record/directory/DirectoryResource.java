package care.weald.record.directory;

import care.weald.record.category.ItemType;
import care.weald.record.directory.DirectoryRepository.Entry;
import care.weald.record.directory.DirectoryRepository.Page;
import care.weald.record.item.Crockford;
import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.search.BundleWriter;
import care.weald.record.search.Links;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reads and searches the directory, with a directory permit. */
@Path("/directory/{type}")
public class DirectoryResource {

    private static final Set<String> DIRECTORY = Set.of("directory");
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String NOTHING = Disclosure.of(List.of(), 0).toJson();

    private final PermitReader permits;
    private final DirectoryRepository directory;
    private final SecurityIdentity identity;
    private final String publicBase;

    DirectoryResource(PermitReader permits, DirectoryRepository directory, SecurityIdentity identity, PublicBase base) {
        this.permits = permits;
        this.directory = directory;
        this.identity = identity;
        this.publicBase = base.url();
    }

    /** The current version of an entry. */
    @GET
    @Path("{id}")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Read a directory entry")
    public Uni<Response> read(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("type") String type,
            @PathParam("id") String id) {
        return permitted(
                permit,
                type,
                () -> Crockford.decode(id)
                        .map(entry -> directory
                                .read(type, entry)
                                .map(found ->
                                        found.map(DirectoryResource::shown).orElseGet(DirectoryResource::absent)))
                        .orElseGet(() -> Uni.createFrom().item(absent())));
    }

    /** Entries by identifier or the beginning of a name. */
    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Search the directory")
    public Uni<Response> search(
            @HeaderParam("Weald-Permit") @Nullable String permit,
            @PathParam("type") String type,
            @Context UriInfo uri) {
        return permitted(permit, type, () -> {
            try {
                DirectoryQuery query = DirectoryQuery.parse(uri.getQueryParameters());
                return directory.search(type, query).map(page -> bundle(type, query, page));
            } catch (BadParameter bad) {
                return Uni.createFrom().item(bad.toProblem().toResponse());
            }
        });
    }

    private Uni<Response> permitted(@Nullable String permit, String type, Supplier<Uni<Response>> answer) {
        return permits.read(identity.getPrincipal(), permit, DIRECTORY).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
            case Granted granted ->
                ItemType.DIRECTORY.contains(type)
                        ? answer.get()
                        : Uni.createFrom().item(absent());
        });
    }

    private static Response shown(Entry entry) {
        return Response.ok(entry.json())
                .header("ETag", "W/\"" + entry.version() + "\"")
                .header(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                entry.receivedAt().atZone(ZoneOffset.UTC)))
                .header(Disclosure.HEADER, NOTHING)
                .build();
    }

    private Response bundle(String type, DirectoryQuery query, Page page) {
        boolean more = page.entries().size() > query.count();
        List<Entry> shown = more ? page.entries().subList(0, query.count()) : page.entries();
        List<Map.Entry<String, String>> next = new ArrayList<>(query.processed());
        String url = publicBase + "/" + type;
        List<BundleWriter.Link> links = new ArrayList<>(Links.of(url, query.processed(), Optional.empty()));
        if (more) {
            next.add(Map.entry("_cursor", Crockford.encode(shown.getLast().id())));
            links.add(new BundleWriter.Link(
                    "next", Links.of(url, next, Optional.empty()).getFirst().url()));
        }
        BundleWriter bundle = new BundleWriter(publicBase, NOBODY, List.of());
        bundle.begin(OptionalLong.of(page.total()), links, List.of());
        if (!shown.isEmpty()) {
            bundle.beginEntries();
            shown.forEach(entry -> bundle.add(url + "/" + Crockford.encode(entry.id()), entry.json()));
            bundle.endEntries();
        }
        return Response.ok(bundle.end()).header(Disclosure.HEADER, NOTHING).build();
    }

    private static Response absent() {
        Response problem = Problem.of(Kind.NOT_FOUND, "There is no such entry").toResponse();
        return Response.fromResponse(problem).header(Disclosure.HEADER, NOTHING).build();
    }
}
