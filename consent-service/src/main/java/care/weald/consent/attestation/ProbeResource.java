package care.weald.consent.attestation;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Body;
import care.weald.consent.decision.Reading;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.token.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Probes, which the gateway makes in its own name: whom to ask about, as whom, and what was answered (row D10). */
@Path("/probes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    private final SecurityIdentity identity;
    private final Probes probes;

    ProbeResource(SecurityIdentity identity, Probes probes) {
        this.identity = identity;
        this.probes = probes;
    }

    /** 200 with {@code claims}, at most 20 objections that nobody has probed today, each with its {@code person}. */
    @POST
    @Path("claims")
    @Authenticated
    @Operation(summary = "The next objections to probe, which nobody else gets meanwhile; for the gateway alone")
    public Uni<Response> claim(String body) {
        return alone("claims", body, Set.of(), json -> probes.claim());
    }

    /** 200 with {@code asks}: as whom to ask about each of {@code persons} (objection and person token). */
    @POST
    @Path("plans")
    @Authenticated
    @Operation(summary = "As whom to ask about these objectors, whose person tokens are kept; for the gateway alone")
    public Uni<Response> plan(String body) {
        return alone("plans", body, Set.of("persons"), probes::plan);
    }

    /** 204 after commit; what showed more than an objection leaves raises an alarm at once. */
    @POST
    @Path("results")
    @Authenticated
    @Operation(summary = "What the live service answered to probes; for the gateway alone")
    public Uni<Response> result(String body) {
        return alone("results", body, Set.of("results"), probes::result);
    }

    private Uni<Response> alone(String what, String body, Set<String> members, Function<JsonNode, Uni<Response>> work) {
        Caller caller = (Caller) identity.getPrincipal();
        if (!caller.client().equals("weald-gateway") || !caller.organisation().equals("weald")) {
            return Uni.createFrom()
                    .item(Problem.of(Kind.REFUSED, "The gateway alone has " + what + " of probes")
                            .toResponse());
        }
        Reading<JsonNode> read = Body.object(body, members);
        return when(read, work);
    }
}
