package care.weald.consent.decision;

import java.util.LinkedHashMap;
import java.util.Map;

/** A denial as the gateway gets it: of somebody hidden word for word the same as of somebody absent. */
public final class Denial {

    private Denial() {}

    /** The answer's body; {@code permits} holds the signed denial for audit-service. */
    public static Map<String, Object> body(Answer answer, Decision.Deny deny, Map<String, String> permits) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", "deny");
        body.put("decisionId", answer.id().toString());
        body.put("reason", deny.shownReason());
        body.put("shown", deny.shown().code());
        body.put("text", deny.text());
        if (deny.override()) {
            body.put("override", true);
        }
        body.put("permits", permits);
        return body;
    }
}
