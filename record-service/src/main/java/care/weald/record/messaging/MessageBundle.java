package care.weald.record.messaging;

import care.weald.record.category.ItemType;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes a transaction of a message: what it carries, each under the name by which its sender will know it again. The header
 * is no item of anybody's record; it stays in the message itself, which the transaction holds as it came.
 */
final class MessageBundle {

    private static final String MESSAGE_ID = "https://weald.care/Id/message-id";
    private static final String ORIGINAL = "https://weald.care/StructureDefinition/original-message";
    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(24 * 1024 * 1024)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private MessageBundle() {}

    /** What becomes of a message. */
    sealed interface Conversion {

        /**
         * A transaction.
         *
         * @param header what the answer repeats of MessageHeader: {@code id}, {@code event}
         */
        record Converted(ObjectNode bundle, ObjectNode header) implements Conversion {}

        /** It is no message that can be taken. */
        record Rejected(Fault fault) implements Conversion {}
    }

    /** Converts {@code content}. CPU work: not for an event loop. */
    static Conversion convert(byte[] content) {
        try {
            return JSON.readTree(content) instanceof ObjectNode bundle
                    ? convert(bundle, content)
                    : rejected("", "A Bundle is wanted");
        } catch (IOException e) {
            return rejected("", "The JSON is broken, too deep, or names a member twice");
        }
    }

    private static Conversion rejected(String place, String detail) {
        return new Conversion.Rejected(Fault.invalid(place, detail).under("Bundle"));
    }

    private static Conversion convert(ObjectNode message, byte[] content) {
        if (!message.path("type").asText().equals("message")) {
            return rejected("type", "A message is wanted");
        }
        JsonNode first = message.at("/entry/0/resource");
        if (!first.path("resourceType").asText().equals("MessageHeader")) {
            return rejected("entry[0].resource", "The first entry of a message is its MessageHeader");
        }
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i < message.path("entry").size(); i++) {
            if (!(message.at("/entry/" + i + "/resource") instanceof ObjectNode resource)) {
                return rejected("entry[" + i + "].resource", "An entry of a message has a resource");
            }
            ObjectNode entry = entries.addObject();
            if (message.at("/entry/" + i + "/fullUrl").isTextual()) {
                entry.set("fullUrl", message.at("/entry/" + i + "/fullUrl"));
            }
            entry.set("resource", resource);
            request(resource, entry.putObject("request"));
        }
        return new Conversion.Converted(transaction(message, content, entries), header(first));
    }

    private static ObjectNode transaction(ObjectNode message, byte[] content, ArrayNode entries) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle");
        bundle.putObject("meta")
                .putArray("extension")
                .addObject()
                .put("url", ORIGINAL)
                .putObject("valueAttachment")
                .put("contentType", "application/fhir+json")
                .put("data", Base64.getEncoder().encodeToString(content));
        String id = message.at("/entry/0/resource/id").asText(message.path("id").asText(""));
        if (message.path("identifier").has("value")) {
            bundle.set("identifier", message.get("identifier"));
        } else if (!id.isEmpty()) {
            bundle.putObject("identifier").put("system", MESSAGE_ID).put("value", id);
        }
        bundle.put("type", "transaction");
        bundle.set("entry", entries);
        return bundle;
    }

    private static ObjectNode header(JsonNode header) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        for (String name : new String[] {"id", "eventCoding", "eventUri"}) {
            if (header.has(name)) {
                told.set(name, header.get(name));
            }
        }
        return told;
    }

    /** How the resource is known again: a person and a directory entry by identifier, an item by id, else by identifier. */
    private static void request(ObjectNode resource, ObjectNode request) {
        String type = resource.path("resourceType").asText();
        Optional<String> identifier = identifier(resource.path("identifier"));
        String id = resource.path("id").asText("");
        boolean isDirectory = ItemType.DIRECTORY.contains(type);
        if (isDirectory && identifier.isPresent()) {
            request.put("method", "POST").put("url", type).put("ifNoneExist", identifier.get());
        } else if (identifier.isPresent() && (type.equals("Patient") || id.isEmpty())) {
            request.put("method", "PUT").put("url", type + "?" + identifier.get());
        } else if (!id.isEmpty() && !type.equals("Patient")) {
            request.put("method", "PUT").put("url", type + "/" + id);
        } else {
            request.put("method", "POST").put("url", type);
        }
    }

    /** The first identifier with a system and a value, a local one before an NHS number, as a query. */
    private static Optional<String> identifier(JsonNode identifiers) {
        Optional<String> number = Optional.empty();
        for (JsonNode one : identifiers.isArray()
                ? identifiers
                : JsonNodeFactory.instance.arrayNode().add(identifiers)) {
            String system = one.path("system").asText("");
            String value = one.path("value").asText("");
            if (!system.isEmpty() && !value.isEmpty()) {
                Optional<String> query = Optional.of("identifier="
                        + URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8)
                                .replace("+", "%20"));
                if (!system.equals(NHS_NUMBER)) {
                    return query;
                }
                number = query;
            }
        }
        return number;
    }
}
