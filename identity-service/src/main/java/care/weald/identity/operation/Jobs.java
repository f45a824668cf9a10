package care.weald.identity.operation;

import care.weald.identity.platform.Problem;
import care.weald.identity.platform.Problem.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Answers about work in the background (FHIR R4, asynchronous request pattern). A job that is none is 404, as another's. */
public final class Jobs {

    private Jobs() {}

    /** How far it is: 202. */
    public static Response running(String progress) {
        return Response.accepted()
                .header("X-Progress", progress)
                .header("Retry-After", 1)
                .build();
    }

    /** What {@code state} says of the job that {@code find} has under this id. */
    public static <T> Uni<Response> follow(
            String job, Function<UUID, Uni<Optional<T>>> find, Function<T, Uni<Response>> state) {
        return OperationBody.uuid(job, "")
                .map(find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(found -> found.map(state).orElseGet(Jobs::none));
    }

    /** 202 when {@code cancel} knows the job. */
    public static Uni<Response> cancel(String job, Function<UUID, Uni<Boolean>> cancel) {
        return OperationBody.uuid(job, "")
                .map(cancel)
                .orElseGet(() -> Uni.createFrom().item(false))
                .chain(known ->
                        known ? Uni.createFrom().item(() -> Response.accepted().build()) : none());
    }

    private static Uni<Response> none() {
        return Uni.createFrom()
                .item(() -> Problem.of(Kind.NOT_FOUND, "There is no such job").toResponse());
    }
}
