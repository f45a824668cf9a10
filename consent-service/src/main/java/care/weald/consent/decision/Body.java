package care.weald.consent.decision;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a request, strictly: one object, no member twice, none that is not known. */
public final class Body {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    /** The object that {@code text} holds, with no other members than {@code members}. */
    public static Reading<JsonNode> object(@Nullable String text, Set<String> members) {
        if (text == null || text.isBlank()) {
            return Reading.invalid("The body is missing");
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                return Reading.invalid("The body is not a JSON object");
            }
            return node.properties().stream().allMatch(entry -> members.contains(entry.getKey()))
                    ? new Reading.Read<>(node)
                    : Reading.invalid("The body has a member that is not known");
        } catch (JsonProcessingException e) {
            return Reading.invalid(
                    "The body is not JSON, at line " + e.getLocation().getLineNr());
        }
    }
}
