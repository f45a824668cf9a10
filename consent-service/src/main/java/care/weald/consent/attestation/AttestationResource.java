package care.weald.consent.attestation;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.attestation.AttestationRepository.Stored;
import care.weald.consent.attestation.TrailClient.Period;
import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Body;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Attestations that objections are honoured, for the privacy officers of the organisation that runs the service. */
@Path("/attestations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AttestationResource {

    private static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofDays(31);

    private final SecurityIdentity identity;
    private final Admission admission;
    private final AttestationRepository repository;
    private final Attestations attestations;
    private final Clock clock;

    AttestationResource(
            SecurityIdentity identity,
            Admission admission,
            AttestationRepository repository,
            Attestations attestations,
            Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
        this.attestations = attestations;
        this.clock = clock;
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

    /**
     * 200 with the one that is made now, of the time from {@code from} to {@code to} (at most 31 days, none of it to come); 400
     * with the member that is wrong.
     */
    @POST
    @Authenticated
    @Operation(summary = "Makes a signed attestation of a time, now")
    public Uni<Response> make(@HeaderParam("Authorization") String authorization, String body) {
        return admission.admit(
                Interaction.POLICY,
                Asker.of(identity, authorization),
                "",
                answer -> when(
                        Body.object(body, Set.of("from", "to")).then(this::period),
                        period -> attestations.make(period.from(), period.to()).map(made -> told(List.of(made)))));
    }

    private Reading<Period> period(JsonNode json) {
        try {
            Instant from = Instant.parse(json.path("from").asText(""));
            Instant to = Instant.parse(json.path("to").asText(""));
            boolean right = from.isBefore(to) && !to.isAfter(clock.instant()) && !to.isAfter(from.plus(LONGEST));
            return right ? new Reading.Read<>(new Period(from, to)) : Reading.invalid("to: not a time that is over");
        } catch (DateTimeException e) {
            return Reading.invalid("from, to: not moments");
        }
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
