package care.weald.gateway.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Small request bodies, written straight into bytes. */
final class JsonBody {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBody() {}

    /** Writes the members of an object. */
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    static Buffer object(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
