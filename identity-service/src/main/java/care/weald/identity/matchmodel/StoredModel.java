package care.weald.identity.matchmodel;

import care.weald.identity.match.model.Model;
import care.weald.identity.match.model.ModelJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A model as it is stored.
 *
 * @param params its canonical JSON
 * @param sha256 of that, in hexadecimal digits
 */
record StoredModel(Buffer params, String sha256) {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    /**
     * The model, ready for use. It takes milliseconds.
     *
     * @throws IllegalStateException when its bytes make another model than they made when they were stored: then no answer
     *     of it would be the same
     */
    Model model() {
        Model model = ModelJson.read(tree());
        if (!model.sha256().equals(sha256)) {
            throw new IllegalStateException("a stored match model is not what its SHA-256 says");
        }
        return model;
    }

    /** What may be shown of it: names are counted in it by hash, and how many there are is all that is said of them. */
    JsonNode shown() {
        JsonNode tree = tree();
        for (String names : new String[] {"given", "family"}) {
            ObjectNode counted = (ObjectNode) tree.path(names);
            counted.put("names", counted.path("counts").size());
            counted.remove("counts");
        }
        return tree;
    }

    private JsonNode tree() {
        try {
            return JSON.readTree(params.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored match model cannot be read", e);
        }
    }
}
