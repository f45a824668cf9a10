package care.weald.record.feed;

import care.weald.record.category.Token;
import care.weald.record.feed.References.Becoming;
import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rewrites the references of a resource in place, or says which cannot be. */
final class Rewriter {

    private Rewriter() {}

    /** Hands every literal reference of a tree to {@code seen}. */
    static void each(JsonNode node, Consumer<String> seen) {
        if (node.path("reference").isTextual()) {
            seen.accept(node.get("reference").textValue());
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                each(child, seen);
            }
        }
    }

    /** The first reference that cannot be; null when all were rewritten. */
    static @Nullable Fault rewrite(JsonNode node, References references, Optional<UUID> subject) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                Fault fault = array.get(i).isContainerNode() ? rewrite(array.get(i), references, subject) : null;
                if (fault != null) {
                    return fault.under("[" + i + "]");
                }
            }
            return null;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Fault fault = member.getValue().isContainerNode() ? rewrite(member.getValue(), references, subject) : null;
            if (fault != null) {
                return fault.under(member.getKey());
            }
        }
        return node instanceof ObjectNode object ? reference(object, references, subject) : null;
    }

    private static @Nullable Fault reference(ObjectNode node, References references, Optional<UUID> subject) {
        if (node.path("system").isTextual()) {
            String system = node.get("system").textValue();
            if (!system.equals(Token.canonical(system))) {
                node.put("system", Token.canonical(system));
            }
        }
        boolean literal = node.path("reference").isTextual();
        boolean patient = "Patient".equals(node.path("type").asText())
                && node.path("identifier").has("value");
        if (!literal && !patient) {
            return null;
        }
        return switch (references.resolve(Subject.name(node), subject)) {
            case Becoming.Kept kept -> null;
            case Becoming.Rewritten rewritten -> {
                node.put("reference", rewritten.reference());
                yield null;
            }
            case Becoming.Named named -> {
                node.remove("reference");
                node.put("type", named.name().type());
                node.set(
                        "identifier",
                        node.objectNode()
                                .put("system", named.name().system())
                                .put("value", named.name().value()));
                yield null;
            }
            case Becoming.Unresolved unresolved ->
                Fault.unprocessable(literal ? "reference" : "identifier", unresolved.why());
        };
    }
}
