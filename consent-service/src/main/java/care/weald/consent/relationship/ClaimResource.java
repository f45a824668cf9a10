package care.weald.consent.relationship;

import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.Denial;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Permits;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
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
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Claims of a relationship (row C8): stated with a reason, stored before the answer, told to the audit trail. */
@Path("/relationship-claims")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {

    private static final Set<String> AUDIENCES = Set.of("audit-service");

    private final SecurityIdentity identity;
    private final Questions questions;
    private final ClaimRecorder claims;
    private final Permits permits;

    ClaimResource(SecurityIdentity identity, Questions questions, ClaimRecorder claims, Permits permits) {
        this.identity = identity;
        this.questions = questions;
        this.claims = claims;
        this.permits = permits;
    }

    /** 201 when the claim is stored, with the moment it ends; 200 with a denial; 400 when the request is wrong. */
    @POST
    @Authenticated
    @Operation(summary = "Claims that the caller cares for a person, with the reason")
    public Uni<Response> claim(@HeaderParam("Authorization") String authorization, String body) {
        Asker asker = Asker.of(identity, authorization);
        return switch (ClaimRequest.parse(body)) {
            case Reading.Wrong<ClaimRequest> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<ClaimRequest> read ->
                questions
                        .ask(Interaction.CLAIM, asker, read.value().person())
                        .flatMap(question -> record(question, read.value().reason()));
        };
    }

    private Uni<Response> record(Reading<Question> reading, String reason) {
        return switch (reading) {
            case Reading.Wrong<Question> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<Question> question ->
                claims.record(question.value(), reason).map(this::response);
        };
    }

    private Response response(ClaimRecorder.Outcome outcome) {
        return switch (outcome) {
            case ClaimRecorder.Recorded recorded -> created(recorded.answer(), recorded.expires());
            case ClaimRecorder.Denied denied ->
                Response.ok(denial(denied.answer(), denied.deny())).build();
        };
    }

    private Map<String, Object> denial(Answer answer, Decision.Deny deny) {
        return Denial.body(answer, deny, permits.sign(answer, AUDIENCES));
    }

    private Response created(Answer answer, Instant expires) {
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("expires", expires.toString(), "permits", permits.sign(answer, AUDIENCES)))
                .build();
    }
}
