package care.weald.identity.patient;

import care.weald.identity.nhsnumber.NhsNumber;
import care.weald.identity.patient.PatientRepository.Abroad;
import care.weald.identity.permit.Permit;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Under which identifiers a person is known elsewhere, and who is around them, as far as a permit goes. */
@Path("/patients")
public class ReferenceResource {

    private static final String FHIR = "application/fhir+json";
    private static final int MOST_SYSTEMS = 20;

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PatientRepository patients;

    ReferenceResource(SecurityIdentity identity, PermitReader permits, PatientRepository patients) {
        this.identity = identity;
        this.permits = permits;
        this.patients = patients;
    }

    @GET
    @Path("/{person}/$ihe-pix")
    @Authenticated
    @Produces(FHIR)
    @Operation(summary = "Gives the identifiers of a person in other domains (FHIR Patient/$ihe-pix, IHE PIXm ITI-83)")
    public Uni<Response> references(
            @RestPath String person,
            @RestQuery("targetSystem") List<String> targets,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        Caller caller = (Caller) identity.getPrincipal();
        if (targets.size() > MOST_SYSTEMS || targets.stream().anyMatch(String::isBlank)) {
            return problem(Kind.INVALID_PARAMETER, "targetSystem is a URI, at most 20 times");
        }
        Set<String> wanted = Set.copyOf(new HashSet<>(targets));
        Set<String> asked = new HashSet<>(wanted);
        asked.remove(NhsNumber.SYSTEM);
        return permitted(
                caller,
                person,
                permit,
                given -> patients.find(UUID.fromString(given.person()), given.sourcePatients(), asked)
                        .map(found -> referenced(found, given, wanted, caller.organisation())));
    }

    private static Response referenced(Abroad found, Permit permit, Set<String> wanted, String reader) {
        if (!found.known()) {
            return Problem.of(Kind.REFUSED, "No source uses this targetSystem").toResponse();
        }
        return found.person()
                .map(person -> CrossReferences.of(restrictedBy(permit, person), wanted, reader))
                .map(shown -> Response.ok(shown.parameters().toString())
                        .header("Weald-Disclosure", disclosure(List.of(Levels.DEMOGRAPHICS), 1, shown.organisations()))
                        .build())
                .orElseGet(ReferenceResource::absent);
    }

    @GET
    @Path("/{person}/related-persons")
    @Authenticated
    @Produces(FHIR)
    @Operation(summary = "Lists a person's contacts as RelatedPersons, by source and rank")
    public Uni<Response> related(@RestPath String person, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        Caller caller = (Caller) identity.getPrincipal();
        return permitted(
                caller,
                person,
                permit,
                given -> patients.find(UUID.fromString(given.person()), given.sourcePatients())
                        .map(found -> found.map(sources -> restrictedBy(given, sources))
                                .map(sources -> related(sources, given))
                                .orElseGet(ReferenceResource::absent)));
    }

    private static Response related(PersonSources person, Permit permit) {
        RelatedPersons.Shown shown = RelatedPersons.of(person, Levels.of(permit, person.isRestricted()));
        List<String> categories = shown.items() == 0 ? List.of() : List.of(Levels.CONTACTS);
        return Response.ok(shown.bundle().toString())
                .header("Weald-Disclosure", disclosure(categories, shown.items(), shown.organisations()))
                .build();
    }

    private static PersonSources restrictedBy(Permit permit, PersonSources person) {
        return permit.restricted() && !person.isRestricted()
                ? new PersonSources(person.person(), person.nhsNumber(), "R", person.sources())
                : person;
    }

    private Uni<Response> permitted(
            Caller caller, String person, @Nullable String permit, Function<Permit, Uni<Response>> then) {
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.person().equals(person))
                        .map(given -> given.level(Levels.DEMOGRAPHICS).isEmpty()
                                ? Uni.createFrom().item(ReferenceResource::absent)
                                : then.apply(given))
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit for this person is wanted")));
    }

    private static String disclosure(List<String> categories, int items, Set<String> organisations) {
        ObjectNode disclosure = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = disclosure.putArray("categories");
        categories.forEach(shown::add);
        disclosure.put("items", items).put("withheld", 0);
        ArrayNode from = disclosure.putArray("organisations");
        organisations.forEach(from::add);
        return disclosure.toString();
    }

    private static Response absent() {
        return Problem.of(Kind.NOT_FOUND, "There is no such person to be seen").toResponse();
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
