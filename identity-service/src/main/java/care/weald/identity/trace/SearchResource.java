package care.weald.identity.trace;

import care.weald.identity.patient.PersonSources;
import care.weald.identity.patient.TracePatient;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.FhirBase;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import care.weald.identity.trace.CriteriaReader.Unfit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Finds people by what is known of them (IHE PDQm ITI-78). */
@Path("/patients")
public class SearchResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final SearchRepository people;
    private final MeterRegistry meters;
    private final FhirBase base;

    SearchResource(
            SecurityIdentity identity,
            PermitReader permits,
            SearchRepository people,
            MeterRegistry meters,
            FhirBase base) {
        this.identity = identity;
        this.permits = permits;
        this.people = people;
        this.meters = meters;
        this.base = base;
    }

    @GET
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "Finds people by identifier, or by family name and birth date (IHE PDQm ITI-78)")
    public Uni<Response> search(@Context UriInfo uri, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        Caller caller = (Caller) identity.getPrincipal();
        var parameters = uri.getQueryParameters();
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("people"))
                        .map(_ -> find(parameters, caller))
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to look for people is wanted")));
    }

    private Uni<Response> find(Map<String, List<String>> parameters, Caller caller) {
        try {
            Criteria criteria = CriteriaReader.read(parameters, caller.organisation(), caller.isSystem());
            return people.find(criteria).map(found -> answer(criteria, found));
        } catch (Unfit e) {
            return problem(e.fault().kind(), e.fault().detail());
        }
    }

    private Response answer(Criteria criteria, List<PersonSources> found) {
        boolean tooMany = found.size() > criteria.ways().most();
        TraceBundle bundle = tooMany ? new TraceBundle(base.publicBase()).tooMany() : bundle(scored(criteria, found));
        meters.counter("weald.identity.searches", "outcome", tooMany ? "too-many" : found.isEmpty() ? "none" : "found")
                .increment();
        return Response.ok(bundle.json().toString())
                .header("Weald-Disclosure", bundle.disclosure())
                .build();
    }

    private TraceBundle bundle(List<Person> people) {
        TraceBundle bundle = new TraceBundle(base.publicBase());
        people.forEach(person -> bundle.add(TracePatient.of(person.sources()), person.score()));
        return bundle;
    }

    private static List<Person> scored(Criteria criteria, List<PersonSources> found) {
        return found.stream()
                .map(sources -> new Person(sources, Fit.of(criteria, sources)))
                .filter(person -> !criteria.ways().perfect() || person.score() == 1)
                .sorted(Comparator.comparingDouble(Person::score).reversed())
                .toList();
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
