package care.weald.consent.decision;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Decisions, asked for by the gateway before everything that it does for a caller. */
@Path("/decisions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {

    private final SecurityIdentity identity;
    private final Questions questions;
    private final DecisionPoint point;
    private final Permits permits;

    DecisionResource(SecurityIdentity identity, Questions questions, DecisionPoint point, Permits permits) {
        this.identity = identity;
        this.questions = questions;
        this.point = point;
        this.permits = permits;
    }

    /** 200 with a permit for each audience, or 200 with a denial; 400 when the request or its person token is wrong. */
    @POST
    @Authenticated
    @Operation(summary = "Decides whether the caller may do this, and signs the permits")
    public Uni<Response> decide(@HeaderParam("Authorization") String authorization, String body) {
        Asker asker = Asker.of(identity, authorization);
        return switch (DecisionRequest.parse(body)) {
            case Reading.Wrong<DecisionRequest> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<DecisionRequest> read ->
                questions
                        .ask(
                                read.value().interaction(),
                                asker.being(read.value().own()),
                                read.value().person())
                        .flatMap(question -> answer(question, read.value().audiences()));
        };
    }

    private Uni<Response> answer(Reading<Question> reading, Set<String> audiences) {
        return switch (reading) {
            case Reading.Wrong<Question> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<Question> question ->
                point.decide(question.value())
                        .map(answer -> Response.ok(body(answer, audiences)).build());
        };
    }

    private Map<String, Object> body(Answer answer, Set<String> audiences) {
        Map<String, String> signed = permits.sign(answer, audiences);
        return switch (answer.decision()) {
            case Decision.Deny deny -> Denial.body(answer, deny, signed);
            case Decision.Permit _ -> {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("decision", "permit");
                body.put("decisionId", answer.id().toString());
                body.put("permits", signed);
                yield body;
            }
        };
    }
}
