package care.weald.consent.override;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.Answer;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.form.TaskQuery;
import care.weald.consent.form.TaskQuery.Asked;
import care.weald.consent.form.Terms;
import care.weald.consent.override.FollowUpRepository.Stored;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.platform.PublicBase;
import care.weald.consent.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What became of overrides afterwards (row D4): Tasks for the privacy officers of the user's own organisation. */
@Path("/follow-ups")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class FollowUpResource {

    private static final Set<String> STATUSES = Set.of("requested", "completed");

    private final SecurityIdentity identity;
    private final Admission admission;
    private final FollowUpRepository repository;
    private final Overrides overrides;
    private final PublicBase base;

    FollowUpResource(
            SecurityIdentity identity,
            Admission admission,
            FollowUpRepository repository,
            Overrides overrides,
            PublicBase base) {
        this.identity = identity;
        this.admission = admission;
        this.repository = repository;
        this.overrides = overrides;
        this.base = base;
    }

    /** 200 with a searchset Bundle, those that are due first at the beginning; 400 {@code invalid-parameter}. */
    @GET
    @Authenticated
    @Operation(summary = "The overrides of the organisation's users, to be looked into")
    public Uni<Response> list(@HeaderParam("Authorization") String authorization, @Context UriInfo uri) {
        return admitted(authorization, (answer, caller) -> switch (TaskQuery.read(uri.getQueryParameters(), STATUSES)) {
            case Asked.Wrong wrong ->
                Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                                .with("place", wrong.name())
                                .toResponse());
            case Asked.Right right ->
                repository.list(right.query(), caller.organisation()).map(found -> listed(found, right.query()));
        });
    }

    private Response listed(List<FollowUp> found, TaskQuery query) {
        List<UUID> persons = found.stream().map(one -> one.declared().person()).toList();
        return Response.ok(fhir().bundle(found, query).toString())
                .header("Weald-Disclosure", Terms.disclosing(persons, found.size()))
                .build();
    }

    /** 200 with the Task; 404 when the organisation has no such one. */
    @GET
    @Path("{id}")
    @Authenticated
    @Operation(summary = "One override of the organisation's users")
    public Uni<Response> read(@HeaderParam("Authorization") String authorization, @PathParam("id") UUID id) {
        return admitted(
                authorization,
                (answer, caller) -> repository
                        .find(id, caller.organisation())
                        .map(found -> found.<Stored>map(Stored.Stands::new).orElseGet(Stored.Missing::new))
                        .map(this::answer));
    }

    /**
     * 200 with the Task, after commit, also when the same was sent before; 403 {@code other-person} for whoever overrode;
     * 409 {@code closed}; 404; 400 with the parameter's name.
     */
    @POST
    @Path("{id}/$close")
    @Authenticated
    @Operation(summary = "Closes the follow-up of an override with its outcome, by somebody who did not override")
    public Uni<Response> close(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return admitted(
                authorization,
                (answer, caller) -> when(
                        OverrideForms.closing(body),
                        asked -> repository
                                .close(id, caller.organisation(), asked, caller.subject(), overrides.now())
                                .map(this::answer)));
    }

    private Uni<Response> admitted(String authorization, BiFunction<Answer, Caller, Uni<Response>> work) {
        return admission.admit(
                Interaction.OVERRIDES,
                Asker.of(identity, authorization),
                "",
                answer -> work.apply(answer, answer.question().caller()));
    }

    private Response answer(Stored stored) {
        return switch (stored) {
            case Stored.Missing _ ->
                Problem.of(Kind.NOT_FOUND, "There is no such follow-up").toResponse();
            case Stored.Refused refused -> {
                Kind kind = refused.rule().equals("closed") ? Kind.CONFLICT : Kind.REFUSED;
                Problem problem = Problem.of(kind, "A rule speaks against it").with("rule", refused.rule());
                yield about(refused.stands(), 0, Response.fromResponse(problem.toResponse()));
            }
            case Stored.Stands stands ->
                about(stands.now(), 1, Response.ok(fhir().resource(stands.now()).toString()));
        };
    }

    private static Response about(FollowUp one, int items, Response.ResponseBuilder answer) {
        return answer.header(
                        "Weald-Disclosure",
                        Terms.disclosing(List.of(one.declared().person()), items))
                .build();
    }

    private FollowUpFhir fhir() {
        return new FollowUpFhir(base.url(), overrides.now());
    }
}
