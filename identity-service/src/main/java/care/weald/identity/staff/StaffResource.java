package care.weald.identity.staff;

import care.weald.identity.feed.FeedScope;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.staff.StaffReader.Register;
import care.weald.identity.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The register of who works for an organisation, told by its own system. Nobody can read it. */
@Path("/staff")
public class StaffResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final StaffRepository staff;
    private final Vertx vertx;

    StaffResource(SecurityIdentity identity, PermitReader permits, StaffRepository staff, Vertx vertx) {
        this.identity = identity;
        this.permits = permits;
        this.staff = staff;
        this.vertx = vertx;
    }

    @PUT
    @Authenticated
    @Consumes({"application/fhir+ndjson", "application/ndjson", "application/x-ndjson"})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Replaces the caller's organisation's register of staff, a PractitionerRole a line; all or nothing")
    public Uni<Response> replace(@HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] register) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!FeedScope.mayReplaceStaff(caller)) {
            return refused("Only a system with a scope to update PractitionerRole may tell who works here");
        }
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("feed"))
                        .map(_ -> stored(caller.organisation(), register))
                        .orElseGet(() -> refused("A permit to feed is wanted")));
    }

    private Uni<Response> stored(String organisation, byte[] register) {
        return vertx.executeBlocking(() -> StaffReader.read(register), false).chain(read -> switch (read) {
            case Register.Read all ->
                staff.replace(organisation, all.members())
                        .map(_ -> Response.ok("{\"members\":" + all.members().size() + "}")
                                .build());
            case Register.Faulty fault ->
                Uni.createFrom()
                        .item(() -> Problem.of(Kind.INVALID_CONTENT, "A line of the register cannot be taken")
                                .with("place", "line[" + fault.line() + "]." + fault.place())
                                .toResponse());
        });
    }

    private static Uni<Response> refused(String detail) {
        return Uni.createFrom().item(() -> Problem.of(Kind.REFUSED, detail).toResponse());
    }
}
