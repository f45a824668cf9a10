package care.weald.gateway.upstream;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** What a service answered. */
record Reply(int status, MultiMap headers, Buffer body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "urn:weald:problem:";
    /** The rule of a conflict that is about the version in {@code If-Match} (RFC 9110 section 13.1.1). */
    private static final String VERSION = "version";

    private static final Set<Kind> RULED = EnumSet.of(Kind.CONFLICT, Kind.UNPROCESSABLE, Kind.REFUSED);

    boolean isOk() {
        return status >= 200 && status < 300;
    }

    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    /** The body as a JSON tree; missing when it is none. */
    JsonNode json() {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The problem this answer is, as far as the caller may know it. */
    Fault fault(String service) {
        return fault(service, json());
    }

    /**
     * An RFC 9457 problem as a fault; its text stays here. Throws {@link Faulted} for what is not the caller's doing:
     * a broken service, or a token of ours that it would not take.
     */
    static Fault fault(String service, JsonNode problem) {
        String type = problem.path("type").asText("");
        String place = problem.path("place").asText("");
        String entry = problem.path("entry").isInt() ? "Bundle.entry[" + problem.get("entry") + "]" : "";
        Kind kind = switch (type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "") {
            case "invalid-content" -> Kind.INVALID_CONTENT;
            case "invalid-parameter" -> Kind.INVALID_PARAMETER;
            case "invalid-identifier" -> Kind.INVALID_IDENTIFIER;
            case "refused" -> Kind.REFUSED;
            case "not-found" -> Kind.NOT_FOUND;
            case "not-supported" -> Kind.NOT_SUPPORTED;
            case "conflict" -> Kind.CONFLICT;
            case "too-large" -> Kind.TOO_LARGE;
            case "unprocessable" -> Kind.UNPROCESSABLE;
            case "too-many" -> Kind.TOO_MANY;
            default -> throw Faulted.unavailable(service, "broken");
        };
        String rule = problem.path("rule").asText("");
        boolean stale = kind == Kind.CONFLICT && rule.equals(VERSION);
        return Fault.of(stale ? Kind.STALE : kind).at(join(entry, place)).because(RULED.contains(kind) ? rule : "");
    }

    /** The answer to a feed. */
    FeedReply feed(String service) {
        return isOk() ? new FeedReply.Taken(json()) : new FeedReply.Rejected(fault(service));
    }

    private static String join(String entry, String place) {
        if (entry.isEmpty() || place.startsWith("Bundle")) {
            return place;
        }
        return place.isEmpty() ? entry : entry + ".resource." + place.substring(place.indexOf('.') + 1);
    }
}
