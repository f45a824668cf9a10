package care.weald.gateway.fhir;

import care.weald.gateway.outcome.Fault;
import care.weald.gateway.outcome.Fault.Kind;
import care.weald.gateway.outcome.Faulted;
import care.weald.gateway.upstream.Whom;
import care.weald.gateway.upstream.Whom.ByIdentifier;
import care.weald.gateway.upstream.Whom.ByPerson;
import care.weald.gateway.upstream.Whom.Nobody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * The Parameters of an operation of which one names a person: that one is taken out, since only identity-service reads
 * identifiers, and the others are passed on. Reading what cannot be fails with {@link Faulted}.
 *
 * @param whom who is named; nobody when that parameter is not there
 * @param rest the others
 */
@SuppressWarnings("ArrayRecordComponent") // bytes passed through, never compared
record OperationParameters(Whom whom, byte[] rest) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes the parameter {@code name} out: a reference to a Patient, or an identifier. */
    static OperationParameters without(String name, byte[] json, String base) {
        if (!(read(json) instanceof ObjectNode parameters)) {
            throw Xml.unreadable();
        }
        Whom whom = new Nobody();
        Iterator<JsonNode> all = parameters.path("parameter").elements();
        while (all.hasNext()) {
            JsonNode one = all.next();
            if (one.path("name").asText().equals(name)) {
                if (!(whom instanceof Nobody)) {
                    throw invalid(name);
                }
                whom = whom(one, name, base);
                all.remove();
            }
        }
        return new OperationParameters(whom, parameters.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Whom whom(JsonNode parameter, String name, String base) {
        JsonNode identifier = parameter.path("valueIdentifier");
        if (identifier.isObject()) {
            String system = identifier.path("system").asText("");
            String value = identifier.path("value").asText("");
            if (system.isEmpty() || value.isEmpty()) {
                throw invalid(name);
            }
            return new ByIdentifier(system, value);
        }
        String reference = parameter.path("valueReference").path("reference").asText("");
        String relative = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        if (!relative.startsWith("Patient/")) {
            throw invalid(name);
        }
        return new ByPerson(PatientReference.person(relative.substring("Patient/".length()), name));
    }

    /** The same, when somebody is named. */
    OperationParameters named(String name) {
        if (whom instanceof Nobody) {
            throw new Faulted(Fault.of(Kind.MISSING_PARAMETER).at(name), name);
        }
        return this;
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw Xml.unreadable();
        }
    }

    private static Faulted invalid(String name) {
        return new Faulted(Fault.of(Kind.INVALID_CONTENT).at(name), name);
    }

    @Override
    public String toString() {
        return "OperationParameters[***]";
    }
}
