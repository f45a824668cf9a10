package care.weald.consent.explain;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Decision;
import care.weald.consent.decision.DecisionPoint;
import care.weald.consent.decision.FactsJson;
import care.weald.consent.decision.FactsJson.Decided;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.LogRepository;
import care.weald.consent.decision.Logged;
import care.weald.consent.decision.Person;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Shown;
import care.weald.consent.form.Terms;
import care.weald.consent.matrix.Matrices;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.token.Caller;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Explains decisions (row C9): what is or was decided, by the very same rules, for the caller; for others of the same
 * organisation to its privacy officers and Caldicott guardians.
 */
@Path("/explanations")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class ExplainResource {

    private final SecurityIdentity identity;
    private final Admission admission;
    private final DecisionPoint point;
    private final LogRepository log;
    private final Matrices matrices;
    private final Clock clock;

    ExplainResource(
            SecurityIdentity identity,
            Admission admission,
            DecisionPoint point,
            LogRepository log,
            Matrices matrices,
            Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.point = point;
        this.log = log;
        this.matrices = matrices;
        this.clock = clock;
    }

    /** 200 with Parameters; 404 when no such decision is kept, or it is another organisation's; 400. */
    @POST
    @Authenticated
    @Operation(summary = "Explains a decision that was made, or what would be decided about the person of the token")
    public Uni<Response> explain(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            String body) {
        Asker asker = Asker.of(identity, authorization).being(own);
        return when(ExplainForm.read(body, clock.instant()), asked -> {
            UUID decision = asked.decision();
            if (decision != null) {
                return log.find(decision).flatMap(found -> again(asker, found, asked.category()));
            }
            return person.isEmpty()
                    ? problem(Problem.of(Kind.INVALID_CONTENT, "A parameter is missing or not valid")
                            .with("place", "patient"))
                    : admission.admit(
                            asked.isOwn() ? Interaction.EXPLAIN : Interaction.REVIEW,
                            asker,
                            person,
                            answer -> would(answer, asked));
        });
    }

    private Uni<Response> would(Answer answer, ExplainForm asked) {
        Question by = answer.question();
        Question question = new Question(asked.interaction(), asked.of(by.caller()), by.iua(), by.person(), by.own());
        Instant now = clock.instant();
        Instant at = Objects.requireNonNullElse(asked.at(), now);
        return point.would(question, now)
                .flatMap(today ->
                        asked.isOwn() && today.filter(ExplainResource::isAbsent).isPresent()
                                ? Uni.createFrom().item(today)
                                : point.would(question, at))
                .map(found -> found.map(decided ->
                                told(new Explanation(decided, !asked.isOwn(), asked.category()).parameters(), at))
                        .orElseGet(() -> missing("No matrix was in force then")));
    }

    /** To whom somebody is absent now, was absent always: what was decided then would tell that there is somebody to hide. */
    private static boolean isAbsent(FactsJson.Decided decided) {
        return decided.decision() instanceof Decision.Deny deny && deny.shown() == Shown.ABSENT;
    }

    /** Another's decision is for the officers of its organisation; to those of others it is not there. */
    private Uni<Response> again(Asker asker, Optional<Logged> found, String category) {
        Caller caller = asker.caller();
        boolean own = found.isEmpty()
                || (found.get().subject().equals(caller.subject())
                        && found.get().organisation().equals(caller.organisation()));
        return admission.admit(
                own ? Interaction.EXPLAIN : Interaction.REVIEW,
                asker,
                "",
                answer -> found.filter(one -> one.organisation().equals(caller.organisation()))
                        .map(one -> again(one, !own, category))
                        .orElseGet(() -> Uni.createFrom().item(() -> missing("There is no such decision"))));
    }

    private Uni<Response> again(Logged one, boolean overseen, String category) {
        return matrices.version(FactsJson.matrix(one.content())).map(matrix -> {
            Decided before = FactsJson.read(one.content(), matrix);
            Decided now = new Decided(before.facts(), DecisionPoint.again(before.facts()));
            ObjectNode told = new Explanation(now, overseen, category).parameters();
            Terms.parameter(told, "same").put("valueBoolean", now.decision().equals(before.decision()));
            Response answer = told(told, one.at());
            return one.person().equals(Person.NONE.id())
                    ? answer
                    : Response.fromResponse(answer)
                            .header("Weald-Disclosure", Terms.disclosing(List.of(one.person()), 0))
                            .build();
        });
    }

    private static Response told(ObjectNode parameters, Instant at) {
        Terms.parameter(parameters, "at").put("valueInstant", at.toString());
        return Response.ok(parameters.toString()).build();
    }

    private static Response missing(String detail) {
        return Problem.of(Kind.NOT_FOUND, detail).toResponse();
    }

    private static Uni<Response> problem(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
