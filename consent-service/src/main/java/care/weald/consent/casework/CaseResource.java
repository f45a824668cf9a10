package care.weald.consent.casework;

import care.weald.consent.casework.CaseQuery.Asked;
import care.weald.consent.casework.CaseRepository.Stored;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.platform.PublicBase;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Objections as cases (rows C3 and D3), as FHIR Tasks. */
@Path("/objections")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class CaseResource {

    private final SecurityIdentity identity;
    private final CaseDesk desk;
    private final Casework casework;
    private final CaseRepository repository;
    private final CaseConfig config;
    private final PublicBase base;

    CaseResource(
            SecurityIdentity identity,
            CaseDesk desk,
            Casework casework,
            CaseRepository repository,
            CaseConfig config,
            PublicBase base) {
        this.identity = identity;
        this.desk = desk;
        this.casework = casework;
        this.repository = repository;
        this.config = config;
        this.base = base;
    }

    /** 201 with the Task; 200 with the open case when the same was sent before; 409 {@code open-case}; 400. */
    @POST
    @Authenticated
    @Operation(summary = "Takes in an objection of the person of the token")
    public Uni<Response> lodge(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            String body) {
        return desk.ofPerson(
                Asker.of(identity, authorization),
                person,
                (actor, question) -> read(
                        Forms.lodging(body),
                        lodging -> casework.lodge(question.person().id(), actor, lodging, body)
                                .map(stored -> answer(stored, true))));
    }

    /** 200 with a searchset Bundle of the organisation's own cases; 400 {@code invalid-parameter}. */
    @GET
    @Authenticated
    @Operation(summary = "The organisation's own cases, of everybody or of the person of the token")
    public Uni<Response> list(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @Context UriInfo uri) {
        Asker asker = Asker.of(identity, authorization);
        return person.isEmpty()
                ? desk.ofCases(asker, (actor, question) -> list(actor, uri, List.of()))
                : desk.ofPerson(asker, person, (actor, question) -> list(actor, uri, ids(question)));
    }

    /** Every id that is the person's now. One that was unlinked is somebody else's, whose cases are not shown. */
    static List<UUID> ids(Question question) {
        return Stream.concat(
                        Stream.of(question.person().id()),
                        question.person().persons().stream()
                                .filter(linked -> linked.until() == null)
                                .map(linked -> linked.person()))
                .distinct()
                .toList();
    }

    private Uni<Response> list(Actor actor, UriInfo uri, List<UUID> persons) {
        return switch (CaseQuery.read(uri.getQueryParameters(), persons)) {
            case Asked.Wrong wrong ->
                problem(Problem.of(Kind.INVALID_PARAMETER, "A parameter is not valid")
                        .with("place", wrong.name()));
            case Asked.Right right ->
                repository
                        .list(right.query(), actor.organisation())
                        .map(cases -> Response.ok(
                                        fhir().bundle(cases, right.query()).toString())
                                .header(
                                        "Weald-Disclosure",
                                        CaseDesk.disclosing(
                                                persons.isEmpty()
                                                        ? cases.stream()
                                                                .map(ObjectionCase::person)
                                                                .toList()
                                                        : List.of(),
                                                cases.size()))
                                .build());
        };
    }

    /** 200 with the Task and its ETag; 404 when the organisation has no such case. */
    @GET
    @Path("{id}")
    @Authenticated
    @Operation(summary = "One of the organisation's own cases")
    public Uni<Response> read(@HeaderParam("Authorization") String authorization, @PathParam("id") UUID id) {
        return desk.ofCases(
                Asker.of(identity, authorization),
                (actor, question) -> repository
                        .find(id, actor.organisation())
                        .map(found -> found.<Stored>map(Stored.Stands::new).orElseGet(Stored.Missing::new))
                        .map(stored -> answer(stored, false)));
    }

    /** As {@link #decide}, with {@code question}. */
    @POST
    @Path("{id}/$ask-information")
    @Authenticated
    @Operation(summary = "Asks for further information (S142)")
    public Uni<Response> ask(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return step(authorization, id, body, "question", Step.Ask::new);
    }

    /** As {@link #decide}, with {@code information}. */
    @POST
    @Path("{id}/$give-information")
    @Authenticated
    @Operation(summary = "Gives information; from then on the objection can be decided")
    public Uni<Response> inform(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return step(authorization, id, body, "information", Step.Inform::new);
    }

    /** As {@link #decide}, with {@code reason}. */
    @POST
    @Path("{id}/$appeal")
    @Authenticated
    @Operation(summary = "Appeals against the outcome: another clinician decides again")
    public Uni<Response> appeal(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return step(authorization, id, body, "reason", Step.Appeal::new);
    }

    /** As {@link #decide}, with {@code reason}; a clinician's alone. */
    @POST
    @Path("{id}/$review")
    @Authenticated
    @Operation(summary = "Opens the outcome again, to be looked at; it holds until there is another")
    public Uni<Response> review(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return step(authorization, id, body, "reason", Step.Review::new);
    }

    /** As {@link #decide}, with {@code reason}. */
    @POST
    @Path("{id}/$withdraw")
    @Authenticated
    @Operation(summary = "Withdraws the objection; what it held back is shared again")
    public Uni<Response> withdraw(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return step(authorization, id, body, "reason", Step.Withdraw::new);
    }

    /**
     * 200 with the Task, after commit, also when the same was sent before; 409 {@code transition}; 403 {@code clinician}
     * or {@code other-person}; 404; 400 with the parameter's name.
     */
    @POST
    @Path("{id}/$decide")
    @Authenticated
    @Operation(summary = "Decides an objection, by a clinician who has not taken it in (S145)")
    public Uni<Response> decide(
            @HeaderParam("Authorization") String authorization, @PathParam("id") UUID id, String body) {
        return desk.ofCases(
                Asker.of(identity, authorization),
                (actor, question) -> read(
                        Forms.judgement(body, casework.now(), config.reviewMonths()),
                        judgement -> stepped(id, actor, new Step.Decide(judgement), body)));
    }

    private Uni<Response> step(
            String authorization, UUID id, String body, String name, java.util.function.Function<String, Step> step) {
        return desk.ofCases(
                Asker.of(identity, authorization),
                (actor, question) -> read(Forms.text(body, name), text -> stepped(id, actor, step.apply(text), body)));
    }

    private Uni<Response> stepped(UUID id, Actor actor, Step step, String body) {
        return casework.step(id, actor, step, body).map(stored -> answer(stored, false));
    }

    private static <T> Uni<Response> read(Reading<T> reading, java.util.function.Function<T, Uni<Response>> work) {
        return switch (reading) {
            case Reading.Wrong<T> wrong -> problem(wrong.problem());
            case Reading.Read<T> read -> work.apply(read.value());
        };
    }

    /** {@code lodged}: asked for with a person token, whose person the permit names already. */
    private Response answer(Stored stored, boolean lodged) {
        return switch (stored) {
            case Stored.Stands stands -> shown(stands.now(), lodged, lodged);
            case Stored.Repeated repeated -> shown(repeated.now(), lodged, false);
            case Stored.Missing _ ->
                Problem.of(Kind.NOT_FOUND, "There is no such case").toResponse();
            case Stored.Refused refused -> {
                boolean conflict =
                        refused.rule().equals("transition") || refused.rule().equals("open-case");
                Problem problem = Problem.of(conflict ? Kind.CONFLICT : Kind.REFUSED, "A rule speaks against it");
                yield Response.fromResponse(problem.with("rule", refused.rule()).toResponse())
                        .header("Weald-Disclosure", CaseDesk.disclosing(named(refused.stands(), lodged), 0))
                        .build();
            }
        };
    }

    private Response shown(ObjectionCase stands, boolean lodged, boolean created) {
        Response.ResponseBuilder answer = Response.status(created ? 201 : 200)
                .entity(fhir().resource(stands).toString())
                .header("ETag", "W/\"" + stands.version() + "\"")
                .header("Weald-Disclosure", CaseDesk.disclosing(named(stands, lodged), 1));
        return (created ? answer.header("Location", base.url() + "/Task/" + TaskFhir.ID + stands.id()) : answer)
                .build();
    }

    private static List<UUID> named(ObjectionCase stands, boolean lodged) {
        return lodged ? List.of() : List.of(stands.person());
    }

    private TaskFhir fhir() {
        return new TaskFhir(base.url(), casework.now(), config.remindDays());
    }

    private static Uni<Response> problem(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
