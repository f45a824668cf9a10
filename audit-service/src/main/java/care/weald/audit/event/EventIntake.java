package care.weald.audit.event;

import care.weald.audit.access.Admission.Admitted;
import care.weald.audit.event.EventRecorder.Recorded;
import care.weald.audit.log.Appended;
import care.weald.audit.platform.Problem;
import care.weald.audit.platform.Problem.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.Function;

/** Reads a posted event, has it recorded, and answers. */
@ApplicationScoped
class EventIntake {

    private final EventRecorder recorder;

    EventIntake(EventRecorder recorder) {
        this.recorder = recorder;
    }

    /** The answer to {@code body}, posted with {@code admitted}; it comes after the commit. */
    Uni<Response> take(Admitted admitted, byte[] body) {
        return take(body, event -> recorder.record(admitted, event));
    }

    /** The same for what the gateway put by at {@code spooled}: how far its clock was off shows in that time. */
    Uni<Response> takeSpooled(Admitted admitted, byte[] body, Instant spooled) {
        return take(body, event -> recorder.record(admitted, event, spooled));
    }

    private static Uni<Response> take(byte[] body, Function<PostedEvent, Uni<Recorded>> record) {
        return switch (PostedEventReader.read(body)) {
            case PostedEventReader.Reading.Fault fault ->
                Uni.createFrom()
                        .item(Problem.of(Kind.INVALID_CONTENT, fault.detail())
                                .with("place", fault.place())
                                .toResponse());
            case PostedEventReader.Reading.Read read ->
                record.apply(read.event()).map(EventIntake::answer);
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
