package care.weald.identity.operation;

import care.weald.identity.platform.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The FHIR Parameters of an operation: each parameter has a name that the operation knows, and one value. */
public record OperationBody(List<JsonNode> parameters) {

    public OperationBody {
        parameters = List.copyOf(parameters);
    }

    /** Reads {@code body}; empty when it is not Parameters, or has a parameter that is not in {@code known}. */
    public static Optional<OperationBody> read(byte[] body, Set<String> known) {
        try {
            JsonNode json = StrictJson.READER.readTree(body);
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
    public List<JsonNode> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .toList();
    }

    /** The only parameter of {@code name}; empty when there is none, or more than one. */
    public Optional<JsonNode> one(String name) {
        List<JsonNode> all = all(name);
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** The text of {@code name}, without white space around it; empty when there is none, or it is over {@code most}. */
    public Optional<String> text(String name, int most) {
        return one(name)
                .map(parameter -> parameter.path("valueString").asText().strip())
                .filter(text -> !text.isEmpty() && text.length() <= most);
    }

    /** True when {@code name} is not given, or once, as a {@code value} (such as valueString) of {@code type} alone. */
    public boolean isPlain(String name, String value, JsonNodeType type) {
        List<JsonNode> all = all(name);
        return all.size() < 2
                && all.stream()
                        .allMatch(parameter ->
                                parameter.size() == 2 && parameter.path(value).getNodeType() == type);
    }

    /** Whether {@code name} is given as true. */
    public boolean flag(String name) {
        return one(name).map(flag -> flag.path("valueBoolean").asBoolean()).orElse(false);
    }

    /** {@code text} without {@code prefix} as a UUID in its usual form. */
    public static Optional<UUID> uuid(String text, String prefix) {
        try {
            String rest = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
            return Optional.of(UUID.fromString(rest)).filter(id -> id.toString().equalsIgnoreCase(rest));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
