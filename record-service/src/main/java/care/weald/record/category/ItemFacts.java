package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the record knows of an item beside its bytes.
 *
 * @param codes what it is about
 * @param categories the categories its source gave
 * @param everyCoding every coding anywhere in it, for labels
 * @param status the {@code status} element, or empty
 * @param clinicalStatus codes of {@code clinicalStatus}
 * @param identifiers its business identifiers
 * @param times the times it tells of
 */
public record ItemFacts(
        ItemType type,
        List<Token> codes,
        List<Token> categories,
        List<Token> everyCoding,
        String status,
        List<Token> clinicalStatus,
        List<String> identifiers,
        ItemTimes times) {

    /** Reads the facts of a resource that passed the structure check. */
    public static ItemFacts of(ItemType type, ObjectNode resource) {
        List<Token> all = new ArrayList<>();
        collect(resource, all);
        return new ItemFacts(
                type,
                concepts(resource, type.codes()),
                concepts(resource, type.categories()),
                all,
                resource.path("status").asText(""),
                concepts(resource, List.of("clinicalStatus")),
                identifiers(resource),
                ItemTimes.of(type, resource));
    }

    /** The codings of the CodeableConcepts, Codings or codes that these elements hold. */
    private static List<Token> concepts(ObjectNode resource, List<String> elements) {
        List<Token> tokens = new ArrayList<>();
        for (String element : elements) {
            JsonNode value = resource.path(element);
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                if (one.isTextual()) {
                    tokens.add(new Token("", one.textValue()));
                } else if (one.has("coding")) {
                    one.get("coding").forEach(coding -> token(coding, tokens));
                } else {
                    token(one, tokens);
                }
            }
        }
        return tokens;
    }

    private static void token(JsonNode coding, List<Token> tokens) {
        if (coding.path("code").isTextual()) {
            tokens.add(new Token(
                    coding.path("system").asText(""), coding.get("code").textValue()));
        }
    }

    private static void collect(JsonNode node, List<Token> tokens) {
        if (node.isObject()) {
            token(node, tokens);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, tokens);
            }
        }
    }

    /** {@code system|value} of each business identifier. */
    private static List<String> identifiers(ObjectNode resource) {
        List<String> identifiers = new ArrayList<>();
        for (String element : List.of("identifier", "masterIdentifier")) {
            JsonNode value = resource.path(element);
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                if (one.path("value").isTextual()) {
                    identifiers.add(one.path("system").asText("") + "|"
                            + one.get("value").textValue());
                }
            }
        }
        return identifiers;
    }
}
