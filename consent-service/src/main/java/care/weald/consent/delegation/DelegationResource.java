package care.weald.consent.delegation;

import static care.weald.consent.decision.Admission.when;

import care.weald.consent.decision.Admission;
import care.weald.consent.decision.DecisionId;
import care.weald.consent.decision.Interaction;
import care.weald.consent.decision.Person;
import care.weald.consent.decision.Question;
import care.weald.consent.decision.Questions;
import care.weald.consent.decision.Questions.Asker;
import care.weald.consent.decision.Reading;
import care.weald.consent.delegation.DelegationForms.Limits;
import care.weald.consent.delegation.DelegationForms.Recording;
import care.weald.consent.delegation.DelegationRepository.Origin;
import care.weald.consent.form.Terms;
import care.weald.consent.platform.Problem;
import care.weald.consent.platform.Problem.Kind;
import care.weald.consent.token.Caller;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A person's proxies, for organisations that have the person registered (row X4). */
@Path("/delegations")
@Consumes("application/fhir+json")
@Produces("application/fhir+json")
public class DelegationResource {

    private final SecurityIdentity identity;
    private final Admission admission;
    private final Questions questions;
    private final DelegationRepository repository;
    private final DelegationConfig config;
    private final Clock clock;

    DelegationResource(
            SecurityIdentity identity,
            Admission admission,
            Questions questions,
            DelegationRepository repository,
            DelegationConfig config,
            Clock clock) {
        this.identity = identity;
        this.admission = admission;
        this.questions = questions;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /**
     * 200 with Parameters, after commit; 404 when the organisation has not the proxy registered too; 422 {@code
     * rule restricted} or {@code same}; 400 with the parameter's name.
     */
    @POST
    @Authenticated
    @Operation(summary = "Records who is a proxy of the person of the token, and for how long")
    public Uni<Response> record(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            @HeaderParam("Weald-Proxy") @DefaultValue("") String proxy,
            String body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return admitted(
                authorization,
                person,
                question -> questions
                        .token(proxy)
                        .flatMap(read -> when(
                                read.then(other -> DelegationForms.recording(
                                                body, now, new Limits(config.years(), config.childAge()))
                                        .then(asked -> check(question, other)
                                                .then(checked -> made(question, other, asked, now)))),
                                made -> store(question, made, now))));
    }

    private static Reading<Person> check(Question question, Person proxy) {
        if (!proxy.known() || !proxy.isHeldBy(question.caller().organisation())) {
            return new Reading.Wrong<>(Problem.of(Kind.NOT_FOUND, "There is no such person to be a proxy")
                    .with("place", "proxy"));
        }
        String rule = question.person().restricted()
                ? "restricted"
                : question.person().id().equals(proxy.id()) ? "same" : "";
        return rule.isEmpty()
                ? new Reading.Read<>(proxy)
                : new Reading.Wrong<>(Problem.of(Kind.UNPROCESSABLE, "This person cannot have that proxy")
                        .with("rule", rule));
    }

    private static Reading<Delegation> made(Question question, Person proxy, Recording asked, Instant now) {
        return new Reading.Read<>(new Delegation(
                DecisionId.next(now),
                question.person().id(),
                proxy.id(),
                asked.kind(),
                asked.authority(),
                asked.from(),
                asked.until()));
    }

    private Uni<Response> store(Question question, Delegation made, Instant now) {
        Caller caller = question.caller();
        return repository
                .store(made, new Origin(caller.organisation(), caller.subject(), now))
                .map(stored -> shown(List.of(made)));
    }

    /** 200 with Parameters: all that was ever recorded. */
    @GET
    @Authenticated
    @Operation(summary = "The proxies of the person of the token, those before too")
    public Uni<Response> list(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person) {
        return admitted(
                authorization,
                person,
                question -> repository.of(question.person().ids()).map(this::shown));
    }

    /** 200 with Parameters, after commit; it bites with the next decision; 404; 400. */
    @POST
    @Path("$end")
    @Authenticated
    @Operation(summary = "Ends a proxy of the person of the token")
    public Uni<Response> end(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Person") @DefaultValue("") String person,
            String body) {
        return admitted(authorization, person, question -> when(DelegationForms.ending(body), id -> end(question, id)));
    }

    private Uni<Response> end(Question question, UUID id) {
        return repository
                .end(
                        id,
                        question.person().ids(),
                        question.caller().subject(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .map(found -> found.isEmpty()
                        ? Problem.of(Kind.NOT_FOUND, "There is no such proxy").toResponse()
                        : shown(found));
    }

    private Uni<Response> admitted(String authorization, String person, Function<Question, Uni<Response>> work) {
        return admission.admit(
                Interaction.DELEGATE,
                Asker.of(identity, authorization),
                person,
                answer -> work.apply(answer.question()));
    }

    private Response shown(List<Delegation> all) {
        Instant now = clock.instant();
        ObjectNode told = Terms.parameters();
        for (Delegation one : all) {
            ArrayNode parts = Terms.parameter(told, "delegation").putArray("part");
            parts.addObject().put("name", "id").put("valueId", one.id().toString());
            parts.addObject()
                    .put("name", "proxy")
                    .putObject("valueReference")
                    .put("reference", "Patient/" + one.proxy());
            parts.addObject().put("name", "kind").put("valueCode", one.kind());
            parts.addObject()
                    .put("name", "from")
                    .put("valueDateTime", one.from().toString());
            parts.addObject()
                    .put("name", "until")
                    .put("valueDateTime", one.until().toString());
            parts.addObject().put("name", "active").put("valueBoolean", one.holdsAt(now));
        }
        return Response.ok(told.toString()).build();
    }
}
