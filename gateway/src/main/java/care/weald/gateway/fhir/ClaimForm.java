package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * The Parameters of {@code $claim-relationship} and {@code $override}. Reading one that cannot be fails with
 * {@link Faulted}.
 */
final class ClaimForm {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The largest body, in bytes. */
    private static final int MOST = 16_384;

    private final JsonNode parameters;

    private ClaimForm(JsonNode parameters) {
        this.parameters = parameters;
    }

    /** Fails when a body is larger than any reason needs, so that it is not even converted. */
    static void checkSize(byte[] body) {
        if (body.length > MOST) {
            throw new Faulted(Fault.of(Kind.TOO_LARGE), "claim");
        }
    }

    /** Reads the form. */
    static ClaimForm read(byte[] json) {
        try {
            return new ClaimForm(JSON.readTree(json).path("parameter"));
        } catch (IOException e) {
            throw Xml.unreadable();
        }
    }

    /** Why the relationship is claimed. */
    String reason() {
        JsonNode reason = one("reason").path("valueString");
        if (!reason.isTextual()) {
            throw missing("reason");
        }
        return reason.textValue();
    }

    /** The coded reason of an override (SCR-AlertReason, 1 to 6). */
    String code() {
        JsonNode code = one("code");
        String given =
                code.path("valueCode").asText(code.at("/valueCoding/code").asText(""));
        if (given.isEmpty()) {
            throw missing("code");
        }
        return given;
    }

    /** With whom, by an identifier such as the NHS number. */
    Whom whom() {
        JsonNode identifier = one("identifier").path("valueIdentifier");
        String system = identifier.path("system").asText("");
        String value = identifier.path("value").asText("");
        if (system.isEmpty() || value.isEmpty()) {
            throw missing("identifier");
        }
        return new ByIdentifier(system, value);
    }

    private JsonNode one(String name) {
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        return MissingNode.getInstance();
    }

    private static Faulted missing(String name) {
        return new Faulted(Fault.of(Kind.MISSING_PARAMETER).at(name), name);
    }

    @Override
    public String toString() {
        return "ClaimForm[***]";
    }
}
