package care.weald.consent.casework;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;

/** Decides whether a caller may do something with objections, and says as whom it is done. */
@ApplicationScoped
class CaseDesk {

    private static final String CLINICIANS = "Doc";

    private final Admission admission;
    private final Matrices matrices;

    CaseDesk(Admission admission, Matrices matrices) {
        this.admission = admission;
        this.matrices = matrices;
    }

    /** Something about the person of a token. */
    Uni<Response> ofPerson(Asker asker, String personToken, BiFunction<Actor, Question, Uni<Response>> work) {
        return admitted(Interaction.OBJECT, asker, personToken, work);
    }

    /** Something about cases of the caller's organisation, or a citizen's own. */
    Uni<Response> ofCases(Asker asker, BiFunction<Actor, Question, Uni<Response>> work) {
        return admitted(Interaction.OBJECTIONS, asker, "", work);
    }

    private Uni<Response> admitted(
            Interaction interaction, Asker asker, String personToken, BiFunction<Actor, Question, Uni<Response>> work) {
        return admission.admit(
                interaction,
                asker,
                personToken,
                answer -> actor(answer).flatMap(actor -> work.apply(actor, answer.question())));
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
}
