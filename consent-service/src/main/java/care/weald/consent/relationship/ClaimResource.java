package care.weald.consent.relationship;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Claims of a relationship (row C8): stated with a reason, stored before the answer, told to the audit trail. */
@Path("/relationship-claims")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {

    private final SecurityIdentity identity;
    private final Admission admission;
    private final ClaimRecorder claims;

    ClaimResource(SecurityIdentity identity, Admission admission, ClaimRecorder claims) {
        this.identity = identity;
        this.admission = admission;
        this.claims = claims;
    }

    /** 201 when the claim is stored, with the moment it ends; 200 with a denial; 400 when the request is wrong. */
    @POST
    @Authenticated
    @Operation(summary = "Claims that the caller cares for a person, with the reason")
    public Uni<Response> claim(@HeaderParam("Authorization") String authorization, String body) {
        return when(
                ClaimRequest.parse(body),
                asked -> admission.declare(
                        Interaction.CLAIM,
                        Asker.of(identity, authorization),
                        asked.person(),
                        answer -> claims.record(answer, asked.reason())));
    }
}
