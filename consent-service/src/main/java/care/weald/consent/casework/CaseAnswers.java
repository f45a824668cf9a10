package care.weald.consent.casework;

import care.weald.consent.casework.CaseRepository.Stored;
import care.weald.consent.decision.Question;
import care.weald.consent.form.TaskQuery;
import care.weald.consent.form.Terms;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.platform.PublicBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Cases as answers, with what they disclose: whom a case is about, where the permit does not name that person. */
@ApplicationScoped
class CaseAnswers {

    private static final Set<String> CONFLICTS = Set.of("transition", "open-case");

    private final Casework casework;
    private final CaseConfig config;
    private final PublicBase base;

    CaseAnswers(Casework casework, CaseConfig config, PublicBase base) {
        this.casework = casework;
        this.config = config;
        this.base = base;
    }

    /** What became of an objection that came in. */
    Response lodged(Stored stored, Question question) {
        return answer(stored, question, true);
    }

    /** What became of a case that was asked for by its id. */
    Response stands(Stored stored, Question question) {
        return answer(stored, question, false);
    }

    /** A page of cases; {@code ofPerson} when the permit names whom they are about. */
    Response list(List<ObjectionCase> cases, TaskQuery query, Question question, boolean ofPerson) {
        List<UUID> persons =
                ofPerson ? List.of() : cases.stream().map(ObjectionCase::person).toList();
        return Response.ok(fhir(question).bundle(cases, query).toString())
                .header("Weald-Disclosure", Terms.disclosing(persons, cases.size()))
                .build();
    }

    private Response answer(Stored stored, Question question, boolean lodged) {
        return switch (stored) {
            case Stored.Stands stands -> shown(stands.now(), question, lodged, lodged);
            case Stored.Repeated repeated -> shown(repeated.now(), question, lodged, false);
            case Stored.Missing _ ->
                Problem.of(Kind.NOT_FOUND, "There is no such case").toResponse();
            case Stored.Refused refused -> {
                Kind kind = CONFLICTS.contains(refused.rule()) ? Kind.CONFLICT : Kind.REFUSED;
                Problem problem = Problem.of(kind, "A rule speaks against it").with("rule", refused.rule());
                yield Response.fromResponse(problem.toResponse())
                        .header("Weald-Disclosure", Terms.disclosing(named(refused.stands(), lodged), 0))
                        .build();
            }
        };
    }

    private Response shown(ObjectionCase stands, Question question, boolean lodged, boolean created) {
        Response.ResponseBuilder answer = Response.status(created ? 201 : 200)
                .entity(fhir(question).resource(stands).toString())
                .header("ETag", "W/\"" + stands.version() + "\"")
                .header("Weald-Disclosure", Terms.disclosing(named(stands, lodged), 1));
        return (created ? answer.header("Location", base.url() + "/Task/" + TaskFhir.ID + stands.id()) : answer)
                .build();
    }

    private static List<UUID> named(ObjectionCase stands, boolean lodged) {
        return lodged ? List.of() : List.of(stands.person());
    }

    private TaskFhir fhir(Question question) {
        return new TaskFhir(base.url(), casework.now(), config.remindDays(), question.isOfCitizen());
    }
}
