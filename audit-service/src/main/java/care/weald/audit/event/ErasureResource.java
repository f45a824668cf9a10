package care.weald.audit.event;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.access.Decision.Permit;
import care.weald.audit.log.Appended;
import care.weald.audit.log.Content;
import care.weald.audit.log.EventLog;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import care.weald.audit.search.Auditors;
import care.weald.audit.token.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes decisions to erase. They are carried out by the owner of the database, and by nobody who asks here. */
@Path("/erasures")
public class ErasureResource {

    private final Access access;
    private final Auditors auditors;
    private final EventLog log;
    private final Clock clock;
    private final SecurityIdentity identity;
    private final SecureRandom random = new SecureRandom();

    ErasureResource(Access access, Auditors auditors, EventLog log, Clock clock, SecurityIdentity identity) {
        this.access = access;
        this.auditors = auditors;
        this.log = log;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Record the decision to erase the identifying part of events; for auditors of all organisations")
    public Uni<Response> decide(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            byte[] body) {
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> decide(admission, body));
    }

    private Uni<Response> decide(Admission admission, byte[] body) {
        return switch (admission) {
            case Rejected rejected -> answer(rejected.problem());
            case Admitted admitted
            when mayDecide(admitted) ->
                Erasure.read(body)
                        .map(erasure -> record(admitted, erasure))
                        .orElseGet(() -> answer(Problem.of(Kind.INVALID_CONTENT, "This is no decision to erase")));
            case Admitted _ -> answer(Problem.of(Kind.REFUSED, "Erasure is decided by auditors of all organisations"));
        };
    }

    private boolean mayDecide(Admitted admitted) {
        Caller caller = admitted.requester().caller();
        return admitted.decision() instanceof Permit permit
                && permit.terms().interaction().equals("audit")
                && auditors.seeAll(caller.organisation(), caller.roles());
    }

    private Uni<Response> record(Admitted admitted, Erasure erasure) {
        if (erasure.approver().equals(admitted.requester().caller().subject())) {
            return answer(Problem.of(Kind.UNPROCESSABLE, "Another person must approve it")
                    .with("rule", "two-people"));
        }
        byte[] salts = new byte[2 * Content.SALT_BYTES];
        random.nextBytes(salts);
        return log.append(erasure.entry(admitted.requester(), clock.instant().truncatedTo(ChronoUnit.MILLIS), salts))
                .map(ErasureResource::answer);
    }

    private static Response answer(Appended appended) {
        return switch (appended) {
            case Appended.Kept kept ->
                Response.ok(Fhir.object()
                                .put("index", kept.index())
                                .put("leafHash", kept.leafHash())
                                .toString())
                        .type(MediaType.APPLICATION_JSON)
                        .build();
            case Appended.Conflict _ ->
                Problem.of(Kind.CONFLICT, "Another event has this id").toResponse();
            case Appended.Unavailable _ ->
                Problem.of(Kind.UNAVAILABLE, "Not known to be kept; try again").toResponse();
            case Appended.Unfit _ ->
                Problem.of(Kind.INTERNAL, "The decision cannot be kept").toResponse();
        };
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(problem.toResponse());
    }
}
