package care.weald.consent.casework;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.casework.CaseRepository.Stored;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.form.TaskQuery;
import care.weald.consent.form.TaskQuery.Asked;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Objections as cases (rows C3 and D3), as FHIR Tasks: an organisation's own; to a citizen, who is the person of {@code
 * Weald-Own}, those about himself or herself.
 */
@Path("/objections")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class CaseResource {

    private final SecurityIdentity identity;
    private final CaseDesk desk;
    private final Casework casework;
    private final CaseRepository repository;
    private final CaseAnswers answers;

    CaseResource(
            SecurityIdentity identity,
            CaseDesk desk,
            Casework casework,
            CaseRepository repository,
            CaseAnswers answers) {
        this.identity = identity;
        this.desk = desk;
        this.casework = casework;
        this.repository = repository;
        this.answers = answers;
    }

    /** 201 with the Task; 200 with the open case when the same was sent before; 409 {@code open-case}; 400. */
    @POST
    @Authenticated
    @Operation(summary = "Takes in an objection of the person of the token")
    public Uni<Response> lodge(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            String body) {
        return desk.ofPerson(
                Asker.of(identity, authorization).being(own),
                person,
                (actor, question) -> when(
                        question.isOfCitizen()
                                ? Forms.ofCitizen(
                                        body,
                                        question.isOfSelf(),
                                        question.person().registeredAt())
                                : Forms.lodging(body).then(said -> Forms.at(said, actor.organisation())),
                        lodging -> casework.lodge(
                                        question.person().id(), actor.at(lodging.organisation()), lodging.said(), body)
                                .map(stored -> answers.lodged(stored, question))));
    }

    /** 200 with a searchset Bundle; 400 {@code invalid-parameter}. */
    @GET
    @Authenticated
    @Operation(summary = "The organisation's own cases, of everybody or of the person of the token; a citizen's own")
    public Uni<Response> list(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @Context UriInfo uri) {
        Asker asker = Asker.of(identity, authorization).being(own);
        return person.isEmpty()
                ? desk.ofCases(asker, (actor, question) -> list(actor, question, uri, List.of()))
                : desk.ofPerson(
                        asker,
                        person,
                        (actor, question) ->
                                list(actor, question, uri, question.person().ids()));
    }

    private Uni<Response> list(Actor actor, Question question, UriInfo uri, List<UUID> persons) {
        return switch (TaskQuery.read(uri.getQueryParameters(), CaseState.statuses())) {
            case Asked.Wrong wrong ->
                Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                                .with("place", wrong.name())
                                .toResponse());
            case Asked.Right right ->
                (question.isOfCitizen()
                                ? repository.about(
                                        persons.isEmpty() ? question.own().ids() : persons)
                                : repository.list(right.query(), persons, actor.organisation()))
                        .map(cases -> answers.list(cases, right.query(), question, !persons.isEmpty()));
        };
    }

    /** 200 with the Task and its ETag; 404 when the organisation, or the citizen, has no such case. */
    @GET
    @Path("{id}")
    @Authenticated
    @Operation(summary = "One of the organisation's own cases, or of the citizen's")
    public Uni<Response> read(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @PathParam("id") UUID id) {
        return desk.ofCases(
                Asker.of(identity, authorization).being(own),
                (actor, question) -> (question.isOfCitizen()
                                ? repository.own(id, question.own().ids())
                                : repository.find(id, actor.organisation()))
                        .map(found -> found.<Stored>map(Stored.Stands::new).orElseGet(Stored.Missing::new))
                        .map(stored -> answers.stands(stored, question)));
    }

    /**
     * 200 with the Task, after commit, also when the same was sent before; 409 {@code transition}; 403 {@code clinician},
     * {@code other-person} or {@code citizen}; 404; 400 with the parameter's name.
     */
    @POST
    @Path("{id}/{step: [$](ask-information|give-information|decide|appeal|review|withdraw)}")
    @Authenticated
    @Operation(summary = "Takes a case a step further; to decide is a clinician's who has not taken it in (S142, S145)")
    public Uni<Response> step(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Own") @DefaultValue("") String own,
            @PathParam("id") UUID id,
            @PathParam("step") String step,
            String body) {
        return desk.ofCases(
                Asker.of(identity, authorization).being(own),
                (actor, question) -> when(
                        casework.read(step, body),
                        taken -> (question.isOfCitizen()
                                        ? casework.ownStep(id, question.own().ids(), actor, taken, body)
                                        : casework.step(id, actor, taken, body))
                                .map(stored -> answers.stands(stored, question))));
    }
}
