package care.weald.identity.matchmodel;

import care.weald.identity.matchmodel.Order.By;
import care.weald.identity.matchmodel.Verdict.Allowed;
import care.weald.identity.matchmodel.Verdict.Barred;
import care.weald.identity.permit.PermitReader;
import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import care.weald.identity.token.Caller;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Versions of the match model: to see, to train, to try, to approve and to take back. */
@Path("/match-models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    private final SecurityIdentity identity;
    private final PermitReader permits;
    private final ModelReports reports;
    private final ModelTrainer trainer;
    private final ModelSwitch switches;

    ModelResource(
            SecurityIdentity identity,
            PermitReader permits,
            ModelReports reports,
            ModelTrainer trainer,
            ModelSwitch switches) {
        this.identity = identity;
        this.permits = permits;
        this.reports = reports;
        this.trainer = trainer;
        this.switches = switches;
    }

    @GET
    @Authenticated
    @Operation(summary = "All versions of the match model, the latest trainings, and what was in force when")
    public Uni<Response> list(@HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, this::list);
    }

    @GET
    @Path("/{version}")
    @Authenticated
    @Operation(summary = "One version with what it has learnt; names are counted in it by hash and not shown")
    public Uni<Response> read(@RestPath String version, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, () -> reports.one(version).map(ModelResource::shown));
    }

    @GET
    @Path("/{version}/report")
    @Authenticated
    @Operation(summary = "What a version found beside the one in force, and how both do on what stewards decided")
    public Uni<Response> report(@RestPath String version, @HeaderParam(PermitReader.HEADER) @Nullable String permit) {
        return permitted(permit, () -> reports.report(version).map(ModelResource::shown));
    }

    @POST
    @Path("/$train")
    @Authenticated
    @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
    @Operation(summary = "Asks for a training from what is stored here; the list tells how far it is")
    public Uni<Response> train(@HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        return permitted(
                permit,
                () -> ordered(
                        Order.Train.read(body, by()),
                        "A version (small letters, digits, points, hyphens) and a reason are wanted",
                        trainer::ask));
    }

    @POST
    @Path("/{version}/$shadow")
    @Authenticated
    @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
    @Operation(summary = "Begins or ends the shadow run of a version, which scores a sample of what is asked")
    public Uni<Response> attempt(
            @RestPath String version, @HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        return permitted(
                permit,
                () -> ordered(
                        Order.Try.read(version, body, by()),
                        "run (true or false) and a reason are wanted",
                        switches::attempt));
    }

    @POST
    @Path("/{version}/$activate")
    @Authenticated
    @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
    @Operation(summary = "Approves a version, which is in force everywhere within two seconds; never by who made it")
    public Uni<Response> activate(
            @RestPath String version, @HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        return permitted(
                permit,
                () -> ordered(Order.Activate.read(version, body, by()), "A reason is wanted", switches::activate));
    }

    @POST
    @Path("/{version}/$roll-back")
    @Authenticated
    @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
    @Operation(summary = "Puts the version before in force again, and every link made since on the work list")
    public Uni<Response> rollBack(
            @RestPath String version, @HeaderParam(PermitReader.HEADER) @Nullable String permit, byte[] body) {
        return permitted(
                permit,
                () -> ordered(Order.RollBack.read(version, body, by()), "A reason is wanted", switches::rollBack));
    }

    private By by() {
        Caller caller = (Caller) identity.getPrincipal();
        return new By(caller.subject(), caller.organisation());
    }

    private Uni<Response> list() {
        return reports.list().map(json -> Response.ok(json.toString()).build());
    }

    private static Response shown(Optional<ObjectNode> found) {
        return found.map(json -> Response.ok(json.toString()).build()).orElseGet(() -> answer(Barred.absent()));
    }

    /** Carries {@code order} out, and shows what there is afterwards. */
    private <T extends Order> Uni<Response> ordered(
            Optional<T> order, String wanted, Function<T, Uni<Verdict>> carryOut) {
        return order.map(given -> carryOut.apply(given).chain(verdict -> switch (verdict) {
                    case Allowed _ -> list();
                    case Barred barred -> Uni.createFrom().item(() -> answer(barred));
                }))
                .orElseGet(() -> problem(Kind.INVALID_CONTENT, wanted));
    }

    private static Response answer(Barred barred) {
        Problem problem = Problem.of(barred.kind(), barred.detail());
        return (barred.rule().isEmpty() ? problem : problem.with("rule", barred.rule())).toResponse();
    }

    private Uni<Response> permitted(@Nullable String permit, Supplier<Uni<Response>> then) {
        return permits.read((Caller) identity.getPrincipal(), permit)
                .chain(held -> held.filter(given -> given.interaction().equals("models"))
                        .map(_ -> then.get())
                        .orElseGet(() -> problem(Kind.REFUSED, "A permit for match models is wanted")));
    }

    private static Uni<Response> problem(Kind kind, String detail) {
        return Uni.createFrom().item(() -> Problem.of(kind, detail).toResponse());
    }
}
