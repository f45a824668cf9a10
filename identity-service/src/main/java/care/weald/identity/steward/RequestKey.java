package care.weald.identity.steward;

import care.weald.identity.link.SourcePatientId;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * By what a request is known when it comes again.
 *
 * @param by whose it is
 * @param key as they chose it
 * @param hash SHA-256 of what they ask for, names as they were given
 */
record RequestKey(Steward by, String key, Buffer hash) {

    static RequestKey of(Steward by, String key, Order order) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        order.words().forEach(words::add);
        byte[] hash = SourcePatientId.sha256(words.toString().getBytes(StandardCharsets.UTF_8));
        return new RequestKey(by, key, Buffer.buffer(hash));
    }

    @Override
    public String toString() {
        return "RequestKey[***]";
    }
}
