package care.weald.identity.matchmodel;

import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.ModelJson;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Models to switch to. */
final class Models {

    private Models() {}

    /** The shipped model under another name, by which nothing is certain. */
    static Model strict(String version) {
        ObjectNode json = (ObjectNode) Model.shipped().toJson();
        json.put("version", version);
        json.withObject("/limits").put("ownBits", 100.0);
        return ModelJson.read(json);
    }

    /** {@code model} as it is stored. */
    static StoredModel stored(Model model) {
        return new StoredModel(
                Buffer.buffer(model.toJson().toString().getBytes(StandardCharsets.UTF_8)), model.sha256());
    }
}
