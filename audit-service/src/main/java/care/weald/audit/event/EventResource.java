package care.weald.audit.event;

import care.weald.audit.access.Access;
import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.access.Admission.Rejected;
import care.weald.audit.event.EventRecorder.Recorded;
import care.weald.audit.log.Appended;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes the gateway's events; answers after the commit. */
@Path("/events")
public class EventResource {

    private final Access access;
    private final EventRecorder recorder;
    private final SecurityIdentity identity;

    EventResource(Access access, EventRecorder recorder, SecurityIdentity identity) {
        this.access = access;
        this.recorder = recorder;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Record one event; the receipt is signed after it is committed")
    public Uni<Response> record(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Weald-Permit") @Nullable String permit,
            byte[] body) {
        return access.read((Caller) identity.getPrincipal(), authorization, permit)
                .chain(admission -> switch (admission) {
                    case Rejected rejected ->
                        Uni.createFrom().item(rejected.problem().toResponse());
                    case Admitted admitted -> record(admitted, body);
                });
    }

    private Uni<Response> record(Admitted admitted, byte[] body) {
        return switch (PostedEventReader.read(body)) {
            case PostedEventReader.Reading.Fault fault ->
                Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_CONTENT, fault.detail())
                                .with("place", fault.place())
                                .toResponse());
            case PostedEventReader.Reading.Read read ->
                recorder.record(admitted, read.event()).map(EventResource::answer);
        };
    }

    private static Response answer(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Done done ->
                Response.status(201)
                        .type(MediaType.APPLICATION_JSON)
                        .entity(Fhir.object().put("receipt", done.receipt()).toString())
                        .build();
            case Recorded.NotPermitted _ ->
                Problem.of(Kind.REFUSED, "A disclosure is recorded only with its permit")
                        .toResponse();
            case Recorded.NotKept notKept -> problem(notKept.why()).toResponse();
        };
    }

    private static Problem problem(Appended why) {
        return switch (why) {
            case Appended.Conflict _ -> Problem.of(Kind.CONFLICT, "Another event has this id");
            case Appended.Unavailable _ -> Problem.of(Kind.UNAVAILABLE, "The event is not known to be kept; try again");
            case Appended.Unfit _, Appended.Kept _ -> Problem.of(Kind.INTERNAL, "The event cannot be kept");
        };
    }
}
