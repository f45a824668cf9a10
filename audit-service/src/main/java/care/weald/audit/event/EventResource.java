package care.weald.audit.event;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.token.Caller;
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

/** Takes the gateway's events; answers after the commit. */
@Path("/events")
public class EventResource {

    private final Access access;
    private final EventIntake intake;
    private final SecurityIdentity identity;

    EventResource(Access access, EventIntake intake, SecurityIdentity identity) {
        this.access = access;
        this.intake = intake;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Record one event; the receipt is signed after it is committed")
    public Uni<Response> record(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            byte[] body) {
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> switch (admission) {
                    case Rejected rejected ->
                        Uni.createFrom().item(rejected.problem().toResponse());
                    case Admitted admitted -> intake.take(admitted, body);
                });
    }
}
