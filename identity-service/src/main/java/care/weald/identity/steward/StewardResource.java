package care.weald.identity.steward;

import care.weald.identity.operation.OperationBody;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.steward.Outcome.Merged;
import care.weald.identity.steward.Outcome.Refused;
import care.weald.identity.steward.Outcome.Unlinked;
import care.weald.identity.token.Caller;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Merge and unlink, for a data steward. */
@Path("/patients")
public class StewardResource {

    private static final String FHIR = "application/fhir+json";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final PatientMerger merger;
    private final PatientUnlinker unlinker;
    private final MeterRegistry meters;

    StewardResource(
            SecurityIdentity identity,
            PermitReader permits,
            PatientMerger merger,
            PatientUnlinker unlinker,
            MeterRegistry meters) {
        this.identity = identity;
        this.permits = permits;
        this.merger = merger;
        this.unlinker = unlinker;
        this.meters = meters;
    }

    @POST
    @Path("/$merge")
    @Authenticated
    @Consumes({FHIR, "application/json"})
    @Produces(FHIR)
    @Operation(summary = "Makes two persons one, or shows what would become of it (FHIR R5 Patient/$merge)")
    public Uni<Response> merge(
            @HeaderParam(PermitReader.HEADER) @Nullable String permit,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        return permitted(caller, permit, () -> {
            Optional<Order.Merge> order = Order.Merge.read(body, caller.organisation());
            if (order.isEmpty()) {
                return problem(
                        Kind.INVALID_CONTENT,
                        "Parameters with one source-patient and one target-patient, or their identifiers, and a reason are wanted");
            }
            String given = key == null ? "" : key;
            return !order.get().preview() && !KEY.matcher(given).matches()
                    ? problem(Kind.INVALID_PARAMETER, "Idempotency-Key is wanted, of 1 to 128 visible characters")
                    : merger.merge(order.get(), Steward.of(caller), given).map(this::answer);
        });
    }

    @POST
    @Path("/{person}/$unlink")
    @Authenticated
    @Consumes({FHIR, "application/json"})
    @Produces(FHIR)
    @Operation(summary = "Takes source patients out of a person; no feed and no match brings them back")
    public Uni<Response> unlink(
            @RestPath String person,
            @HeaderParam(PermitReader.HEADER) @Nullable String permit,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte[] body) {
        Caller caller = (Caller) identity.getPrincipal();
        return permitted(caller, permit, () -> {
            Optional<UUID> id = OperationBody.uuid(person, "");
            if (id.isEmpty()) {
                return problem(Kind.INVALID_IDENTIFIER, "A person id is a UUID");
            }
            if (key != null && !KEY.matcher(key).matches()) {
                return problem(Kind.INVALID_PARAMETER, "An Idempotency-Key has 1 to 128 visible characters");
            }
            return Order.Unlink.read(id.get(), body)
                    .map(order -> unlinker.unlink(order, Steward.of(caller), Optional.ofNullable(key))
                            .map(this::answer))
                    .orElseGet(() -> problem(
                            Kind.INVALID_CONTENT,
                            "Parameters with 1 to 49 source-patient (valueId) and a reason are wanted"));
        });
    }

    private Uni<Response> permitted(Caller caller, @Nullable String permit, Supplier<Uni<Response>> then) {
        return permits.read(caller, permit)
                .chain(held -> held.filter(given -> given.interaction().equals("steward"))
                        .map(_ -> then.get())
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit to steward is wanted")));
    }

    private Response answer(Outcome outcome) {
        meters.counter("weald.identity.steward", "outcome", outcome.getClass().getSimpleName())
                .increment();
        return switch (outcome) {
            case Merged merged -> {
                Set<String> organisations = merged.moved().stream()
                        .map(Standing.Source::organisation)
                        .collect(Collectors.toSet());
                yield Response.ok(StewardFhir.merged(merged).toString())
                        .header(
                                "Weald-Disclosure",
                                StewardFhir.disclosure(List.of(merged.source(), merged.target()), organisations))
                        .build();
            }
            case Unlinked unlinked ->
                Response.ok(StewardFhir.unlinked(unlinked).toString())
                        .header(
                                "Weald-Disclosure",
                                StewardFhir.disclosure(unlinked.persons().keySet(), unlinked.organisations()))
                        .build();
            case Refused refused -> {
                Problem problem = Problem.of(refused.kind(), refused.detail());
                yield Response.fromResponse((refused.rule().isEmpty() ? problem : problem.with("rule", refused.rule()))
                                .toResponse())
                        .header("Weald-Disclosure", StewardFhir.disclosure(refused.about(), Set.of()))
                        .build();
            }
        };
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
