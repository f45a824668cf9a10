package care.weald.record.category;

import care.weald.record.structure.Span;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the record knows of an item beside its bytes.
 *
 * @param codes what it is about
 * @param categories the categories its source gave
 * @param everyCoding every coding anywhere in it, for labels
 * @param status the {@code status} element, or empty
 * @param clinicalStatus codes of {@code clinicalStatus}
 * @param when the time it tells of
 */
public record ItemFacts(
        ItemType type,
        List<Token> codes,
        List<Token> categories,
        List<Token> everyCoding,
        String status,
        List<Token> clinicalStatus,
        Optional<Span> when) {

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
                when(type, resource));
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

    private static Optional<Span> when(ItemType type, ObjectNode resource) {
        for (String element : type.dates()) {
            Optional<Span> span = element.contains("+")
                    ? period(
                            resource,
                            element.substring(0, element.indexOf('+')),
                            element.substring(element.indexOf('+') + 1))
                    : resource.path(element).isObject()
                            ? period(resource.get(element), "start", "end")
                            : Span.dateTime(resource.path(element).asText(""));
            if (span.isPresent()) {
                return span;
            }
        }
        return Optional.empty();
    }

    private static Optional<Span> period(JsonNode node, String start, String end) {
        Optional<Span> from = Span.dateTime(node.path(start).asText(""));
        Optional<Span> to = Span.dateTime(node.path(end).asText(""));
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (from.isPresent()
                && to.isPresent()
                && to.get().to().isBefore(from.get().from())) {
            return Optional.of(from.get().covering(to.get()));
        }
        return Optional.of(new Span(
                from.map(Span::from).orElse(Span.OPEN_START), to.map(Span::to).orElse(Span.OPEN_END)));
    }
}
