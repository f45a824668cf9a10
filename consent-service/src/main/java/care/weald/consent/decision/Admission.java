package care.weald.consent.decision;

import care.weald.consent.decision.Questions.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides whether a caller may do something that this service does itself, and lets it be done (ADR 0014). Whatever comes
 * of it, the answer brings the permit or denial for audit-service along; a denial is as {@code POST /decisions} has it.
 */
@ApplicationScoped
public class Admission {

    private static final String AUDIT = "audit-service";

    private final Questions questions;
    private final DecisionPoint point;
    private final Permits permits;

    Admission(Questions questions, DecisionPoint point, Permits permits) {
        this.questions = questions;
        this.point = point;
        this.permits = permits;
    }

    /** Lets {@code work} be done under a permit; its answer has the permit in {@code Weald-Permit}. */
    public Uni<Response> admit(
            Interaction interaction, Asker asker, String personToken, Function<Answer, Uni<Response>> work) {
        return decided(
                interaction,
                asker,
                personToken,
                (answer, signed) -> work.apply(answer)
                        .map(done -> Response.fromResponse(done)
                                .header("Weald-Permit", signed.get(AUDIT))
                                .build()));
    }

    /** Stores what is declared under a permit: 201 with what {@code store} tells of it, and the permits. */
    public Uni<Response> declare(
            Interaction interaction,
            Asker asker,
            String personToken,
            Function<Answer, Uni<Map<String, String>>> store) {
        return decided(
                interaction,
                asker,
                personToken,
                (answer, signed) -> store.apply(answer).map(told -> {
                    Map<String, Object> body = new LinkedHashMap<>(told);
                    body.put("permits", signed);
                    return Response.status(Response.Status.CREATED).entity(body).build();
                }));
    }

    private interface Permitted {
        Uni<Response> answer(Answer answer, Map<String, String> signed);
    }

    private Uni<Response> decided(Interaction interaction, Asker asker, String personToken, Permitted permitted) {
        return questions
                .ask(interaction, asker, personToken)
                .flatMap(reading ->
                        when(reading, question -> point.decide(question).flatMap(answer -> answer(answer, permitted))));
    }

    private Uni<Response> answer(Answer answer, Permitted permitted) {
        Map<String, String> signed = permits.sign(answer, Set.of(AUDIT));
        return switch (answer.decision()) {
            case Decision.Deny deny ->
                Uni.createFrom()
                        .item(Response.ok(Denial.body(answer, deny, signed), MediaType.APPLICATION_JSON_TYPE)
                                .build());
            case Decision.Permit _ -> permitted.answer(answer, signed);
        };
    }

    /** What {@code work} answers to what was read, or what is wrong with it. */
    public static <T> Uni<Response> when(Reading<T> reading, Function<T, Uni<Response>> work) {
        return switch (reading) {
            case Reading.Wrong<T> wrong -> Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<T> read -> work.apply(read.value());
        };
    }
}
