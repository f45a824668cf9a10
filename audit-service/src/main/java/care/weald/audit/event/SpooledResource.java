package care.weald.audit.event;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.token.Caller;
import care.weald.audit.token.SpooledTokens;
import care.weald.audit.token.SpooledTokens.Spooled;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes what the gateway showed in an emergency while this service was away (row D5). The same again is stored once. */
@Path("/spooled-events")
public class SpooledResource {

    private final SpooledTokens tokens;
    private final EventIntake intake;
    private final SecurityIdentity identity;

    SpooledResource(SpooledTokens tokens, EventIntake intake, SecurityIdentity identity) {
        this.tokens = tokens;
        this.intake = intake;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes("application/jose")
    @Operation(summary = "Record an event that waited in the gateway, signed by it with the tokens of then")
    public Uni<Response> record(byte[] spooled) {
        if (!GatewayAlone.is((Caller) identity.getPrincipal())) {
            return answer(Problem.of(Kind.REFUSED, "The gateway alone hands on what waited"));
        }
        return tokens.read(new String(spooled, StandardCharsets.US_ASCII))
                .chain(read -> read.map(this::record)
                        .orElseGet(() -> answer(Problem.of(Kind.INVALID_TOKEN, "This is no event that waited"))));
    }

    private Uni<Response> record(Spooled spooled) {
        return Access.of(spooled).chain(admission -> switch (admission) {
            case Rejected rejected -> answer(rejected.problem());
            case Admitted admitted ->
                intake.takeSpooled(admitted, spooled.event().getBytes(StandardCharsets.UTF_8), spooled.at());
        });
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem::toResponse);
    }
}
