package care.weald.record.quality;

import care.weald.record.item.Disclosure;
import care.weald.record.item.ItemId;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import care.weald.record.platform.PublicBase;
import care.weald.record.search.BadParameter;
import care.weald.record.token.Caller;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Tells an organisation what is wrong with what it sends (capabilities.md, R12, X6 and D13). Its own only, unless it is
 * one of {@code weald.quality.organisations}.
 */
@Path("/quality")
@Produces("application/fhir+json")
public class QualityResource {

    private static final Set<String> QUALITY = Set.of("quality");
    private static final String NOTHING = Disclosure.of(List.of(), 0).toJson();
    private static final int CODE = 3;

    private final PermitReader permits;
    private final QualityReports reports;
    private final QualityConfig config;
    private final SecurityIdentity identity;
    private final String publicBase;

    QualityResource(
            PermitReader permits,
            QualityReports reports,
            QualityConfig config,
            SecurityIdentity identity,
            PublicBase base) {
        this.permits = permits;
        this.reports = reports;
        this.config = config;
        this.identity = identity;
        this.publicBase = base.url();
    }

    /** A searchset of the MeasureReport of each organisation that is asked for and may be. */
    @GET
    @Path("reports")
    @Authenticated
    @Operation(summary = "How many items of each category have which fault, by organisation")
    public Uni<Response> reports(@HeaderParam("Weald-Permit") @Nullable String permit, @Context UriInfo uri) {
        return permitted(permit, () -> {
            QualityQuery query = QualityQuery.of(parameters(uri), Set.of("reporter", "period"));
            return owned(
                    query.organisation("reporter"),
                    owner -> reports.reports(owner, query.period()).map(bundle -> found(bundle.toString())));
        });
    }

    /** A searchset of Tasks, one for each fault of each item, the oldest first. */
    @GET
    @Path("tasks")
    @Authenticated
    @Operation(summary = "The faults to put right at their source, one by one")
    public Uni<Response> tasks(@HeaderParam("Weald-Permit") @Nullable String permit, @Context UriInfo uri) {
        return permitted(permit, () -> {
            QualityQuery query =
                    QualityQuery.of(parameters(uri), Set.of("code", "status", "owner", "_count", "_cursor"));
            String self = publicBase + "/Task";
            return owned(
                    query.organisation("owner"),
                    owner -> reports.tasks(owner, query, self).map(bundle -> found(bundle.toString())));
        });
    }

    /** One fault of one item. */
    @GET
    @Path("tasks/{id}")
    @Authenticated
    @Operation(summary = "One fault of one item, open or put right")
    public Uni<Response> task(@HeaderParam("Weald-Permit") @Nullable String permit, @PathParam("id") String id) {
        return permitted(permit, () -> {
            int dash = id.length() - CODE - 1;
            Optional<ItemId> item =
                    dash > 0 && id.charAt(dash) == '-' ? ItemId.parse(id.substring(0, dash)) : Optional.empty();
            return item.isEmpty()
                    ? answer(absent())
                    : owned(
                            Optional.empty(),
                            owner -> reports.task(item.get(), id.substring(dash + 1), owner)
                                    .map(task -> task.map(one -> found(one.toString()))
                                            .orElseGet(QualityResource::absent)));
        });
    }

    private static MultivaluedMap<String, String> parameters(UriInfo uri) {
        return uri.getQueryParameters();
    }

    private Uni<Response> permitted(@Nullable String permit, Supplier<Uni<Response>> work) {
        return permits.read(identity.getPrincipal(), permit, QUALITY).chain(permission -> switch (permission) {
            case Denied denied -> answer(denied.problem().toResponse());
            case Granted granted -> {
                try {
                    yield work.get();
                } catch (BadParameter bad) {
                    yield answer(bad.toProblem().toResponse());
                }
            }
        });
    }

    /** Whose it is: the caller's own; for the programme whose it asks for, or everybody's. */
    private Uni<Response> owned(Optional<String> asked, Function<Optional<String>, Uni<Response>> work) {
        Caller caller = (Caller) identity.getPrincipal();
        String own = caller.organisation();
        if (!caller.isSystem() && config.organisations().orElse(Set.of()).contains(own)) {
            return work.apply(asked);
        }
        return asked.isPresent() && !asked.get().equals(own)
                ? answer(Problem.of(Kind.REFUSED, "An organisation reads about its own feeds only")
                        .toResponse())
                : work.apply(Optional.of(own));
    }

    private static Response found(String json) {
        return Response.ok(json).header(Disclosure.HEADER, NOTHING).build();
    }

    private static Response absent() {
        Response problem = Problem.of(Kind.NOT_FOUND, "There is no such fault").toResponse();
        return Response.fromResponse(problem).header(Disclosure.HEADER, NOTHING).build();
    }

    private static Uni<Response> answer(Response response) {
        return Uni.createFrom().item(response);
    }
}
