package care.weald.record.composite;

import care.weald.record.category.Category;
import care.weald.record.composite.CompositeRepository.Found;
import care.weald.record.composite.CompositeRepository.Mention;
import care.weald.record.freshness.Freshness;
import care.weald.record.freshness.Standing;
import care.weald.record.freshness.Warning;
import care.weald.record.item.Disclosure;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.Permit;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.search.BundleWriter;
import care.weald.record.search.BundleWriter.Mode;
import care.weald.record.search.Cursor;
import care.weald.record.search.CursorKey;
import care.weald.record.search.CursorSeal;
import care.weald.record.search.CursorSeal.Question;
import care.weald.record.search.Links;
import care.weald.record.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The record of one person as one Bundle. The gateway puts the Patient in: {@code Weald-Entry-Offset} says where the
 * first entry begins and {@code Weald-Entries} how many there are.
 */
@Path("/")
public class CompositeResource {

    private static final int MANY = 200;

    private final PermitReader permits;
    private final CompositeRepository items;
    private final CursorKey key;
    private final SecurityIdentity identity;
    private final Vertx vertx;
    private final Clock clock;
    private final Freshness freshness;
    private final String publicBase;

    CompositeResource(
            PermitReader permits,
            CompositeRepository items,
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

    /** One List for each category asked for, then the items that the permit shows (capabilities.md, R1 and R8). */
    @GET
    @Path("record")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The record by category")
    public Uni<Response> record(@HeaderParam("Weald-Permit") @Nullable String permit, @Context UriInfo uri) {
        return answer(permit, "record", uri, CompositeQuery::record);
    }

    /** Every item that the permit shows, page by page (capabilities.md, R4). */
    @GET
    @Path("everything")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Everything, page by page")
    public Uni<Response> everything(@HeaderParam("Weald-Permit") @Nullable String permit, @Context UriInfo uri) {
        return answer(permit, "everything", uri, CompositeQuery::everything);
    }

    private Uni<Response> answer(
            @Nullable String token,
            String interaction,
            UriInfo uri,
            Function<MultivaluedMap<String, String>, CompositeQuery> parser) {
        return permits.read(identity.getPrincipal(), token, Set.of(interaction))
                .chain(permission -> switch (permission) {
                    case Denied denied -> Uni.createFrom().item(denied.problem().toResponse());
                    case Granted granted -> read(granted.permit(), uri, parser);
                });
    }

    private Uni<Response> read(
            Permit permit, UriInfo uri, Function<MultivaluedMap<String, String>, CompositeQuery> parser) {
        return key.get()
                .chain(secret -> read(permit, parser.apply(uri.getQueryParameters()), secret))
                .onFailure(BadParameter.class)
                .recoverWithItem(bad -> bad.toProblem().toResponse());
    }

    private Uni<Response> read(Permit permit, CompositeQuery query, byte[] secret) {
        Caller caller = (Caller) identity.getPrincipal();
        CursorSeal seal = CursorSeal.of(secret, new Question(caller, permit, "", query.processed()));
        boolean listed = "record".equals(permit.interaction());
        return items.read(permit, query, seal.open(query.cursor()), listed)
                .chain(found -> found.items().size() < MANY
                        ? Uni.createFrom().item(bundle(permit, query, found, seal))
                        : Uni.createFrom()
                                .completionStage(
                                        () -> vertx.executeBlocking(() -> bundle(permit, query, found, seal), false)
                                                .toCompletionStage()));
    }

    private Response bundle(Permit permit, CompositeQuery query, Found found, CursorSeal seal) {
        int count = query.count().orElse(Integer.MAX_VALUE);
        List<ShownItem> page =
                found.items().subList(0, Math.min(count, found.items().size()));
        Optional<String> next = found.more()
                ? Optional.of(seal.seal(
                        new Cursor(page.getLast().time(), page.getLast().id().item())))
                : Optional.empty();
        String url = publicBase + "/Patient/" + permit.person() + "/$" + permit.interaction();
        BundleWriter bundle = new BundleWriter(publicBase, permit.person(), page);
        bundle.begin(OptionalLong.empty(), Links.of(url, query.processed(), next), page);
        bundle.beginEntries();
        boolean record = "record".equals(permit.interaction());
        if (record && query.cursor().isEmpty()) {
            lists(permit, query, found).forEach(list -> bundle.add("urn:uuid:" + list.id(), list.toJson()));
        }
        page.forEach(bundle::add);
        if (!record && query.asOf().isEmpty()) {
            late(permit).forEach(warning -> bundle.add(warning.outcome(), Mode.OUTCOME));
        }
        bundle.endEntries();
        return Response.ok(bundle.end())
                .header("Weald-Entry-Offset", bundle.entryOffset())
                .header("Weald-Entries", bundle.entries())
                .header(Disclosure.HEADER, disclosure(page, found).toJson())
                .build();
    }

    /** Lists that name what is on later pages disclose that too. */
    private static Disclosure disclosure(List<ShownItem> page, Found found) {
        return found.mentions().isEmpty()
                ? Disclosure.of(page, found.withheld())
                : new Disclosure(
                        found.mentions().stream().map(Mention::category).collect(Collectors.toCollection(TreeSet::new)),
                        found.mentions().size(),
                        found.withheld(),
                        new TreeSet<>(found.organisations()));
    }

    private List<CategoryList> lists(Permit permit, CompositeQuery query, Found found) {
        List<Mention> mentions =
                found.mentions().isEmpty() ? CompositeRepository.mentions(found.items()) : found.mentions();
        Map<String, List<Mention>> byCategory = mentions.stream().collect(Collectors.groupingBy(Mention::category));
        Standing standing = freshness.standing();
        return List.of(Category.values()).stream()
                .filter(category ->
                        query.categories().isEmpty() || query.categories().contains(category))
                // who somebody was then, identity-service does not tell
                .filter(category -> category != Category.CAT_01 || query.asOf().isEmpty())
                .map(category -> new CategoryList(
                        category,
                        permit.person(),
                        query.asOf().orElseGet(clock::instant),
                        byCategory.getOrDefault(category.code(), List.of()),
                        query.asOf().isPresent()
                                ? Telling.ofThePast(category, permit)
                                : Telling.of(
                                        category,
                                        permit,
                                        standing,
                                        query.since().isPresent())))
                .toList();
    }

    /** What to say of feeds that are late with something that the caller's job role may see. */
    private List<Warning> late(Permit permit) {
        List<Category> open = Stream.of(Category.values())
                .filter(category -> !permit.scope().closed().contains(category))
                .toList();
        return Warning.late(freshness.standing(), permit.scope().organisations(), open);
    }
}
