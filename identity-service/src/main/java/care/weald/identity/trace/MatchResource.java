package care.weald.identity.trace;

import care.weald.identity.index.Explanation;
import care.weald.identity.patient.TracePatient;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.FhirBase;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import care.weald.identity.trace.PersonMatcher.Matched;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Says who a Patient might be, with a grade and why (IHE PDQm ITI-119). */
@Path("/patients")
public class MatchResource {

    private static final String FHIR = "application/fhir+json";
    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PersonMatcher matcher;
    private final MeterRegistry meters;
    private final FhirBase base;

    MatchResource(
            SecurityIdentity identity,
            PermitReader permits,
            PersonMatcher matcher,
            MeterRegistry meters,
            FhirBase base) {
        this.identity = identity;
        this.permits = permits;
        this.matcher = matcher;
        this.meters = meters;
        this.base = base;
    }

    @POST
    @Path("/$match")
    @Authenticated
    @Consumes({FHIR, "application/json"})
    @Produces(FHIR)
    @Operation(summary = "Says who a Patient might be, graded and explained (FHIR Patient/$match, IHE PDQm ITI-119)")
    public Uni<Response> match(@HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        int most = caller.isSystem() ? 1 : CriteriaReader.MOST_FOR_A_PERSON;
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("people"))
                        .map(_ -> MatchQuestion.read(body, caller.organisation(), most)
                                .map(question -> matcher.match(question).map(this::answer))
                                .orElseGet(() -> problem(
                                        Kind.INVALID_CONTENT, "Parameters with one Patient as resource are wanted")))
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to look for people is wanted")));
    }

    private Response answer(List<Matched> found) {
        TraceBundle bundle = new TraceBundle(base.publicBase());
        found.forEach(one -> bundle.search(
                TracePatient.of(one.person()),
                one.match().score().probability(),
                List.of(grade(one), Explanation.extension(one.match().score()))));
        String best = found.isEmpty()
                ? "none"
                : found.getFirst().match().score().grade().code();
        meters.counter("weald.identity.matches", "grade", best).increment();
        return Response.ok(bundle.json().toString())
                .header("Weald-Disclosure", bundle.disclosure())
                .build();
    }

    private static ObjectNode grade(Matched one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", GRADE)
                .put("valueCode", one.match().score().grade().code());
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
