package care.weald.consent.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What is in a signed token, for tests; the signature is another test's matter. */
public final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tokens() {}

    /** The claims of a compact JWS. */
    public static JsonNode claims(String token) {
        return part(token, 1);
    }

    /** Its header. */
    public static JsonNode header(String token) {
        return part(token, 0);
    }

    /** A JSON text as a tree. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode part(String token, int index) {
        try {
            String[] parts = token.split("\\.", -1);
            return JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[index]), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
