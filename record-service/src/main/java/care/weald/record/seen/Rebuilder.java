package care.weald.record.seen;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;

/** Makes answers of one kind again. */
public interface Rebuilder {

    /** Whether {@code question} is of its kind. */
    boolean answers(String question);

    /** The answer that was given then: what its statement saw, under the permit and the feeds of then. */
    Uni<Response> again(Shown shown);
}
