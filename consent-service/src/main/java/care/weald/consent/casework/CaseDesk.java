package care.weald.consent.casework;

import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.Denial;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Permits;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Decides whether a caller may do something with objections and lets it be done. Whatever comes of it, the answer brings
 * the permit or denial for audit-service along: in {@code Weald-Permit}, a denial as {@code POST /decisions} has it.
 */
@ApplicationScoped
class CaseDesk {

    private static final String AUDIT = "audit-service";
    private static final String CLINICIANS = "Doc";

    private final Questions questions;
    private final DecisionPoint point;
    private final Permits permits;
    private final Matrices matrices;

    CaseDesk(Questions questions, DecisionPoint point, Permits permits, Matrices matrices) {
        this.questions = questions;
        this.point = point;
        this.permits = permits;
        this.matrices = matrices;
    }

    /** Something about the person of a token. */
    Uni<Response> ofPerson(Asker asker, String personToken, BiFunction<Actor, Question, Uni<Response>> work) {
        return admitted(Interaction.OBJECT, asker, personToken, work);
    }

    /** Something about cases of the caller's organisation. */
    Uni<Response> ofCases(Asker asker, BiFunction<Actor, Question, Uni<Response>> work) {
        return admitted(Interaction.OBJECTIONS, asker, "", work);
    }

    private Uni<Response> admitted(
            Interaction interaction, Asker asker, String personToken, BiFunction<Actor, Question, Uni<Response>> work) {
        return questions.ask(interaction, asker, personToken).flatMap(reading -> switch (reading) {
            case Reading.Wrong<Question> wrong ->
                Uni.createFrom().item(wrong.problem().toResponse());
            case Reading.Read<Question> question ->
                point.decide(question.value()).flatMap(answer -> decided(answer, work));
        });
    }

    private Uni<Response> decided(Answer answer, BiFunction<Actor, Question, Uni<Response>> work) {
        Map<String, String> signed = permits.sign(answer, Set.of(AUDIT));
        return switch (answer.decision()) {
            case Decision.Deny deny ->
                Uni.createFrom()
                        .item(Response.ok(Denial.body(answer, deny, signed), MediaType.APPLICATION_JSON_TYPE)
                                .build());
            case Decision.Permit _ ->
                actor(answer)
                        .flatMap(actor -> work.apply(actor, answer.question()))
                        .map(done -> Response.fromResponse(done)
                                .header("Weald-Permit", signed.get(AUDIT))
                                .build());
        };
    }

    /** A clinician is whoever acts in doctors' job roles alone. */
    private Uni<Actor> actor(Answer answer) {
        Caller caller = answer.question().caller();
        return matrices.version(answer.matrix())
                .map(matrix -> new Actor(
                        caller.subject(),
                        caller.organisation(),
                        String.join(",", caller.roles()),
                        caller.roles().stream()
                                .allMatch(role -> matrix.group(role)
                                        .filter(group -> group.code().equals(CLINICIANS))
                                        .isPresent())));
    }

    /** What an answer about these people discloses, for the audit trail. */
    static String disclosing(List<UUID> persons, int items) {
        return persons.stream()
                .distinct()
                .map(person -> "\"" + person + "\"")
                .collect(Collectors.joining(
                        ",",
                        "{\"categories\":[],\"items\":" + items + ",\"withheld\":0,\"organisations\":[],\"persons\":[",
                        "]}"));
    }
}
