package care.weald.identity.patient;

import care.weald.identity.link.SourcePatientId;
import care.weald.identity.patient.PatientFhir.Shown;
import care.weald.identity.permit.Permit;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows a person's demographics, as far as a permit goes. */
@Path("/patients")
public class PatientResource {

    private static final int TAG_BYTES = 16;

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PatientRepository patients;
    private final MeterRegistry meters;

    PatientResource(SecurityIdentity identity, PermitReader permits, PatientRepository patients, MeterRegistry meters) {
        this.identity = identity;
        this.permits = permits;
        this.patients = patients;
        this.meters = meters;
    }

    @GET
    @Path("/{person}")
    @Authenticated
    @Produces("application/fhir+json")
    @Operation(summary = "The FHIR Patient of a person, put together from the sources in the permit")
    public Uni<Response> read(
            @RestPath String person,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit,
            @RestQuery @Nullable String levels) {
        Caller caller = (Caller) identity.getPrincipal();
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.person().equals(person))
                        .map(given -> show(given.at(levels), caller.organisation()))
                        .orElseGet(() -> Uni.createFrom()
                                .item(() -> Problem.of(Kind.REFUSED, "A permit for this person is wanted")
                                        .toResponse())))
                .invoke(answer -> meters.counter(
                                "weald.identity.patients", "status", String.valueOf(answer.getStatus()))
                        .increment());
    }

    private Uni<Response> show(Permit permit, String reader) {
        if (permit.level(Levels.DEMOGRAPHICS).isEmpty()) {
            return Uni.createFrom().item(PatientResource::absent);
        }
        return patients.find(UUID.fromString(permit.person()), permit.sourcePatients())
                .map(found ->
                        found.map(person -> present(person, permit, reader)).orElseGet(PatientResource::absent));
    }

    private static Response present(PersonSources found, Permit permit, String reader) {
        PersonSources person = permit.restricted() && !found.isRestricted()
                ? new PersonSources(found.person(), found.nhsNumber(), "R", found.sources())
                : found;
        Shown shown = PatientFhir.of(person, Levels.of(permit, person.isRestricted()), reader);
        byte[] body = shown.patient().toString().getBytes(StandardCharsets.UTF_8);
        String tag = HexFormat.of().formatHex(SourcePatientId.sha256(body), 0, TAG_BYTES);
        return Response.ok(body)
                .header("ETag", "W/\"" + tag + "\"")
                .header("Weald-Disclosure", Disclosure.of(shown).toString())
                .build();
    }

    private static Response absent() {
        return Problem.of(Kind.NOT_FOUND, "There is no such person to be seen").toResponse();
    }
}
