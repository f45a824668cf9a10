package care.weald.record.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An RFC 9457 problem. Its kinds are the closed list of {@code docs/contracts/problems.json}; its text never holds what
 * was sent.
 *
 * @param type {@code urn:weald:problem:} and a kind of the list
 * @param title the same for every problem of a kind
 * @param status HTTP status code
 * @param detail what is wrong here, naming the place, never the value
 * @param more extension members
 */
@RegisterForReflection
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> more) {

    /** The kinds, in the words of the list. */
    public enum Kind {
        INVALID_CONTENT(400, "The content is not valid"),
        INVALID_PARAMETER(400, "A parameter is not valid"),
        INVALID_IDENTIFIER(400, "An identifier is not valid"),
        INVALID_TOKEN(400, "A token is not valid"),
        UNAUTHENTICATED(401, "The caller is not known"),
        REFUSED(403, "The request is refused"),
        NOT_FOUND(404, "There is no such thing to be seen"),
        NOT_SUPPORTED(405, "This is not offered"),
        CONFLICT(409, "The request conflicts with what is stored"),
        TOO_LARGE(413, "The content is too large"),
        UNPROCESSABLE(422, "The content breaks a rule"),
        TOO_MANY(429, "Too many requests"),
        INTERNAL(500, "Something is broken"),
        UNAVAILABLE(503, "Something needed is not available");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }
    }

    public Problem {
        more = Map.copyOf(more);
    }

    /** A problem of {@code kind}, saying {@code detail}. */
    public static Problem of(Kind kind, String detail) {
        String type = "urn:weald:problem:"
                + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return new Problem(type, kind.title, kind.status, detail, Map.of());
    }

    /** The same problem with one extension member more. */
    public Problem with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(type, title, status, detail, members);
    }

    /** As an HTTP answer. */
    public Response toResponse() {
        Response.ResponseBuilder answer =
                Response.status(status).type("application/problem+json").entity(this);
        return (status == 503 || status == 429 ? answer.header("Retry-After", 1) : answer).build();
    }
}
