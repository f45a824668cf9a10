package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
 * @param further what its further token parameters look at, each value as {@link #further(String, String)} has it
 */
public record ItemFacts(
        ItemType type,
        List<Token> codes,
        List<Token> categories,
        List<Token> everyCoding,
        String status,
        List<Token> clinicalStatus,
        List<String> identifiers,
        ItemTimes times,
        List<String> further) {

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
                ItemTimes.of(type, resource),
                further(type, resource));
    }

    /** How a value of a further parameter is kept: the name of the parameter, an equals sign, the value. */
    public static String further(String parameter, String value) {
        return parameter + "=" + value;
    }

    private static List<String> further(ItemType type, ObjectNode resource) {
        Set<String> values = new LinkedHashSet<>();
        type.further().forEach((name, path) -> {
            List<Token> tokens = new ArrayList<>();
            Elements.at(resource, path).forEach(node -> concept(node, tokens));
            tokens.forEach(token -> {
                values.add(further(name, token.full()));
                values.add(further(name, token.code()));
            });
        });
        return List.copyOf(values);
    }

    /** The codings of the CodeableConcepts, Codings or codes that these elements hold. */
    private static List<Token> concepts(ObjectNode resource, List<String> elements) {
        List<Token> tokens = new ArrayList<>();
        for (String element : elements) {
            JsonNode value = resource.path(element);
            for (JsonNode one : value.isArray() ? value : List.of(value)) {
                concept(one, tokens);
            }
        }
        return tokens;
    }

    private static void concept(JsonNode one, List<Token> tokens) {
        if (one.isTextual()) {
            tokens.add(new Token("", one.textValue()));
        } else if (one.has("coding")) {
            one.get("coding").forEach(coding -> token(coding, tokens));
        } else {
            token(one, tokens);
        }
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
