package care.weald.gateway.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The parts of a JWT access token (RFC 9068), before and after it is verified by somebody else. */
record AccessToken(String text) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 8_192;

    /** The token of an {@code Authorization} header, empty text when it has none of this kind. */
    static AccessToken of(@Nullable String header) {
        boolean bearer = header != null
                && header.length() <= LONGEST
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return new AccessToken(
                bearer && header != null ? header.substring(SCHEME.length()).trim() : "");
    }

    boolean isPresent() {
        return !text.isEmpty();
    }

    /** SHA-256 of the token. */
    String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JOSE header; missing when this is no JWT. */
    JsonNode header() {
        return part(0);
    }

    /** The claims; missing when this is no JWT. To be believed only when the token has been verified. */
    JsonNode claims() {
        return part(1);
    }

    private JsonNode part(int index) {
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(parts[index]));
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
