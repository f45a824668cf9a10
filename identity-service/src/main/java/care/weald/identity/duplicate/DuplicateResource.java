package care.weald.identity.duplicate;

import care.weald.identity.duplicate.Deduplication.Counts;
import care.weald.identity.operation.Jobs;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Searches of the whole index for duplicates: for stewards of the organisations that keep the index. */
@Path("/deduplications")
@Produces(MediaType.APPLICATION_JSON)
public class DuplicateResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final DuplicateRepository searches;
    private final DuplicateConfig config;

    DuplicateResource(
            SecurityIdentity identity, PermitReader permits, DuplicateRepository searches, DuplicateConfig config) {
        this.identity = identity;
        this.permits = permits;
        this.searches = searches;
        this.config = config;
    }

    @POST
    @Authenticated
    @Operation(summary = "Begins to search everybody who is registered for duplicates")
    public Uni<Response> begin(@HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, organisation -> {
            UUID job = UUID.randomUUID();
            return searches.begin(job, organisation, Math.clamp(config.chunk(), 1, 1_000))
                    .map(begun -> begun
                            ? Response.accepted(JsonNodeFactory.instance
                                            .objectNode()
                                            .put("job", job.toString())
                                            .toString())
                                    .build()
                            : Problem.of(Kind.CONFLICT, "Another search is under way")
                                    .with("rule", "running")
                                    .toResponse());
        });
    }

    @GET
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "How far a search is (202), or what became of it (200)")
    public Uni<Response> follow(@RestPath String job, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(
                permit,
                organisation -> Jobs.follow(job, id -> searches.find(id, organisation), DuplicateResource::state));
    }

    private static Uni<Response> state(Deduplication search) {
        Counts counts = search.counts();
        if (!search.status().isOver()) {
            String progress = counts.compared() + " of " + search.total() + " registrations compared, "
                    + counts.settled() + " of " + counts.candidates() + " candidates settled, "
                    + counts.linked() + " linked, " + counts.raised() + " tasks";
            return Uni.createFrom().item(() -> Jobs.running(progress));
        }
        String outcome = JsonNodeFactory.instance
                .objectNode()
                .put("status", search.status().name().toLowerCase(Locale.ROOT))
                .put("registrations", search.total())
                .put("compared", counts.compared())
                .put("candidates", counts.candidates())
                .put("linked", counts.linked())
                .put("tasks", counts.raised())
                .toString();
        return Uni.createFrom().item(() -> Response.ok(outcome).build());
    }

    @DELETE
    @Path("/{job}")
    @Authenticated
    @Operation(summary = "Cancels a search; what was linked or put on the work list stays")
    public Uni<Response> cancel(@RestPath String job, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, organisation -> Jobs.cancel(job, id -> searches.cancel(id, organisation)));
    }

    private Uni<Response> permitted(@Nullable String permit, Function<String, Uni<Response>> then) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!config.organisations().orElse(List.of()).contains(caller.organisation())) {
            return problem(Kind.REFUSED, "Only those who keep the index search all of it");
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("steward"))
                        .map(given -> then.apply(caller.organisation()))
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to steward is wanted")));
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
