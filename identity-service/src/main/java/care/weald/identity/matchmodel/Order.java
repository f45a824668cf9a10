package care.weald.identity.matchmodel;

import care.weald.identity.platform.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What somebody wants done with a version. */
sealed interface Order {

    /** The longest reason, in characters. */
    int MOST_REASON = 500;

    /** The version that it is about. */
    String version();

    /** Who wants it. */
    By by();

    /** Why. */
    String reason();

    /** Who it is: the caller's id at its issuer, and the organisation they act for. */
    record By(String subject, String organisation) {}

    /** Train a model under a new name. */
    record Train(String version, By by, String reason) implements Order {

        /** Reads {@code {"version": …, "reason": …}}. */
        static Optional<Train> read(byte[] body, By by) {
            return members(body, Set.of("version", "reason"))
                    .filter(json -> ModelVersion.isName(json.path("version").asText()))
                    .flatMap(json -> why(json)
                            .map(reason -> new Train(json.path("version").asText(), by, reason)));
        }
    }

    /** Begin the shadow run of a version, or end it. */
    record Try(String version, By by, String reason, boolean run) implements Order {

        /** Reads {@code {"run": true or false, "reason": …}}. */
        static Optional<Try> read(String version, byte[] body, By by) {
            return members(body, Set.of("run", "reason"))
                    .filter(json -> json.path("run").isBoolean())
                    .flatMap(json -> why(json)
                            .map(reason -> new Try(
                                    version, by, reason, json.path("run").asBoolean())));
        }
    }

    /** Put a version in force. */
    record Activate(String version, By by, String reason) implements Order {

        /** Reads {@code {"reason": …}}. */
        static Optional<Activate> read(String version, byte[] body, By by) {
            return members(body, Set.of("reason")).flatMap(Order::why).map(reason -> new Activate(version, by, reason));
        }
    }

    /** Go back from a version, which is in force, to the one before it. */
    record RollBack(String version, By by, String reason) implements Order {

        /** Reads {@code {"reason": …}}. */
        static Optional<RollBack> read(String version, byte[] body, By by) {
            return members(body, Set.of("reason")).flatMap(Order::why).map(reason -> new RollBack(version, by, reason));
        }
    }

    /** The object in {@code body}; empty when it is none or has a member that is not in {@code known}. */
    private static Optional<JsonNode> members(byte[] body, Set<String> known) {
        try {
            JsonNode json = StrictJson.READER.readTree(body);
            Set<String> names = new HashSet<>();
            json.fieldNames().forEachRemaining(names::add);
            return json.isObject() && known.containsAll(names) ? Optional.of(json) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> why(JsonNode json) {
        return Optional.of(json.path("reason"))
                .filter(JsonNode::isTextual)
                .map(reason -> reason.textValue().strip())
                .filter(reason -> !reason.isEmpty() && reason.length() <= MOST_REASON);
    }
}
