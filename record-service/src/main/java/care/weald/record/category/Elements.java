package care.weald.record.category;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The elements of a resource that a path leads to, through lists. */
public final class Elements {

    private Elements() {}

    /** Those that are there, in their order. */
    public static List<JsonNode> at(JsonNode resource, List<String> path) {
        List<JsonNode> nodes = List.of(resource);
        for (String element : path) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                JsonNode child = node.path(element);
                if (child.isArray()) {
                    child.forEach(next::add);
                } else if (!child.isMissingNode() && !child.isNull()) {
                    next.add(child);
                }
            }
            nodes = next;
        }
        return nodes;
    }
}
