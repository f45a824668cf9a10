package care.weald.record.subjectaccess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;

/**
 * Takes every reference to what is withheld out of what is released, with whatever is left empty by that: nobody can tell
 * from a copy that something is missing, nor how much.
 */
final class Redaction {

    private final Set<String> withheld;

    /** Of references such as {@code Observation/x}. */
    Redaction(Set<String> withheld) {
        this.withheld = Set.copyOf(withheld);
    }

    /** The resource without them; it is changed. */
    ObjectNode of(ObjectNode resource) {
        boolean _ = clean(resource);
        return resource;
    }

    /** Cleans the node; true when nothing of it is left. */
    private boolean clean(JsonNode node) {
        return switch (node) {
            case ObjectNode object when isWithheld(object) -> true;
            case ObjectNode object -> each(object.elements()) && object.isEmpty();
            case ArrayNode array -> each(array.elements()) && array.isEmpty();
            default -> false;
        };
    }

    private boolean each(Iterator<JsonNode> children) {
        boolean removed = false;
        while (children.hasNext()) {
            if (clean(children.next())) {
                children.remove();
                removed = true;
            }
        }
        return removed;
    }

    private boolean isWithheld(ObjectNode object) {
        String reference = object.path("reference").asText("").replaceFirst("/_history/.*", "");
        return withheld.stream().anyMatch(one -> reference.equals(one) || reference.endsWith("/" + one));
    }
}
