package care.weald.identity.feed;

import care.weald.identity.link.PatientRemover;
import care.weald.identity.link.PatientRemover.Removal;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Removes registrations for the organisations that have them. */
@Path("/feeds/patients/removals")
public class RemovalResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PatientRemover remover;

    RemovalResource(SecurityIdentity identity, PermitReader permits, PatientRemover remover) {
        this.identity = identity;
        this.permits = permits;
        this.remover = remover;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Removes the caller's own registration under an identifier, until it is sent again (ITI-104)")
    public Uni<Response> remove(@HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!FeedScope.mayRemove(caller)) {
            return answer(Problem.of(Kind.REFUSED, "Only a system with a scope to delete Patients may remove one")
                    .with("rule", Fault.SCOPE));
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("feed"))
                        .map(given -> removed(caller.organisation(), body))
                        .orElseGet(() -> answer(Problem.of(Kind.REFUSED, "A permit to feed is wanted"))));
    }

    private Uni<Response> removed(String organisation, byte[] body) {
        return switch (RemovalBody.read(organisation, body)) {
            case RemovalBody.Named named ->
                remover.remove(organisation, named.identifier()).map(RemovalResource::answer);
            case RemovalBody.Invalid _ -> answer(Problem.of(Kind.INVALID_IDENTIFIER, "The NHS number fails its check"));
            case RemovalBody.Unreadable _ ->
                answer(Problem.of(Kind.INVALID_CONTENT, "An identifier with a system and a value is wanted"));
        };
    }

    private static Response answer(Removal removal) {
        return switch (removal) {
            case REMOVED -> Response.noContent().build();
            case ABSENT ->
                Problem.of(Kind.NOT_FOUND, "There is no such registration").toResponse();
            case SEVERAL ->
                Problem.of(Kind.CONFLICT, "More than one registration has the identifier")
                        .toResponse();
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
