package care.weald.identity.person;

import care.weald.identity.person.PersonQuestion.ByLocalIdentifier;
import care.weald.identity.person.PersonQuestion.ByNumber;
import care.weald.identity.person.PersonQuestion.ByPerson;
import care.weald.identity.person.PersonQuestion.ByPersons;
import care.weald.identity.person.PersonQuestion.BySourcePatient;
import care.weald.identity.person.PersonQuestion.Invalid;
import care.weald.identity.person.PersonQuestion.Unreadable;
import care.weald.identity.person.PersonTokens.Signed;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.staff.Nearness;
import care.weald.identity.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Answers whom a request is about. */
@Path("/person-tokens")
public class PersonTokenResource {

    private final SecurityIdentity identity;
    private final PersonRepository persons;
    private final PersonTokens tokens;

    PersonTokenResource(SecurityIdentity identity, PersonRepository persons, PersonTokens tokens) {
        this.identity = identity;
        this.persons = persons;
        this.tokens = tokens;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A person token by NHS number, person id, source patient id or local identifier")
    public Uni<Response> resolve(String body) {
        Caller caller = (Caller) identity.getPrincipal();
        Nearness asker = Nearness.of(caller);
        return switch (PersonQuestion.read(body, caller.organisation())) {
            case ByNumber question -> persons.byNumber(question, asker).map(this::answer);
            case ByPerson question -> persons.byPerson(question, asker).map(this::answer);
            case ByPersons question -> persons.byPersons(question, asker).map(found -> answers(question, found));
            case BySourcePatient question ->
                persons.bySourcePatient(question, asker).map(this::answer);
            case ByLocalIdentifier question ->
                persons.byLocalIdentifier(question, asker).map(this::answer);
            case Invalid _ -> problem(Kind.INVALID_IDENTIFIER, "The value cannot be an identifier of this kind");
            case Unreadable _ ->
                problem(Kind.INVALID_CONTENT, "One of identifier, person, persons or sourcePatient is wanted");
        };
    }

    private Response answer(Optional<KnownPerson> person) {
        Signed signed = tokens.token(person);
        return Response.ok("{\"person\":\"" + signed.person() + "\",\"token\":\"" + signed.token() + "\"}")
                .build();
    }

    /** A token for each who was asked for, in that order. */
    private Response answers(ByPersons question, Map<UUID, KnownPerson> found) {
        return Response.ok(question.persons().stream()
                        .map(person -> "\""
                                + tokens.token(Optional.ofNullable(found.get(person)))
                                        .token() + "\"")
                        .collect(Collectors.joining(",", "{\"tokens\":[", "]}")))
                .build();
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
