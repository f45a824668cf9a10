package care.weald.record.item;

import care.weald.record.category.ItemType;
import care.weald.record.category.ItemType.ReferenceParameter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an item refers to by its search parameters. Both lists have the same length.
 *
 * @param names the parameters
 * @param targets the numbers of the items, or of the directory's entries
 */
public record ItemReferences(List<String> names, List<UUID> targets) {

    public ItemReferences {
        names = List.copyOf(names);
        targets = List.copyOf(targets);
    }

    /** Reads the references of a resource in which they are those of the record. */
    public static ItemReferences of(ItemType type, JsonNode resource) {
        List<String> names = new ArrayList<>();
        List<UUID> targets = new ArrayList<>();
        for (ReferenceParameter parameter : type.references()) {
            for (JsonNode reference : at(resource, parameter.path())) {
                target(parameter, reference.path("reference").asText("")).ifPresent(target -> {
                    names.add(parameter.name());
                    targets.add(target);
                });
            }
        }
        return new ItemReferences(names, targets);
    }

    private static List<JsonNode> at(JsonNode resource, List<String> path) {
        List<JsonNode> nodes = List.of(resource);
        for (String element : path) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                JsonNode child = node.path(element);
                if (child.isArray()) {
                    child.forEach(next::add);
                } else if (child instanceof ObjectNode) {
                    next.add(child);
                }
            }
            nodes = next;
        }
        return nodes;
    }

    private static Optional<UUID> target(ReferenceParameter parameter, String reference) {
        if (!reference.startsWith(parameter.type() + "/")) {
            return Optional.empty();
        }
        String id = reference.substring(parameter.type().length() + 1).split("/", 2)[0];
        return ItemType.DIRECTORY.contains(parameter.type())
                ? Crockford.decode(id)
                : ItemId.parse(id).map(ItemId::item);
    }
}
