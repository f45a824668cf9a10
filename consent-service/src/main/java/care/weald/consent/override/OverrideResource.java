package care.weald.consent.override;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Overrides (rows C4 and D4): declared with a coded reason, confirmed by a colleague where two people are needed. */
@Path("/overrides")
public class OverrideResource {

    private final SecurityIdentity identity;
    private final Admission admission;
    private final Overrides overrides;

    OverrideResource(SecurityIdentity identity, Admission admission, Overrides overrides) {
        this.identity = identity;
        this.admission = admission;
        this.overrides = overrides;
    }

    /** 201 when the override is stored, with its id and the moment it ends; 200 with a denial; 400. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Authenticated
    @Operation(summary = "Sets aside what hides a person, for a coded reason and a short time")
    public Uni<Response> override(@HeaderParam("Authorization") String authorization, String body) {
        return when(
                OverrideRequest.parse(body),
                asked -> admission.declare(
                        Interaction.OVERRIDE,
                        Asker.of(identity, authorization),
                        asked.person(),
                        answer -> overrides.declare(answer, asked)));
    }

    /**
     * 200 with Parameters when a colleague of the same organisation has confirmed it, also when sent again: for as long as
     * it holds, what is very restricted is shown to whoever declared it. 403 {@code other-person} for that one; 409 {@code
     * confirmed} when somebody else has; 404; 400.
     */
    @POST
    @Path("$confirm")
    @Consumes("application/fhir+json")
    @Produces("application/fhir+json")
    @Authenticated
    @Operation(summary = "Confirms a colleague's override, so that very restricted items are shown")
    public Uni<Response> confirm(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            String body) {
        return admission.admit(
                Interaction.OVERRIDE,
                Asker.of(identity, authorization),
                person,
                answer -> when(OverrideForms.confirmation(body), asked -> confirm(answer, asked)));
    }

    private Uni<Response> confirm(Answer answer, OverrideForms.Confirming asked) {
        return overrides.confirm(answer, asked).map(OverrideAnswers::confirmed);
    }
}
