package care.weald.consent.attestation;

import care.weald.consent.attestation.AttestationRepository.Stored;
import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Attestations that objections are honoured, for the privacy officers of the organisation that runs the service. */
@Path("/attestations")
@Produces(MediaType.APPLICATION_JSON)
public class AttestationResource {

    private static final int MOST = 100;

    private final SecurityIdentity identity;
    private final Admission admission;
    private final AttestationRepository repository;

    AttestationResource(SecurityIdentity identity, Admission admission, AttestationRepository repository) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
    }

    /** 200 with the latest, the last day first: each as a JWS, with the keys by which it was signed. */
    @GET
    @Authenticated
    @Operation(summary = "Signed attestations, one a day, that objections were honoured, or which decisions broke one")
    public Uni<Response> list(@HeaderParam("Authorization") String authorization) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> repository.latest(MOST).map(AttestationResource::told));
    }

    private static Response told(List<Stored> latest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("attestations");
        for (Stored one : latest) {
            json.withArray("/attestations")
                    .addObject()
                    .put("id", one.id().toString())
                    .put("from", one.from().toString())
                    .put("to", one.to().toString())
                    .put("made", one.madeAt().toString())
                    .put("green", one.green())
                    .put("complete", one.outcome().complete())
                    .put("violations", one.outcome().violations())
                    .put("jws", one.signed())
                    .put("keys", one.keys());
        }
        return Response.ok(json).build();
    }
}
