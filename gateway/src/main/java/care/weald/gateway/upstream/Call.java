package care.weald.gateway.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a service.
 *
 * @param service its name
 * @param path path and query
 * @param headers besides {@code Authorization} and {@code X-Request-ID}
 * @param body null when there is none
 * @param stream a body that comes in piece by piece and is passed on so; null when there is none
 * @param repeatable whether it may be sent again when the connection broke
 * @param pace which time limit holds
 */
record Call(
        String service,
        HttpMethod method,
        String path,
        Map<String, String> headers,
        @Nullable Buffer body,
        @Nullable ReadStream<Buffer> stream,
        boolean repeatable,
        Pace pace) {

    /** The time limits of {@link UpstreamConfig.Calls}. */
    enum Pace {
        CALL,
        AUDIT,
        FEED,
        BULK
    }

    static Call get(String service, String path) {
        return new Call(service, HttpMethod.GET, path, Map.of(), null, null, true, Pace.CALL);
    }

    /** A POST that asks or that is idempotent by its content. */
    static Call post(String service, String path, Buffer body) {
        return new Call(
                service,
                HttpMethod.POST,
                path,
                Map.of("Content-Type", "application/json"),
                body,
                null,
                true,
                Pace.CALL);
    }

    /** A DELETE, which may be sent again. */
    static Call delete(String service, String path) {
        return new Call(service, HttpMethod.DELETE, path, Map.of(), null, null, true, Pace.CALL);
    }

    /** Content of a type that is passed on as it comes in, once. */
    static Call stream(String service, String path, String type, ReadStream<Buffer> content) {
        return new Call(service, HttpMethod.POST, path, Map.of("Content-Type", type), null, content, false, Pace.BULK);
    }

    /** FHIR content sent to be acted on, once. */
    static Call send(String service, HttpMethod method, String path, byte[] fhir) {
        return new Call(
                service,
                method,
                path,
                Map.of("Content-Type", "application/fhir+json"),
                Buffer.buffer(fhir),
                null,
                false,
                Pace.CALL);
    }

    Call permit(String permit) {
        return header("Weald-Permit", permit);
    }

    Call header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Call(service, method, path, more, body, stream, repeatable, pace);
    }

    /** The same, never sent twice. */
    Call once() {
        return new Call(service, method, path, headers, body, stream, false, pace);
    }

    Call at(Pace other) {
        return new Call(service, method, path, headers, body, stream, repeatable, other);
    }
}
