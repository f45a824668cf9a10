package care.weald.record.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Small documents, as sources send them. */
public final class Documents {

    /** SNOMED CT: treatment escalation plan. */
    public static final String PLAN = "735324008";

    /** SNOMED CT: letter. */
    public static final String LETTER = "823751000000102";

    private Documents() {}

    /** Text as base64. */
    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A DocumentReference of {@code Patient/x} with one attachment, which is given without its braces. */
    public static String reference(String id, String type, String attachment, String more) {
        return "{\"resourceType\":\"DocumentReference\",\"id\":\"" + id
                + "\",\"status\":\"current\",\"type\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\""
                + type
                + "\"}]},\"subject\":{\"reference\":\"Patient/x\"},\"content\":[{\"attachment\":{" + attachment
                + "}}]" + more + "}";
    }

    /** A plain text attachment with its content. */
    public static String text(String content) {
        return "\"contentType\":\"text/plain\",\"data\":\"" + base64(content) + "\",\"title\":\"Letter\"";
    }

    /** A Binary. */
    public static String binary(String id, String type, String content) {
        return "{\"resourceType\":\"Binary\",\"id\":\"" + id + "\",\"contentType\":\"" + type + "\",\"data\":\""
                + base64(content) + "\"}";
    }
}
