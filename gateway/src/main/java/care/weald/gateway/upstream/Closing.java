package care.weald.gateway.upstream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * How a disclosure ended.
 *
 * @param event its event's id
 * @param sent true when all was written; false when the connection ended before
 * @param bytes how many were written
 */
public record Closing(String event, boolean sent, long bytes, Instant ended) {

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("event", event);
        json.writeStringField("outcome", sent ? "sent" : "aborted");
        json.writeNumberField("bytes", Math.min(bytes, Integer.MAX_VALUE));
        json.writeStringField("ended", ended.toString());
        json.writeEndObject();
    }
}
