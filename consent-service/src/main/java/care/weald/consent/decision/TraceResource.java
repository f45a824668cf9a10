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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whom of those that a search has found the caller may know of: one decision each, asked for at once. */
@Path("/decisions/trace")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TraceResource {

    private final SecurityIdentity identity;
    private final Questions questions;
    private final DecisionPoint point;

    TraceResource(SecurityIdentity identity, Questions questions, DecisionPoint point) {
        this.identity = identity;
        this.questions = questions;
        this.point = point;
    }

    /** 200 with true or false for each person, in their order; 400 when the request or one of its tokens is wrong. */
    @POST
    @Authenticated
    @Operation(summary = "Decides of each person that a search has found whether the caller may know of them")
    public Uni<Response> decide(@HeaderParam("Authorization") String authorization, String body) {
        Asker asker = Asker.of(identity, authorization);
        return switch (TraceRequest.parse(body)) {
            case Reading.Wrong<TraceRequest> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<TraceRequest> read ->
                Uni.join()
                        .all(read.value().persons().stream()
                                .map(person -> questions.ask(Interaction.TRACE, asker, person))
                                .toList())
                        .andFailFast()
                        .chain(this::answer);
        };
    }

    private Uni<Response> answer(List<Reading<Question>> readings) {
        List<Question> asked = new ArrayList<>();
        for (Reading<Question> reading : readings) {
            switch (reading) {
                case Reading.Wrong<Question> wrong -> {
                    return Uni.createFrom().item(wrong.problem().toResponse());
                }
                case Reading.Read<Question> read -> asked.add(read.value());
            }
        }
        return Uni.join()
                .all(asked.stream()
                        .map(question ->
                                point.decide(question).map(answer -> answer.decision() instanceof Decision.Permit))
                        .toList())
                .andFailFast()
                .map(known -> Response.ok(Map.of("known", known)).build());
    }
}
