package care.weald.identity.steward;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The FHIR Parameters of an operation: each parameter has a name that the operation knows, and one value. */
record OperationBody(List<JsonNode> parameters) {

    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final String PATIENT = "Patient/";

    OperationBody {
        parameters = List.copyOf(parameters);
    }

    /** Reads {@code body}; empty when it is not Parameters, or has a parameter that is not in {@code known}. */
    static Optional<OperationBody> read(byte[] body, Set<String> known) {
        try {
            JsonNode json = STRICT.readTree(body);
            List<JsonNode> parameters = json.path("parameter").valueStream().toList();
            boolean right = json.path("resourceType").asText().equals("Parameters")
                    && json.path("parameter").isArray()
                    && parameters.stream()
                            .allMatch(parameter ->
                                    known.contains(parameter.path("name").asText()));
            return right ? Optional.of(new OperationBody(parameters)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** All parameters of {@code name}. */
    List<JsonNode> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .toList();
    }

    /** The only parameter of {@code name}; empty when there is none, or more than one. */
    Optional<JsonNode> one(String name) {
        List<JsonNode> all = all(name);
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** The text of {@code name}, without white space around it; empty when there is none, or it is over {@code most}. */
    Optional<String> text(String name, int most) {
        return one(name)
                .map(parameter -> parameter.path("valueString").asText().strip())
                .filter(text -> !text.isEmpty() && text.length() <= most);
    }

    /** The person that {@code name} refers to, or that {@code name} and {@code -identifier} identify: one of the two. */
    Optional<PersonName> person(String name, String organisation) {
        List<JsonNode> references = all(name);
        List<JsonNode> identifiers = all(name + "-identifier");
        if (references.size() + identifiers.size() != 1) {
            return Optional.empty();
        }
        return references.isEmpty()
                ? identified(identifiers.getFirst(), organisation)
                : uuid(
                                references
                                        .getFirst()
                                        .path("valueReference")
                                        .path("reference")
                                        .asText(),
                                PATIENT)
                        .map(PersonName.ById::new);
    }

    private static Optional<PersonName> identified(JsonNode parameter, String organisation) {
        JsonNode identifier = parameter.path("valueIdentifier");
        return PersonName.of(
                identifier.path("system").asText(), identifier.path("value").asText(), organisation);
    }

    /** {@code text} without {@code prefix} as a UUID in its usual form. */
    static Optional<UUID> uuid(String text, String prefix) {
        try {
            String rest = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
            return Optional.of(UUID.fromString(rest)).filter(id -> id.toString().equalsIgnoreCase(rest));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
