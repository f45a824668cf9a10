package care.weald.record.feed;

import care.weald.record.item.Disclosure;
import care.weald.record.permit.Permission.Denied;
import care.weald.record.permit.Permission.Granted;
import care.weald.record.permit.PermitReader;
import care.weald.record.platform.Problem;
import care.weald.record.platform.Problem.Kind;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Says what would become of a resource if it were sent. Nothing is stored (services.md, record-service). */
@Path("/validations")
public class ValidationResource {

    private static final Set<String> DIRECTORY = Set.of("directory");
    private static final int LARGEST = 1_048_576;
    private static final String NOTHING = Disclosure.of(List.of(), 0).toJson();

    private final PermitReader permits;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final Vertx vertx;

    ValidationResource(PermitReader permits, SecurityIdentity identity, Clock clock, Vertx vertx) {
        this.permits = permits;
        this.identity = identity;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** An OperationOutcome: the fault for which the resource would be refused, or what it lacks; 200 for both. */
    @POST
    @Path("/{type: [A-Z][A-Za-z]{1,63}}")
    @Authenticated
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    @Produces("application/fhir+json")
    @Operation(summary = "Says what is wrong with a resource, and stores nothing")
    public Uni<Response> validate(
            @RestPath String type, @HeaderParam("Weald-Permit") @Nullable String permit, byte @Nullable [] body) {
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > LARGEST) {
            return Uni.createFrom()
                    .item(() -> Problem.of(Kind.TOO_LARGE, "The resource is over the limit")
                            .toResponse());
        }
        return permits.read(identity.getPrincipal(), permit, DIRECTORY).chain(permission -> switch (permission) {
            case Denied denied -> Uni.createFrom().item(() -> denied.problem().toResponse());
            case Granted _ ->
                Uni.createFrom()
                        .completionStage(() -> vertx.executeBlocking(() -> response(type, content), false)
                                .toCompletionStage());
        });
    }

    private Response response(String type, byte[] content) {
        return Response.ok(Validation.outcome(type, content, clock.instant()).toString())
                .header(Disclosure.HEADER, NOTHING)
                .build();
    }
}
